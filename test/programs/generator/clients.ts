import { Duration } from 'aws-cdk-lib';
import { OAuthScope } from 'aws-cdk-lib/aws-cognito';
import * as fc from 'fast-check';
import { careful, knob, late, text, turned } from './knobs';
import { ClientFacts, ClientOfProps, factsOf, Program, says, Statement } from './statement';
import { AppClient, IdentityProvider, TokenExchange } from '../../../src';

const minutes = (right: number[], wrong: number[], refusal: RegExp) =>
  knob(right.map(n => Duration.minutes(n)), wrong.map(n => [Duration.minutes(n), refusal] as const));

const lifetimes = {
  accessTokenValidity: minutes([5, 60, 1440], [4, 1441], /accessTokenValidity/),
  clientName: knob(['Web', text(128), late('x')], [['', /clientName/], [text(129), /clientName/]]),
};

/** What a client names may be added by a statement, before or after, or by none. */
const corp = IdentityProvider.saml('Corp', { metadata: undefined as any });
const google = IdentityProvider.google({ clientId: 'app', clientSecret: undefined as any });
const pool = IdentityProvider.userPool();

const userClient = {
  ...lifetimes,
  refreshTokenValidity: minutes([1440, 3650 * 1440], [59, 3650 * 1440 + 1], /refreshTokenValidity|longer|outlive/),
  idTokenValidity: minutes([5, 1440], [4, 1441], /idTokenValidity/),
  authSessionValidity: minutes([3, 15], [2, 16], /authSessionValidity/),
  refreshTokenGracePeriod: knob([Duration.seconds(0), Duration.seconds(60)], [[Duration.seconds(61), /refreshTokenGracePeriod/]]),
  refreshTokenRotation: knob([true, true, false]),
  userPasswordAuth: knob([true, false]),
  customAuth: knob([true, false]),
  readAttributes: knob([['email', 'name'], ['locale']], [[['nothing'], /readAttributes/]]),
  writeAttributes: knob([['email', 'phone_number', 'family_name']], [
    [['email', 'phone_number', 'family_name', 'custom:none'], /writeAttributes/],
    [['email', 'phone_number', 'family_name', 'email_verified'], /writeAttributes/],
  ]),
  signInWith: knob([[pool], [pool, corp], [corp], [pool, google], [google]], [[[], /signInWith/]]),
};

const hosted = {
  callbackUrls: knob([
    ['https://app.example.com/in'], ['http://localhost:3000', 'https://app.example.com/in'], [`https://a.example.com/${text(1002, 'p')}`],
  ], [
    [['http://app.example.com'], /callbackUrls/], [['https://app.example.com/#top'], /callbackUrls/],
    [[], /callbackUrls/], [['https://*.example.com'], /callbackUrls/],
    [Array.from({ length: 101 }, (_, i) => `https://app.example.com/${i}`), /callbackUrls/],
  ]),
};
const ofCallbacks = {
  logoutUrls: knob([['https://app.example.com/out']], [[['http://app.example.com'], /logoutUrls/]]),
  defaultRedirectUri: knob(['https://app.example.com/in'], [['https://app.example.com/none', /defaultRedirectUri/]]),
  scopes: knob([[OAuthScope.OPENID, OAuthScope.EMAIL], [OAuthScope.OPENID, OAuthScope.COGNITO_ADMIN]], [[[], /scopes/]]),
};

/** What of a client hangs together, by the API reference. */
function clashesOf(values: any): RegExp[] {
  const { callbackUrls, signInWith, refreshTokenGracePeriod, defaultRedirectUri } = values;
  const withoutPool = signInWith && !signInWith.includes(pool);
  const asksProviders = signInWith?.some((provider: unknown) => provider !== pool);
  return [
    ...says(asksProviders && callbackUrls === undefined, /signInWith/),
    ...says(withoutPool && (values.userPasswordAuth || values.customAuth || values.refreshTokenRotation), /contradicts signInWith/),
    ...says(refreshTokenGracePeriod && (values.refreshTokenRotation === false || withoutPool), /refreshTokenGracePeriod/),
    ...says(callbackUrls === undefined && ['logoutUrls', 'defaultRedirectUri', 'scopes'].some(name => name in values), /need callbackUrls/),
    ...says(defaultRedirectUri && callbackUrls && !callbackUrls.includes(defaultRedirectUri), /defaultRedirectUri/),
  ];
}

/** What a client says that the pool and its providers have to fit. */
function factsFor(values: any): ClientFacts {
  return {
    ...(values.signInWith ? { offers: values.signInWith.map(({ providerName }: any) => providerName) } : {}),
    ...(values.writeAttributes ? { writes: values.writeAttributes } : {}),
  };
}

