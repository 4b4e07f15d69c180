import { spawnSync } from 'child_process';
import { relative } from 'path';

export interface Loaded {
  /** The linked modules, by number. */
  readonly modules: number[];
  /** The files, from where the program runs. */
  readonly files: string[];
}

/** What a program loads that makes `CognitoAuth` as it is by default, and synthesizes. */
export function loadedByPlainProgram(lib: string, from: string): Loaded {
  const program = `
    const { App, Stack } = require('aws-cdk-lib');
    const app = new App({ analyticsReporting: false, treeMetadata: false });
    new (require(${JSON.stringify(lib)}).CognitoAuth)(new Stack(app, 'Plain'), 'Auth');
    app.synth();
    const { loaded } = require(${JSON.stringify(`${lib}/linked`)});
    console.log(JSON.stringify({ modules: Object.keys(loaded).map(Number), files: Object.keys(require.cache) }));`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--preserve-symlinks', '-e', program], {
    cwd: from, env: { ...process.env, CDK_VALIDATION: 'false' }, encoding: 'utf8',
  });
  if (status !== 0) {
    throw new Error(stderr);
  }
  const { modules, files } = JSON.parse(stdout) as Loaded;
  return { modules, files: files.map(file => relative(from, file)) };
}
