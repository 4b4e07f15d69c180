import { Duration, Stack } from 'aws-cdk-lib';
import { AppClient, AppIdentityPool, Claim, CognitoAuth, Mfa, RoleRule, SignIn } from '../../src';

const stack = new Stack();
const auth = new CognitoAuth(stack, 'Auth');
const lineOf = (frame: string) => Number(/:(\d+):\d+\)?$/.exec(frame)![1]);

test.each<[string, () => unknown]>([
  ['a constructor', () => new CognitoAuth(stack, 'Bad', { mfa: Mfa.required({ passkey: true }) })],
  ['a constructor beneath', () => new AppIdentityPool(stack, 'Bad2', { guestRole: {} })],
  ['a method', () => auth.addGroup('with space')],
  ['a method that hands on', () => auth.addClient('Client', AppClient.mobile())],
  ['a getter', () => auth.guests],
  ['a preset', () => auth.addClient('Bad', AppClient.browser({ callbackUrls: ['http://example.com'] }))],
  ['a factory', () => auth.addRule('Nick', RoleRule.equalTo(Claim.standardAttribute('nick'), 'x'))],
  ['another factory', () => auth.addRule('Empty', RoleRule.equalTo(Claim.email(), ''))],
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

test('a preset that is refused says where the client was to be, and begins where its props were written', () => {
  const wrong = AppClient.browser({ callbackUrls: ['http://example.com'] });
  const line = new Error().stack!.split('\n')[1];
  const add = () => auth.addClient('Late', wrong);
  expect(add).toThrow("Default/Auth/Users: client 'Late': AppClient.browser: callbackUrls: 'http://example.com' sends");
  try {
    add();
  } catch (error) {
    const [, first] = (error as Error).stack!.split(/\n(?=\s+at )/);
    expect(lineOf(first)).toBe(lineOf(line) - 1);
  }
});

test('what is no refusal passes through a preset', () => {
  expect(() => AppClient.browser({ accessTokenValidity: {} as Duration })).toThrow(TypeError);
});

test('what is right throws nothing', () => {
  expect(() => new CognitoAuth(new Stack(), 'Auth', { signIn: SignIn.email() })).not.toThrow();
});
