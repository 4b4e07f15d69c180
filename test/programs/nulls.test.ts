import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { callsOf } from './calls';
import * as library from '../../src';
import { isUserError } from '../../src/private/user-error';

/** There once the package was compiled. */
const ASSEMBLY = join(__dirname, '../../.jsii.gz');
/** Those that the CDK calls, and those that only read: they have answers of their own. */
const OTHERS = ['CognitoGuardrails', 'SampleIdentity', 'AccessModel'];

interface Attempt {
  readonly what: string;
  readonly run: () => void;
}

/** Each optional argument, and each optional member of an argument. */
function attempts(): Attempt[] {
  if (!existsSync(ASSEMBLY)) return [];
  const { types } = JSON.parse(gunzipSync(readFileSync(ASSEMBLY)).toString());
  const optionalOf = (fqn?: string): string[] => {
    const { datatype = false, properties = [], interfaces = [] } = types[fqn!] ?? {};
    return datatype ? [...properties.filter((p: any) => p.optional).map((p: any) => p.name), ...interfaces.flatMap(optionalOf)] : [];
  };
  return Object.values<any>(types).filter(({ kind, name }) => kind === 'class' && !OTHERS.includes(name)).flatMap(type => [
    ...type.initializer && !type.initializer.protected ? [{ ...type.initializer, name: 'new', static: true }] : [], ...type.methods ?? [],
  ].filter(method => !method.protected).flatMap(({ name, parameters = [], static: isStatic = false }) => {
    const call = (at: number, change: (given: any) => unknown) => {
      const calls = callsOf()[type.name] ?? {};
      const on = isStatic ? (library as any)[type.name] : calls.of;
      const isConstruct = parameters[0]?.name === 'scope';
      const args = (isStatic ? calls.statics : calls.methods)?.[name]?.() ?? (isConstruct ? [new Stack(new App(), 'Stack'), 'Made'] : []);
      args.push(...Array.from({ length: Math.max(at + 1 - args.length, 0) }));
      args[at] = change(args[at]);
      calls.use?.(name === 'new' ? new on(...args) : on[name](...args));
    };
    return parameters.flatMap((parameter: any, at: number): Attempt[] => {
      const label = `${name === 'new' ? `new ${type.name}` : `${type.name}.${name}`}: ${parameter.name}`;
      return [
        ...parameter.optional && !parameter.variadic ? [{ what: label, run: () => call(at, () => null) }] : [],
        ...optionalOf(parameter.type?.fqn).map(key => ({
          what: `${label}.${key}`, run: () => call(at, given => ({ ...given, [key]: null })),
        })),
      ];
    });
  }));
}

/** Where nobody checks types, or not strictly, `null` is how people leave something out. */
(existsSync(ASSEMBLY) ? describe : describe.skip)('null for what is optional', () => {
  test('leaves it out, or is refused for what is then missing, in words of ours', () => {
    const raw: string[] = [];
    const all = attempts();
    for (const { what, run } of all) {
      try {
        run();
      } catch (error) {
        if (!isUserError(error) || /null/.test(error.message)) raw.push(`${what}: ${(error as Error).message.split('\n')[0]}`);
      }
    }
    expect(raw).toEqual([]);
    expect(all.length).toBeGreaterThan(500);
  }, 120_000);
});

describe('null', () => {
  const { AppClient, CognitoAuth, CustomAttribute, Mfa } = library;
  const templateOf = (props: library.CognitoAuthProps) => {
    const stack = new Stack(new App(), 'Stack');
    new CognitoAuth(stack, 'Auth', props);
    return Template.fromStack(stack).toJSON();
  };
  const none: undefined = null!;

  test('gives the default, deeper inside too', () => {
    expect(templateOf({
      attributes: { custom: { plan: CustomAttribute.text({ maxLength: none }) }, nickname: none },
      client: AppClient.browser({ callbackUrls: none, accessTokenValidity: none }),
      mfa: Mfa.optional(none),
      firstFactors: { emailOtp: none, passkey: true },
      passkeys: { relyingPartyId: 'example.com' },
      passwordPolicy: { minLength: none, requireDigits: true },
      roleDefaults: none,
      selfSignUp: none,
    })).toEqual(templateOf({
      attributes: { custom: { plan: CustomAttribute.text() } },
      client: AppClient.browser(),
      firstFactors: { passkey: true },
      mfa: Mfa.optional(),
      passkeys: { relyingPartyId: 'example.com' },
      passwordPolicy: { requireDigits: true },
    }));
  });

  test('gives the default also where settings are read later', () => {
    const alarmsWith = (props: Partial<library.UserPoolAlarmsProps>) => {
      const stack = new Stack(new App(), 'Stack');
      const users = new library.AppUserPool(stack, 'Users');
      new library.UserPoolAlarms(stack, 'Alarms', { users, ...props });
      users.addClient('Web', AppClient.browser());
      return Template.fromStack(stack).toJSON();
    };
    expect(alarmsWith({ failureRate: none, minimumRequests: none, signUps: none, period: none, topic: none })).toEqual(alarmsWith({}));
  });

  test.each<[string, any, RegExp]>([
    ['no scope', undefined, /^new CognitoAuth: scope is undefined; it is required, so give it a value/],
    ['null for a scope', null, /^new CognitoAuth: scope is null/],
    ['the id in place of the scope', 'Auth', /^new CognitoAuth: scope is 'Auth', and no construct; give it the parent, such as this/],
    ['settings in place of the scope', {}, /^new CognitoAuth: scope is of the type object, and no construct/],
  ])('fails with %s', (_, scope, message) => {
    expect(() => new CognitoAuth(scope, 'Auth')).toThrow(message);
    expect(() => new library.UserPoolAlarms(scope, 'Auth', { users: none! })).toThrow(/^new UserPoolAlarms: scope is /);
  });
});
