import { anythingSaid, Tried, unsaidKeys } from './unsaid-keys';
import { Decision, compile, decide, NamedPolicy, RequestContextValues } from '../../policy';
import { covers } from '../../policy/action-pattern';
import { EVERY_REQUEST, NO_LIMIT } from '../trust/request-keys';

/** A statement of a permission policy, everything as lists. */
export interface Permission {
  readonly effect: string;
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
  readonly resources: readonly string[];
  readonly notResources: readonly string[];
  readonly condition: unknown;
}

const ME = 'us-east-1:00000000-1111-4222-8333-444444444444';
const SOMEBODY = 'us-east-1:99999999-8888-4777-8666-555555555555';
const VARIABLE = /\$\{([^}]*)\}/g;

/** Requests for single items carry the key of what they ask for; these do not, and neither does a statement in PartiQL. */
const WITHOUT_LEADING_KEYS = /^dynamodb:(Scan|PartiQL\w*)$/i;
const BATCH = /^dynamodb:Batch/i;
const LISTING = 's3:ListBucket';

/** What shows the keys of a bucket; `s3:prefix` can be asked of both. */
export const LISTINGS: readonly string[] = [LISTING, 's3:ListBucketVersions'];

const WAYS_TO_LIST: readonly RequestContextValues[] = [
  {}, { 's3:prefix': '' }, { 's3:prefix': `${SOMEBODY}/` }, { 's3:prefix': `${SOMEBODY}/`, 's3:delimiter': '/' },
];
const SAMPLES = [
  's3:GetObject', 's3:PutObject', 's3:DeleteObject', LISTING,
  'dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query', 'dynamodb:Scan', 'dynamodb:PartiQLSelect',
  'dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem',
];

/**
 * Whether a statement lets one person at what is somebody else's, the role's denials and its boundary being what they are. Asked by
 * requests that anybody may make: another key, another prefix, another tag, no key at all where the action has none, and whatever else
 * a request may say. Further keys say who asks.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
 */
export function reachesOthers(
  statement: Permission, denials: readonly Permission[], boundary?: readonly Permission[], keys: RequestContextValues = {},
): boolean {
  return reaches(statement, denials, boundary, keys, { plainly: true });
}

/**
 * Whether the conditions of a statement let somebody at what is anybody's, on whichever way and with whichever tags: conditions on tags
 * of the resource keep out resources without them, and those that compare with something of the caller's own keep out all others.
 */
export function isAboutAnybodys(statement: Permission): boolean {
  return reaches(statement, [], undefined, {}, { plainly: false });
}

/**
 * Whether no request can fulfil a condition: its time is over, or it asks for what no session of an identity pool has, or not this one.
 *
 * @param keys who asks
 */
export function holdsNever(condition: unknown, keys: RequestContextValues = {}): boolean {
  const [action, resource] = ['any:Action', 'any:resource'];
  const identity = [policyOf('the condition', [
    { effect: 'Allow', actions: [action], notActions: [], resources: [resource], notResources: [], condition },
  ])];
  const context = { ...anythingSaid([condition]), ...EVERY_REQUEST, ...NO_LIMIT, ...keys };
  return decide({ action, resource, context }, { identity }).decision === Decision.DENIED;
}

function reaches(
  statement: Permission, denials: readonly Permission[], boundary: readonly Permission[] | undefined, keys: RequestContextValues,
  tried: Tried,
): boolean {
  const policies = compiled(statement, denials, boundary);
  return actionsOf(statement).some(action => resourcesOf(statement).some(resource =>
    contextsOf(action, [statement, ...denials, ...boundary ?? []], keys, tried)
      .some(context => policies.decide({ action, resource, context }).decision !== Decision.DENIED)));
}

/**
 * Whether a statement shows every key of a bucket to those who list it as anyone can: without a prefix, with an empty one, or with
 * whichever prefix they like, one level after the other if need be.
 */
export function listsEverything(
  statement: Permission, denials: readonly Permission[], boundary?: readonly Permission[], keys: RequestContextValues = {},
): boolean {
  const policies = compiled(statement, denials, boundary);
  const callers = callersOf([statement, ...denials, ...boundary ?? []], keys, { plainly: true });
  return LISTINGS.filter(action => statement.actions.some(pattern => covers(pattern, action))).some(action =>
    resourcesOf(statement).some(resource => callers.some(caller => WAYS_TO_LIST.some(listed => policies.decide({
      action, resource, context: { ...caller, 's3:max-keys': '1', 's3:delimiter': [], ...listed },
    }).decision !== Decision.DENIED))));
}

