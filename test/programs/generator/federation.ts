import { SecretValue } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as fc from 'fast-check';
import { Choice, knob, text, turned } from './knobs';
import { byEmail, customOf, factsOf, Program, says, Statement } from './statement';
import { IdentityProvider } from '../../../src';

interface Kind {
  readonly type: string;
  /** What it maps by documentation, where nothing is said. */
  readonly known: readonly string[];
  /** The name in the pool; undefined where people choose one. */
  readonly name?: string;
  make(name: string, props: any): IdentityProvider;
}

const secret = { clientSecret: SecretValue.secretsManager('provider') };
const oauth = { clientId: 'app', ...secret };
const VERIFIED = ['email', 'email_verified'];
const metadata = cognito.UserPoolIdentityProviderSamlMetadata.url('https://idp.example.com/metadata');

const KINDS: Kind[] = [
  { type: 'google', known: VERIFIED, name: 'Google', make: (_, props) => IdentityProvider.google({ ...oauth, ...props }) },
  { type: 'facebook', known: ['email'], name: 'Facebook', make: (_, props) => IdentityProvider.facebook({ ...oauth, ...props }) },
  { type: 'amazon', known: ['email'], name: 'LoginWithAmazon', make: (_, props) => IdentityProvider.amazon({ ...oauth, ...props }) },
  {
    type: 'apple',
    known: VERIFIED,
    name: 'SignInWithApple',
    make: (_, { clientSecret, scopes, ...props }) => IdentityProvider.apple({
      servicesId: 'service',
      teamId: 'team',
      keyId: 'key',
      privateKey: clientSecret ?? secret.clientSecret,
      ...(scopes ? { scopes } : {}),
      ...props,
    }),
  },
  {
    type: 'oidc',
    known: VERIFIED,
    make: (name, props) => IdentityProvider.oidc(name, { ...oauth, issuer: 'https://idp.example.com', ...props }),
  },
  { type: 'saml', known: [], make: (name, { clientSecret, scopes, ...props }) => IdentityProvider.saml(name, { metadata, ...props }) },
  {
    type: 'entraId',
    known: ['email'],
    make: (name, props) => IdentityProvider.entraId(name, { ...oauth, tenantId: 'acme.example', ...props }),
  },
  { type: 'okta', known: VERIFIED, make: (name, props) => IdentityProvider.okta(name, { ...oauth, domain: 'acme.okta.com', ...props }) },
  { type: 'auth0', known: VERIFIED, make: (name, props) => IdentityProvider.auth0(name, { ...oauth, domain: 'acme.auth0.com', ...props }) },
];

const NAMES: Record<string, string> = { email: 'email', emailVerified: 'email_verified', fullname: 'name', givenName: 'given_name' };

const mappings = knob<any>([
  { email: 'mail', emailVerified: 'verified' }, { email: 'mail', fullname: 'displayName' }, { email: 'mail', givenName: 'first' },
  { email: 'mail', custom: { plan: 'plan' } }, { fullname: 'displayName' },
], [[{ email: ' ' }, /attributes/], [{ email: 'mail', custom: { 'custom:plan': 'plan' } }, /attributes\.custom/]]);

const settings = {
  attributes: mappings,
  identifiers: knob([['example.com'], Array.from({ length: 50 }, (_, i) => `${text(37)}${i + 100}`)], [
    [[text(41)], /identifiers/], [Array.from({ length: 51 }, (_, i) => `i${i}`), /identifiers/], [['a', 'a'], /identifiers/],
    [['a/b'], /identifiers/],
  ]),
  clientSecret: knob([SecretValue.secretsManager('other')], [[SecretValue.unsafePlainText('secret'), /clientSecret|privateKey/]]),
  scopes: knob([['email'], ['openid', 'email']], [[[], /scopes/], [['openid email'], /scopes/]]),
};

/** What the pool fills at each sign-in: attributes by the names of tokens. */
function mappedBy({ known }: Kind, attributes: any = {}): string[] {
  const { custom = {}, ...standard } = attributes;
  const own = Object.keys(standard).map(name => NAMES[name]);
  const verified = 'email' in standard && !('emailVerified' in standard) ? known.filter(name => name !== 'email_verified') : known;
  return [...new Set([...verified, ...own, ...Object.keys(custom).map(name => `custom:${name}`)])];
}

/** What has to be mutable and writable: not what Cognito writes itself. */
const written = (mapped: readonly string[]) => mapped.filter(name => !name.endsWith('_verified'));

function clashesWith(program: Program, name: string, mapped: readonly string[]): RegExp[] {
  const { custom, ...standard } = program.props.values.attributes ?? {};
  const fixed = [
    ...Object.entries(standard).filter(([, { mutable }]: any) => mutable === false).map(([key]) => NAMES[key]),
    ...Object.entries(custom ?? {}).filter(([, attribute]: any) => attribute.config.mutable === false).map(([key]) => `custom:${key}`),
  ];
  return [
    ...says(factsOf(program).filter(({ provider }) => provider === name).length > 1, /already/),
    ...says(mapped.includes('custom:plan') && !('plan' in customOf(program)), /does not have/),
    ...says(byEmail(program) && !mapped.includes('email'), /attributes\.email is missing/),
    ...says(mapped.some(attribute => fixed.includes(attribute)), /mutable/),
  ];
}

export const providerOf = (id: string): fc.Arbitrary<Statement> => fc.tuple(
  fc.constantFrom(...KINDS, KINDS[0], KINDS[4], KINDS[5]),
  knob([`idp${id}`, 'Corp', 'Corp', `${text(30)}-${id}`], [
    ['', /name/], [text(33), /name/], ['a b', /name/], ['_a', /name/], ['google', /name/], ['COGNITO', /name/],
  ]),
  fc.record(settings),
).map(([kind, chosen, knobs]) => {
  const { values, refusals } = turned<any>(kind.type === 'saml' ? { attributes: knobs.attributes, identifiers: knobs.identifiers } : knobs);
  const name = kind.name ?? chosen?.value ?? `p${id}`;
  const nameRefused = kind.name === undefined ? (chosen as Choice<string> | undefined)?.refused : undefined;
  const mapped = mappedBy(kind, values.attributes);
  return {
    name: `provider ${kind.type}`,
    refusals: [...refusals, ...(nameRefused ? [nameRefused] : [])],
    facts: { provider: name, mapped: written(mapped) },
    clashes: program => clashesWith(program, name, mapped),
    run: ({ auth }) => void auth.addIdentityProvider(kind.make(name, values)),
  };
});

/** What a client may have named. */
export function usualProvider(name: string): Statement {
  const kind = KINDS.find(({ type }) => type === (name === 'Google' ? 'google' : 'saml'))!;
  return {
    name: `provider ${kind.type}`,
    refusals: [],
    facts: { provider: name, mapped: ['email'] },
    run: ({ auth }) => void auth.addIdentityProvider(kind.make(name, { attributes: { email: 'mail' } })),
  };
}
