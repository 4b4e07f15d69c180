import { App, Stack } from 'aws-cdk-lib';
import { CfnUserPool } from 'aws-cdk-lib/aws-cognito';
import { EnterpriseStack } from '../examples/enterprise/enterprise-stack';
import { PhotoSharingStack } from '../examples/photo-sharing/photo-sharing-stack';

/** Whether an app passes the validator that newer CDKs run at every synthesis, with its rules as errors. */
function passes(make: (app: App) => void): boolean {
  const app = new App({ context: { '@aws-cdk/core:validateAgainstDefaultRules': true }, analyticsReporting: false });
  make(app);
  process.exitCode = 0;
  try {
    app.synth();
  } catch (error) {
    console.log(String((error as Error).message).split('\n').slice(0, 12).join('\n'));
    return false;
  }
  const clean = process.exitCode === 0 || process.exitCode === undefined;
  process.exitCode = 0;
  return clean;
}

process.env.CDK_VALIDATION = 'true';
const example = passes(app => {
  new PhotoSharingStack(app, 'PhotoSharing');
  new EnterpriseStack(app, 'Enterprise', { env: { region: 'us-east-1' } });
});
const twin = passes(app => new CfnUserPool(new Stack(app, 'TooMany'), 'Pool', {
  schema: Array.from({ length: 51 }, (_, index) => ({ name: `attribute${index}`, attributeDataType: 'String' })),
}));
console.log(`built-in validation: the examples ${example ? 'pass' : 'FAIL'}, a pool with 51 custom `
  + `attributes ${twin ? 'PASSES' : 'is refused'}`);
process.exitCode = example && !twin ? 0 : 1;
