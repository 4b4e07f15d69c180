import { ChildProcess, spawn } from 'child_process';
import { resolve } from 'path';

const MAIN = "require('./src/cli/main').main(process.argv.slice(1)).then(code => { process.exitCode = code; })";

/** The local services of a template, in a process of their own. */
export function serve(template: string, ...options: string[]): ChildProcess {
  return spawn(process.execPath, ['-r', 'ts-node/register/transpile-only', '-e', MAIN, '--', 'serve', template, ...options], {
    cwd: resolve(__dirname, '../..'),
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}

/** What it says when it is ready. */
export function firstLine(child: ChildProcess): Promise<any> {
  return new Promise((done, fail) => {
    let text = '';
    child.stdout!.on('data', data => {
      text += data;
      if (text.includes('\n')) done(JSON.parse(text.split('\n')[0]));
    });
    child.once('exit', code => fail(new Error(`the local identity pool ended with ${code}`)));
  });
}
