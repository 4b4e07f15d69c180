import { App, Stack } from 'aws-cdk-lib';
import { AppClient, CognitoAuth } from '../../src';
import { checkTemplates } from '../../src/guardrails/check';

function rulesFound(build: (stack: Stack) => void): string[] {
  const stack = new Stack(new App(), 'Stack');
  build(stack);
  const body = (stack.node.root as App).synth().getStackByName('Stack').template;
  return checkTemplates([{ name: 'Stack', body }]).map(finding => finding.rule);
}

test('CognitoAuth has no findings', () => {
  expect(rulesFound(stack => new CognitoAuth(stack, 'Auth'))).toEqual([]);
});

test('CognitoAuth with clients and groups has no findings, guests are accepted', () => {
  expect(rulesFound(stack => {
    const auth = new CognitoAuth(stack, 'Auth', {
      guestAccess: true, client: AppClient.browser({ callbackUrls: ['https://app.acme.dev'] }),
    });
    auth.addGroup('admins', { precedence: 0 });
    auth.addGroup('editors', { precedence: 1 });
  })).toEqual([]);
});
