import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { App, CfnParameter, NestedStack, Stack, Validations } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { CognitoAuth } from '../../src';
import { main } from '../../src/cli/main';
import { reviewTemplates } from '../../src/guardrails/check';
import { ACKNOWLEDGED } from '../../src/template/text/acknowledged';
import { loadFile } from '../../src/template/text/load-files';

const RULE = 'user-names-case-sensitive';
const acknowledge = (at: Stack | cognito.UserPool | CognitoAuth, reason: string) =>
  Validations.of(at).acknowledge({ id: `cdk-cognito-auth::${RULE}`, reason });

/** What is found and accepted, and why, in an app that is written to a folder. */
function reviewOf(fill: (stack: Stack) => void, context: Record<string, unknown> = {}): [string[], string[]] {
  const app = new App({ context });
  fill(new Stack(app, 'App'));
  const { findings, accepted } = reviewTemplates(loadFile(app.synth().directory));
  return [
    findings.filter(({ rule }) => rule === RULE).map(({ constructPath }) => constructPath!),
    accepted.filter(({ rule }) => rule === RULE).map(({ constructPath, reason }) => `${constructPath}: ${reason}`),
  ];
}

test('the CDK calls it so', () => expect(ACKNOWLEDGED).toBe(Validations.ACKNOWLEDGED_RULES_METADATA_KEY));

describe('what is acknowledged', () => {
  test("at a construct of the CDK's own is accepted there alone", () => {
    expect(reviewOf(stack => {
      acknowledge(new cognito.UserPool(stack, 'Old'), 'made so');
      new cognito.UserPool(stack, 'New');
      new cognito.UserPool(stack, 'Older');
    })).toEqual([['App/New/Resource', 'App/Older/Resource'], ['App/Old/Resource: made so']]);
  });

  test('around it is accepted of all that is in there, and what is nearer counts', () => {
    expect(reviewOf(stack => {
      acknowledge(new cognito.UserPool(stack, 'Old'), 'made so');
      new cognito.UserPool(new NestedStack(stack, 'Nested'), 'Inner');
      acknowledge(stack, 'a try-out');
    }, { 'aws:cdk:enable-path-metadata': true })).toEqual([[], ['App/Old/Resource: made so', 'App/Nested/Inner/Resource: a try-out']]);
  });

  test('at constructs of this library is accepted once', () => {
    expect(reviewOf(stack => {
      const auth = new CognitoAuth(stack, 'Auth');
      acknowledge(auth, 'made so');
      const pool = auth.userPool.node.defaultChild as cognito.CfnUserPool;
      pool.addPropertyOverride('UsernameConfiguration.CaseSensitive', true);
    })).toEqual([[], ['App/Auth/Users/UserPool/Resource: made so']]);
  });

  test.each<[string, unknown]>([
    ['of other rules', { 'cdk-cognito-auth::mfa-off': 'why' }],
    ["of another plugin's", { [`other::${RULE}`]: 'why' }],
    ['without a reason', { [`cdk-cognito-auth::${RULE}`]: ' ' }],
    ['with a reason that is no text', { [`cdk-cognito-auth::${RULE}`]: 7 }],
    ['as a list', []],
  ])('%s accepts nothing', (_, data) => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'acknowledged-'));
    fs.writeFileSync(path.join(folder, 't.json'), JSON.stringify({
      Resources: { Pool: { Type: 'AWS::Cognito::UserPool', Metadata: { 'aws:cdk:path': 'App/Pool' } } },
    }));
    const accepted = (said: unknown) => {
      fs.writeFileSync(path.join(folder, 'manifest.json'), JSON.stringify({
        artifacts: {
          App: {
            type: 'aws:cloudformation:stack',
            properties: { templateFile: 't.json' },
            metadata: { '/App/Pool': [{ type: ACKNOWLEDGED, data: said }] },
          },
        },
      }));
      return reviewTemplates(loadFile(folder)).accepted.filter(({ rule }) => rule === RULE).length;
    };
    expect(accepted(data)).toBe(0);
    expect(accepted({ [`cdk-cognito-auth::${RULE}`]: 'why' })).toBe(1);
    fs.rmSync(folder, { recursive: true });
  });

  test('stays accepted when parameters are given, and is ignored when asked for', async () => {
    const app = new App();
    const stack = new Stack(app, 'App');
    new CfnParameter(stack, 'Own', { default: 'a' });
    acknowledge(new cognito.UserPool(stack, 'Old'), 'made so');
    const { directory } = app.synth();
    let out = '';
    const spy = jest.spyOn(process.stdout, 'write').mockImplementation(text => { out += text; return true; });
    await main(['check', directory, '--parameters', 'Own=b']);
    expect(out).toContain('because: made so');
    out = '';
    await main(['check', directory, '--parameters', 'Own=b', '--ignore-acceptances']);
    expect(out).not.toContain('made so');
    spy.mockRestore();
  });
});
