import { Stack } from 'aws-cdk-lib';
import { AppClient, AppIdentityPool, Claim, CognitoAuth, Mfa, RoleRule, SignIn } from '../../src';

const stack = new Stack();
const auth = new CognitoAuth(stack, 'Auth');

test.each<[string, () => unknown]>([
  ['a constructor', () => new CognitoAuth(stack, 'Bad', { mfa: Mfa.required({ passkey: true }) })],
  ['a constructor beneath', () => new AppIdentityPool(stack, 'Bad2', { guestRole: {} })],
  ['a method', () => auth.addGroup('with space')],
  ['a method that hands on', () => auth.addClient('Client', AppClient.mobile())],
  ['a getter', () => auth.guests],
  ['a preset', () => AppClient.browser({ callbackUrls: ['http://example.com'] })],
  ['a factory', () => Claim.standardAttribute('nick')],
  ['another factory', () => RoleRule.equalTo(Claim.email(), '')],
])('the stack of an error begins where %s was called', (_, call) => {
  try {
    call();
  } catch (error) {
    const [, first] = (error as Error).stack!.split(/\n(?=\s+at )/);
    expect(first).toContain('user-error.test');
    expect((error as Error).stack!.split('\n')[0]).toBe(`Error: ${(error as Error).message}`.split('\n')[0]);
    return;
  }
  throw new Error('nothing was thrown');
});

test('what is right throws nothing', () => {
  expect(() => new CognitoAuth(new Stack(), 'Auth', { signIn: SignIn.email() })).not.toThrow();
});
