import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Calls, callsOf } from './calls';
import * as library from '../../src';
import { isUserError } from '../../src/private/user-error';

const CALLS = callsOf();
/** There once the package was compiled. */
const ASSEMBLY = join(__dirname, '../../.jsii.gz');
/** Those that the CDK calls, and those that only read: they have answers of their own. */
const OTHERS = ['CognitoGuardrails', 'SampleIdentity', 'AccessModel'];

interface Attempt {
  readonly what: string;
  readonly run: (none: undefined | null) => void;
}

function attemptsAt(name: string, { statics = {}, methods = {}, of, use }: Calls): Attempt[] {
  const { [name]: type } = library as any;
  const call = (method: string, on: any, args: any[]) => {
    const result = method === 'new' ? new on(...args) : on[method](...args);
    use?.(result);
  };
  const without = (method: string, on: any, args: () => any[]): Attempt[] => args().flatMap((given, at) => {
    const label = `${method === 'new' ? `new ${name}` : `${name}.${method}`}: argument ${at + 1}`;
    const replaced = (value: (old: any) => unknown) => args().map((old, i) => i === at ? value(old) : old);
    return [
      { what: label, run: none => call(method, on, replaced(() => none)) },
      ...(isPlain(given) ? Object.keys(given) : []).map((key): Attempt => (
        { what: `${label}, ${key}`, run: none => call(method, on, replaced(old => ({ ...old, [key]: none }))) }
      )),
    ];
  });
  return [
    ...Object.entries(statics).flatMap(([method, args]) => without(method, type, args)),
    ...Object.entries(methods).flatMap(([method, args]) => without(method, of, args)),
  ];
}

function isPlain(value: any): value is object {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

const ATTEMPTS = Object.entries(CALLS).flatMap(([name, calls]) => attemptsAt(name, calls));

/** What the types ask for can be missing all the same: in JavaScript, and where a list or a map has no such member. */
describe('what is missing is refused in words of ours', () => {
  test.each(ATTEMPTS.map(({ what, run }) => [what, run] as const))('fails without %s', (_, run) => {
    for (const none of [undefined, null]) {
      let thrown: unknown;
      try {
        run(none);
      } catch (error) {
        thrown = error;
      }
      expect(thrown).toBeInstanceOf(Error);
      expect(`${isUserError(thrown)} ${(thrown as Error).message}`).toMatch(/^true (?!.*(Cannot read|is not a function|is not iterable))/);
    }
  });

  test.each<[string, () => unknown, RegExp]>([
    ['the URL of a document', () => {
      const { setTerms: terms } = CALLS.PoolLoginPages.methods!;
      const [client, documents] = terms();
      (CALLS.PoolLoginPages.of as library.PoolLoginPages).setTerms(client, { ...documents, termsOfUse: { url: undefined! } });
    }, /^Stack\/.*LoginPages: setTerms.termsOfUse: url is undefined/],
    [
      'the reason of an exception',
      () => new library.AuthBlueprint({ exceptions: [{ construct: 'Stack', requirement: 'userPools.mfa', reason: undefined! }] }),
      /^AuthBlueprint: exceptions: reason is undefined/,
    ],
    [
      'the reason of an acknowledgement',
      () => new library.CognitoGuardrails({ acknowledge: [{ id: 'guests-enabled', reason: undefined! }] }),
      /^CognitoGuardrails: acknowledge: reason is undefined/,
    ],
  ])('fails without %s, deeper inside', (_, run, message) => {
    expect(run).toThrow(message);
  });

  test('by the name of what is missing, and with the construct where there is one', () => {
    const { methods: { addRule, addClient } = {}, of } = CALLS.CognitoAuth as any;
    expect(() => of.addRule(addRule()[0], undefined)).toThrow(/^Stack\/Auth\/Identities: addRule\('Made\d+'\): rule is undefined; it is required/);
    expect(() => of.addClient(addClient()[0], null)).toThrow(/^Stack\/Auth\/Users: addClient\('Made\d+'\): client is null; it is required/);
    expect(() => library.LogQuery.ofPerson(undefined!)).toThrow(/^LogQuery\.ofPerson: userName is undefined/);
  });
});

(existsSync(ASSEMBLY) ? describe : describe.skip)('the assembly', () => {
  test('has no call that asks for something and is not in the table', () => {
    const { types } = JSON.parse(gunzipSync(readFileSync(ASSEMBLY)).toString());
    const asking = Object.values<any>(types).filter(({ kind, name }) => kind === 'class' && !OTHERS.includes(name))
      .flatMap(({ name, methods = [] }) => methods.filter(asks)
        .map((method: any) => `${name}.${method.name}`));
    const listed = Object.entries(CALLS).flatMap(([name, { statics = {}, methods = {} }]) =>
      [...Object.keys(statics), ...Object.keys(methods)].map(method => `${name}.${method}`));
    expect(asking.filter(call => !listed.includes(call))).toEqual([]);
  });
});

/** A mixin may be asked whether it supports nothing: it does not. */
function asks({ name, parameters = [] }: any): boolean {
  return name !== 'supports' && parameters.some(({ optional, variadic }: any) => !optional && !variadic);
}
