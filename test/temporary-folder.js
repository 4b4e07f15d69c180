const { mkdtempSync, rmSync } = require('fs');
const { tmpdir } = require('os');
const { join } = require('path');

/**
 * Whatever the tests, the CDK and the programs that they start put into the folder for temporary files is in one of this run, which
 * goes with it. Workers and their children take the environment over.
 */
module.exports = () => {
  const folder = mkdtempSync(join(tmpdir(), 'cdk-cognito-auth-tests-'));
  for (const name of ['TMPDIR', 'TMP', 'TEMP']) process.env[name] = folder;
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
};
