import { spawn } from 'child_process';
import { readFileSync, writeFileSync } from 'fs';
import { createServer } from 'http';
import { extname, join } from 'path';
import { App, Stack } from 'aws-cdk-lib';
import { buildSync } from 'esbuild';
import { LocalRun } from '../../scripts/demo/local-run';
import { end } from '../../scripts/private/loopback';
import { AppClient, CognitoAuth, CustomAttribute } from '../../src';

export const PASSWORD = 'Correct-horse-battery-9';

/** An app of whoever reads the guide: members who sign up, and a client in the browser. */
export function synthesize(folder: string, origin: string): string {
  const app = new App({ outdir: join(folder, 'cdk.out') });
  const stack = new Stack(app, 'Web');
  const auth = new CognitoAuth(stack, 'Auth', {
    selfSignUp: true,
    attributes: { custom: { plan: CustomAttribute.text({ maxLength: 16 }) } },
    client: AppClient.browser({ callbackUrls: [`${origin}/callback`], logoutUrls: [`${origin}/`] }),
  });
  auth.userPool.addDomain('Domain', { cognitoDomain: { domainPrefix: 'browser-proof' } });
  app.synth();
  return join(folder, 'cdk.out', 'Web.template.json');
}

/** Somebody who signed up and confirmed. */
export async function member(run: LocalRun, email: string): Promise<void> {
  const { SignUpCommand, ConfirmSignUpCommand } = await import('@aws-sdk/client-cognito-identity-provider');
  const [ClientId] = Object.values(run.started.clients);
  await run.userPool.send(new SignUpCommand({
    ClientId, Username: email, Password: PASSWORD, UserAttributes: [{ Name: 'email', Value: email }],
  }));
  await run.userPool.send(new ConfirmSignUpCommand({ ClientId, Username: email, ConfirmationCode: await run.codeFor(email) }));
}

/** Runs the command line as it stands here, and returns what it prints. */
export async function commandLine(args: string[]): Promise<string> {
  const main = "require('./src/cli/main').main(process.argv.slice(1)).then(code => { process.exitCode = code; })";
  const child = spawn(
    process.execPath, ['-r', 'ts-node/register/transpile-only', '-e', main, '--', ...args], { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let text = '';
  child.stdout.on('data', data => { text += data; });
  const code = await new Promise(done => child.once('exit', done));
  if (code !== 0) throw new Error(`cdk-cognito-auth ${args[0]} ended with ${code}`);
  return text;
}

const TYPES: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };

/** Serves a folder, or pages that are given, as a web server of an app would. */
export async function webServer(port: number, root: string, pages: Record<string, string> = {}): Promise<() => Promise<void>> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url!, 'http://localhost');
    try {
      const body = pages[pathname] ?? readFileSync(join(root, pathname === '/' ? 'index.html' : pathname));
      response.writeHead(200, { 'content-type': TYPES[extname(pathname)] ?? 'text/html' }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>(done => server.listen(port, '127.0.0.1', done));
  return async () => {
    server.closeAllConnections();
    await new Promise(done => server.close(done));
  };
}

/** A page that is nothing but a program of the browser, with the packages that were installed for this or that the project has. */
export function pageOf(contents: string, resolveDir = process.env.FOREIGN!): string {
  const { outputFiles: [{ text: script }] } = buildSync({
    stdin: { contents, resolveDir }, bundle: true, write: false, format: 'iife', logLevel: 'error',
  });
  return `<!doctype html><meta charset="utf-8"><body><script>${script.replaceAll('</script', '<\\/script')}</script>`;
}

/** A program of the project, until it says that it is ready. */
export async function program(args: string[], ready: RegExp): Promise<{ stop: () => Promise<number | null> }> {
  const child = spawn(process.execPath, ['-r', 'ts-node/register/transpile-only', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  await new Promise<void>((done, fail) => {
    const heard = (data: Buffer) => {
      text += data;
      if (ready.test(text)) done();
    };
    child.stdout.on('data', heard);
    child.stderr.on('data', heard);
    child.once('exit', code => fail(new Error(`${args[0]} ended with ${code}: ${text}`)));
  });
  return { stop: () => end(child, 10_000) };
}

/** What `cdk-cognito-auth config` writes for the local run, where the app looks for it. */
export async function writeConfig(template: string, run: LocalRun, folder: string, file: string): Promise<void> {
  const started = join(folder, 'started.json');
  writeFileSync(started, JSON.stringify(run.started));
  writeFileSync(file, await commandLine(['config', template, '--local', started, '--format', 'amplify']));
}
