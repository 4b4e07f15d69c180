import { IDENTITY_SERVICES, IdentityService } from './identity-service';
import { timeStillToCome } from './request-time';
import { CompiledTrust, compileTrust, Decision, PolicyDocument, RequestContextValues } from '../../policy';
import { asList } from '../../private/as-list';
import { once } from '../../private/once';

/** What an identity pool says of someone in a token, as far as a trust policy can ask for it. A key that is left out is absent. */
export interface TrustToken {
  readonly aud?: string;
  readonly amr?: readonly string[];
  /** The keys of the tags that come with it, of which claims give the values; left out, nothing is known of tags. */
  readonly tags?: readonly string[];
}

export type TrustAction = 'sts:AssumeRoleWithWebIdentity' | 'sts:TagSession';

/** The `amr` of a guest's token. */
export const GUEST: readonly string[] = ['unauthenticated'];

const SOMEONE = '00000000-1111-4222-8333-444444444444';

/** The `amr` of the token of someone who signed in through a provider. */
export function member(provider: string): readonly string[] {
  return ['authenticated', provider, `${provider}:CognitoSignIn:${SOMEONE}`];
}

/**
 * Whether a trust policy lets one of these tokens in, as the policy engine sees it. What a token does not tell (the address of the
 * request, a time that is still to come, who exactly asks) may turn out either way, so that a policy that hangs on it is neither open
 * nor closed.
 *
 * @param document with everything resolved; what is not known is `{ "Fn::Unresolved": why }`
 */
export function trustVerdict(
  document: unknown, tokens: readonly TrustToken[], action: TrustAction = 'sts:AssumeRoleWithWebIdentity',
): Decision {
  let verdict: Decision = Decision.DENIED;
  const policies = typeof document === 'object' && document !== null ? kept(document) : compiled(document);
  for (const { service, trust, aboutTags } of policies) {
    for (const token of tokens) {
      const asked = token.tags ? aboutTags() : trust;
      const { decision } = asked.decide({ principal: service.principal, action, context: contextOf(token, service) });
      if (decision === Decision.ALLOWED) return decision;
      if (decision === Decision.UNKNOWN) verdict = decision;
    }
  }
  return verdict;
}

interface CompiledFor {
  readonly service: IdentityService;
  readonly trust: CompiledTrust;
  /** The same for tokens of which it is known which tags come with them. */
  readonly aboutTags: () => CompiledTrust;
}

/** What the policy says of tokens, by the services that issue them. */
function compiled(document: unknown): CompiledFor[] {
  return IDENTITY_SERVICES.filter(({ principal }) => mayBeFor(principal, document)).map(service => {
    let told: CompiledTrust | undefined;
    return {
      service,
      trust: compileTrust(askingTokens(document, service)),
      aboutTags: () => told ??= compileTrust(askingTokens(document, service, true)),
    };
  });
}

const kept = once(compiled);

/** Whether any statement can be about this service; most policies name one, and the engine need not be asked about the others. */
function mayBeFor(service: string, document: unknown): boolean {
  const statements = isPlain(document) && 'Statement' in document ? asList<any>(document.Statement) : [undefined];
  return statements.some(statement => {
    const federated: unknown = isPlain(statement?.Principal) ? statement.Principal.Federated : '*';
    return statement?.Effect !== 'Deny'
      && asList<unknown>(federated).some(name => typeof name !== 'string' || name === service || name === '*');
  });
}

/** Whether a trust policy says anything of the identities of identity pools, whoever's pool it is. */
export function trustsIdentityPools(document: unknown): boolean {
  const statements = isPlain(document) && 'Statement' in document ? asList<any>(document.Statement) : [];
  return statements.some(statement => statement?.Effect !== 'Deny'
    && (statement?.Principal === '*' || /"\*"|cognito-identity[.-]/.test(JSON.stringify(statement?.Principal?.Federated ?? ''))));
}

/**
 * Ids of identity pools that strangers may have: any, and one for each pattern of `aud` that an id can fit, since whoever creates pools
 * gets ids of every region.
 */
export function strangerIds(document: unknown, own: readonly string[] = []): string[] {
  const patterns = audiencesOf(document).filter(value => /[*?]/.test(value));
  const anywhere = patterns.length > 0 ? EVERYWHERE : [ANY_ID];
  return [...new Set([...anywhere, OTHER_ID, ...patterns.flatMap(pattern => idLike(pattern) ?? [])])].filter(id => !own.includes(id));
}

/** What the policy compares `aud` with, whatever the host of the key. */
export function audiencesOf(document: unknown): string[] {
  return comparedWith(document, /:aud$/i);
}

/** What the policy compares `amr` with, whatever the host of the key. */
export function standingsOf(document: unknown): string[] {
  return comparedWith(document, /:amr$/i);
}

function comparedWith(document: unknown, name: RegExp): string[] {
  const values = conditionsOf(document).filter(({ key }) => name.test(key)).flatMap(entry => entry.values);
  return values.filter((value): value is string => typeof value === 'string');
}