function compiled(statement: Permission, denials: readonly Permission[], boundary?: readonly Permission[]): ReturnType<typeof compile> {
  return compile({
    identity: [policyOf('the statement', [statement, ...denials])],
    ...(boundary ? { boundary: policyOf('the boundary', boundary) } : {}),
  });
}

function policyOf(name: string, statements: readonly Permission[]): NamedPolicy {
  return {
    name,
    document: {
      Version: '2012-10-17',
      Statement: statements.map(({ effect, actions, notActions, resources, notResources, condition }) => ({
        Effect: effect,
        ...(notActions.length > 0 ? { NotAction: notActions } : { Action: actions }),
        ...(notResources.length > 0 ? { NotResource: notResources } : { Resource: resources }),
        ...(condition === undefined ? {} : { Condition: condition }),
      })),
    },
  };
}

function actionsOf({ actions, notActions }: Permission): string[] {
  if (notActions.length > 0) return SAMPLES.filter(action => !notActions.some(pattern => covers(pattern, action)));
  const known = SAMPLES.filter(action => actions.some(pattern => covers(pattern, action)));
  const others = actions.filter(pattern => !SAMPLES.some(action => covers(pattern, action)));
  return [...known, ...others.map(pattern => pattern.replace(/\*/g, 'Anything').replace(/\?/g, 'x'))];
}

/** What somebody else has beneath each resource that the statement names. */
function resourcesOf({ resources, notResources }: Permission): string[] {
  const named = notResources.length > 0 ? ['arn:aws:s3:::a-bucket/*', 'arn:aws:dynamodb:us-east-1:123456789012:table/a-table'] : resources;
  return named.map(pattern => pattern.replace(/\$\{([^}]*)\}|\*+|\?/g, (whole, key?: string) => {
    if (key === undefined) return whole === '?' ? 'x' : SOMEBODY;
    return key.length === 1 ? key : theirs(key);
  }));
}

function contextsOf(action: string, statements: readonly Permission[], keys: RequestContextValues, tried: Tried): RequestContextValues[] {
  const leading = /^dynamodb:/i.test(action) && !WITHOUT_LEADING_KEYS.test(action) ? leadingKeysOf(action, statements) : [{}];
  const prefix: RequestContextValues[] = /^s3:ListBucket(Versions)?$/i.test(action) ? [{ 's3:prefix': `${SOMEBODY}/` }, {}] : [{}];
  return callersOf(statements, keys, tried).flatMap(caller =>
    prefix.flatMap(listed => leading.map(items => ({ ...caller, ...items, ...listed }))));
}

/** Who asks and what they say, of what is not said by what they ask for. */
function callersOf(statements: readonly Permission[], keys: RequestContextValues, tried: Tried): RequestContextValues[] {
  const variables = variablesOf(statements);
  return unsaidKeys(statements.map(({ condition }) => condition), tried)
    .map(unsaid => ({ ...unsaid, ...EVERY_REQUEST, ...NO_LIMIT, ...variables, ...keys }));
}

/** Whoever asks for several items may put their own among them. */
function leadingKeysOf(action: string, statements: readonly Permission[]): Record<string, string[]>[] {
  const others = { 'dynamodb:LeadingKeys': [SOMEBODY] };
  const own = Object.values(variablesOf(statements));
  return BATCH.test(action) && own.length > 0 ? [others, { 'dynamodb:LeadingKeys': [...own, SOMEBODY] }] : [others];
}

/** What the variables of policies are for the caller. */
function variablesOf(statements: readonly Permission[]): Record<string, string> {
  const text = JSON.stringify(statements.map(({ resources, notResources, condition }) => [resources, notResources, condition]));
  const keys = [...text.matchAll(VARIABLE)].map(([, key]) => key.split(',')[0].trim()).filter(key => key.length > 1);
  return Object.fromEntries(keys.map(key => [key, mine(key)]));
}

function mine(key: string): string {
  return /:sub$|userid$/i.test(key) ? ME : `my-${key.replace(/\W/g, '-')}`;
}

function theirs(key: string): string {
  return /:sub$|userid$/i.test(key) ? SOMEBODY : `their-${key.split(',')[0].replace(/\W/g, '-')}`;
}