/** By documentation: who is offered has to be there, and what is mapped has to be written through the client. */
function clashesWith({ offers, writes }: ClientFacts, program: Program): RegExp[] {
  const providers = factsOf(program).filter(({ provider }) => provider !== undefined);
  const offered = providers.filter(({ provider }) => !offers || offers.includes(provider!));
  const unwritable = writes ? offered.flatMap(({ mapped = [] }) => mapped).filter(name => !writes.includes(name)) : [];
  return [
    ...['Corp', 'Google'].flatMap(name =>
      says(offers?.includes(name) && !providers.some(({ provider }) => provider === name), new RegExp(`signInWith names '${name}'`))),
    ...says(unwritable.length > 0, /can't write/),
  ];
}

/** Leaves out one of what contradicts, as somebody does who reads what is refused. */
function agreeing(values: any): any {
  const { signInWith, callbackUrls, refreshTokenGracePeriod, defaultRedirectUri, logoutUrls, scopes, ...rest } = values;
  const choice = signInWith && (callbackUrls || signInWith.every((provider: unknown) => provider === pool)) ? { signInWith } : {};
  const withoutPool = choice.signInWith && !choice.signInWith.includes(pool);
  const { userPasswordAuth, customAuth, refreshTokenRotation, ...others } = rest;
  const flows = Object.fromEntries(Object.entries({ userPasswordAuth, customAuth, refreshTokenRotation })
    .filter(([, wanted]) => wanted !== undefined));
  return {
    ...others,
    ...choice,
    ...(withoutPool ? {} : flows),
    ...(refreshTokenGracePeriod && !withoutPool && refreshTokenRotation !== false ? { refreshTokenGracePeriod } : {}),
    ...(callbackUrls ? {
      callbackUrls,
      ...(logoutUrls ? { logoutUrls } : {}),
      ...(scopes ? { scopes } : {}),
      ...(callbackUrls.includes(defaultRedirectUri) ? { defaultRedirectUri } : {}),
    } : {}),
  };
}

const people = fc.tuple(
  fc.constantFrom('browser', 'mobile', 'server'), fc.record({ ...userClient, ...hosted, ...ofCallbacks }), careful,
)
  .map(([preset, knobs, isCareful]) => {
    const all = turned<any>(knobs);
    const values = isCareful ? agreeing(all.values) : all.values;
    const refusals = turned<any>(Object.fromEntries(Object.keys(values).map(name => [name, (knobs as any)[name]]))).refusals;
    return { preset, values, refusals: [...refusals, ...clashesOf(values)], facts: { client: factsFor(values) } };
  });

export const firstClient: fc.Arbitrary<ClientOfProps> = people.map(({ preset, values, refusals, facts }) => ({
  client: (AppClient as any)[preset](values),
  refusals,
  facts,
  clashes: program => clashesWith(facts.client, program),
}));

export const clientOf = (id: string): fc.Arbitrary<Statement> => people.map(({ preset, values, refusals, facts }) => ({
  name: `client ${preset}`,
  refusals,
  facts,
  clashes: program => clashesWith(facts.client, program),
  run: ({ auth }) => void auth.addClient(`C${id}`, (AppClient as any)[preset](values)),
}));

export const machineOf = (id: string): fc.Arbitrary<Statement> => fc.tuple(
  knob(['orders', 'https://api.example.com', text(256)], [['', /identifier/], [text(257), /identifier/], ['a b', /identifier/]]),
  fc.record({
    ...lifetimes,
    tokenApi: knob([true, false]),
    tokenExchange: knob([[TokenExchange.DELEGATION], [TokenExchange.DELEGATION, TokenExchange.IMPERSONATION]]),
  }),
  knob(['read', text(256, 'r')], [['', /scopes/], ['a/b', /scopes/], [text(257), /scopes/]]),
).map(([identifier, knobs, scope]) => {
  const { values, refusals } = turned<any>(knobs);
  const [name, api] = [scope?.value ?? 'read', identifier?.value ?? 'api'];
  return {
    name: 'machine',
    unique: api,
    refusals: [
      ...refusals, ...says(identifier?.refused, identifier?.refused ?? /./), ...says(scope?.refused, scope?.refused ?? /./),
      ...says(values.tokenApi && values.tokenExchange, /tokenExchange/),
    ],
    run: ({ auth }) => {
      const server = auth.addResourceServer(`S${id}`, { identifier: api, scopes: { [name]: 'Read' } });
      auth.addClient(`M${id}`, AppClient.machine({ scopes: [server.scope(name)], ...values }));
    },
  };
});

export const externalOf = (id: string): fc.Arbitrary<Statement> => fc.record({
  ...hosted,
  metadataUrls: knob([['https://apps.example.com/client.json'], Array.from({ length: 5 }, (_, i) => `https://apps.example.com/${i}`)], [
    [[], /metadataUrls/], [['https://*'], /metadataUrls/], [['http://apps.example.com'], /metadataUrls/],
    [Array.from({ length: 6 }, (_, i) => `https://apps.example.com/${i}`), /metadataUrls/],
  ]),
  scopes: knob([[OAuthScope.OPENID]], [[[OAuthScope.COGNITO_ADMIN], /scopes/], [[], /scopes/]]),
  metadataCache: knob([Duration.days(1), Duration.seconds(31_556_952)], [
    [Duration.hours(23), /metadataCache/], [Duration.seconds(31_556_953), /metadataCache/],
  ]),
  clientName: lifetimes.clientName,
}).map(knobs => {
  const { values, refusals } = turned<any>(knobs);
  return {
    name: 'client external',
    refusals,
    // what apps of others write, is what the pool requires and what providers fill
    facts: { client: {} },
    run: ({ auth }) => void auth.addClient(`X${id}`, AppClient.external({
      metadataUrls: ['https://apps.example.com/client.json'],
      callbackUrls: ['https://app.example.com/in'],
      scopes: [OAuthScope.OPENID],
      ...values,
    })),
  };
});