const ANY_ID = 'us-east-1:fedcba98-7654-4321-8fed-cba987654321';
const OTHER_ID = 'us-east-1:01234567-89ab-4cde-8f01-23456789abcd';
const REGIONS = ['us-east-1', 'us-west-2', 'eu-west-1', 'eu-central-1', 'ap-southeast-2', 'sa-east-1', 'ca-central-1', 'me-south-1',
  'af-south-1', 'il-central-1', 'mx-central-1', 'us-gov-west-1', 'cn-north-1'];
/** A pattern that is negated may shut out one region, or one id. */
const EVERYWHERE = REGIONS.map(region => `${region}${ANY_ID.slice(ANY_ID.indexOf(':'))}`);
const ID = /^[a-z]{2}(-[a-z]+)+-\d:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** An id of an identity pool that a pattern fits. */
function idLike(pattern: string): string | undefined {
  const region = /^[a-z]{2}(-[a-z]+)+-\d(?=:)/.exec(pattern)?.[0];
  const ids = (region ? [region] : REGIONS).map(name => `${name}${ANY_ID.slice(ANY_ID.indexOf(':'))}`);
  return ids.flatMap(id => fitted(pattern, id) ?? [])[0];
}

/** The id, with what the pattern spells out written over it from both of its ends. */
function fitted(pattern: string, id: string): string | undefined {
  const parts = pattern.split('*');
  const [first, last] = [parts[0], parts.length > 1 ? parts[parts.length - 1] : ''];
  if (first.length + last.length > id.length) return undefined;
  const spelt = first + id.slice(first.length, id.length - last.length) + last;
  const text = [...spelt].map((character, index) => character === '?' ? id[index] : character).join('');
  if (!ID.test(text)) return undefined;
  const inner = parts.slice(1, -1).reduce((from, part) => from < 0 ? from : text.indexOf(part, from), first.length);
  return inner < 0 ? undefined : text;
}

/** The context of a request with a token; tokens are sent over TLS only. */
function contextOf({ aud, amr, tags = [] }: TrustToken, { keys }: IdentityService): RequestContextValues {
  return {
    ...EVERY_TOKEN,
    [`${keys}:sub`]: `us-east-1:${SOMEONE}`,
    ...aud === undefined ? {} : { [`${keys}:aud`]: aud },
    ...amr === undefined ? {} : { [`${keys}:amr`]: amr },
    ...Object.fromEntries(tags.map(tag => [`aws:RequestTag/${tag}`, { unknown: `a claim gives the tag ${tag}` }])),
    ...tags.length === 0 ? {} : { 'aws:TagKeys': tags },
  };
}

const EVERY_TOKEN: RequestContextValues = { 'aws:SecureTransport': 'true', ...timeStillToCome() };

interface ConditionEntry {
  readonly key: string;
  readonly values: readonly unknown[];
}

function conditionsOf(document: unknown): ConditionEntry[] {
  return asList<any>((document as any)?.Statement).flatMap(statement => recordsOf(statement?.Condition).flatMap(([, keys]) =>
    recordsOf(keys).map(([key, values]) => ({ key, values: asList<unknown>(values) }))));
}

/** The policy with every condition undecided on which the token is silent. */
function askingTokens(document: any, service: IdentityService, tagsTold: boolean = false): PolicyDocument {
  if (!isPlain(document) || !('Statement' in document)) return document;
  return {
    ...document,
    Statement: asList<any>(document.Statement).map(statement => isPlain(statement) && isPlain(statement.Condition)
      ? { ...statement, Condition: askingToken(statement.Condition, service, tagsTold) }
      : statement),
  } as PolicyDocument;
}

function askingToken(condition: Record<string, unknown>, service: IdentityService, tagsTold: boolean): Record<string, unknown> {
  return Object.fromEntries(Object.entries(condition).flatMap(([operator, keys]): [string, unknown][] => {
    if (!isPlain(keys)) return [[operator, keys]];
    const silent = Object.keys(keys).filter(key => !(tagsTold && ABOUT_TAGS.test(key)) && isSilent(operator, key, service));
    return [
      [operator, Object.fromEntries(Object.entries(keys).filter(([key]) => !silent.includes(key)))],
      ...silent.map((key): [string, unknown] => [`${operator} ${key}`, { 'Fn::Unresolved': `a token does not tell ${key}` }]),
    ];
  }));
}

const ABOUT_TAGS = /^aws:(requesttag\/.*|tagkeys)$/i;
const TOLD = new Set(Object.keys(EVERY_TOKEN).map(key => key.toLowerCase()));

/** A key of a host that is no AWS service comes with the tokens of that host only; here it is absent. */
function isSilent(operator: string, key: string, { keys }: IdentityService): boolean {
  const name = key.toLowerCase();
  if (TOLD.has(name)) return false;
  if (name === `${keys}:sub`) return operator.toLowerCase() !== 'null';
  return /^[\w-]+:/.test(name) && !/^cognito-?identity/.test(name);
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !('Fn::Unresolved' in value);
}

function recordsOf(value: unknown): [string, unknown][] {
  return isPlain(value) ? Object.entries(value) : [];
}
