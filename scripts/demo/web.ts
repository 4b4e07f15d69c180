import { mkdirSync, rmSync } from 'fs';
import { join, resolve } from 'path';
import { parseArgs } from 'util';
import { openPage } from './open-page';
import { setStage, Stage, synthesize } from './stage';
import { WebPage } from './web-page';

const STATE = resolve(__dirname, '../../.demo');

/** Stands the photo-sharing example up behind its page, on ports that stay, until somebody ends it. */
export async function web(argv: string[]): Promise<number> {
  const { values } = parseArgs({
    args: argv, options: { 'web': { type: 'boolean' }, 'port': { type: 'string' }, 'page-port': { type: 'string' } },
  });
  const [port, pagePort] = [portOf('port', values.port, 9_229), portOf('page-port', values['page-port'], 8_080)];
  const ended = new Promise<void>(done => ['SIGINT', 'SIGTERM'].forEach(signal => process.once(signal, () => done())));
  console.log('Synthesizing examples/photo-sharing …');
  const { templateFile, folder } = synthesize();
  let stage: Stage | undefined;
  let page: WebPage | undefined;
  try {
    console.log(`Starting the user pool and the identity pool on port ${port} …`);
    mkdirSync(STATE, { recursive: true, mode: 0o700 });
    stage = await setStage(templateFile, ['--port', String(port), '--state', join(STATE, 'photo-sharing.state')]);
    console.log('Bundling the page …');
    page = new WebPage(stage);
    const url = await page.start(pagePort);
    console.log([
      `\n  ${url}\n`,
      `The user pool and the identity pool answer at ${stage.server.started.endpoint}; who signs up is remembered in .demo/.`,
      'For a front end of your own:\n',
      `Amplify.configure(${JSON.stringify(Object.values(stage.server.started.clientConfig)[0], undefined, 2)});`,
      '\nCtrl-C ends everything.',
    ].join('\n'));
    openPage(url);
    await Promise.race([ended, stage.server.ended]);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    console.error(code === 'EADDRINUSE' ? `port ${pagePort} is in use: give another with --page-port` : message);
    return 1;
  } finally {
    await page?.stop();
    await stage?.clear();
    rmSync(folder, { recursive: true, force: true });
  }
  console.log('\nEverything stopped.');
  return 0;
}

function portOf(name: string, text: string | undefined, otherwise: number): number {
  const port = Number(text ?? otherwise);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Error(`--${name} is '${text}': give a port from 1 to 65535`);
  return port;
}
