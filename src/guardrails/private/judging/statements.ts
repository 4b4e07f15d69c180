import { seenConditionOf, sessionsOf } from './the-role';
import { assumptions, trustsOf } from './trusts';
import { holdsNever, isAboutAnybodys, reachesOthers } from '../../../identity-facts/data/data-reach';
import { covers } from '../../../policy/action-pattern';
import { mayChange } from '../../../policy/dangerous-actions';
import { once } from '../../../private/once';
import { hasGap, keyOf, shown } from '../../../template/resolve/marks';
import { asBoolean } from '../../../template/values';
import { at, isOff } from '../facts/gaps';
import { Facts, ResourceFact, RoleFact, StatementFact } from '../facts/types';

/** Roles that signed-in users or guests of an identity pool get, by a role attachment or by their trust policy. */
export const appRoles = once((facts: Facts): RoleFact[] => facts.roles.filter(role => role.uses.length > 0 || role.trustsCognito));

/** Roles that guests get. */
export const guestRoles = once((facts: Facts): RoleFact[] => {
  const trusting = new Set(assumptions(facts).filter(trust => trust.amr.some(condition => condition.values.includes('unauthenticated')))
    .map(trust => trust.role));
  return facts.roles.filter(role => trusting.has(role) || role.uses.some(use => use.kind === 'guest'));
});

/** Roles that guests get as far as known: where guests are off, nobody gets the role that stands ready for them. */
export const liveGuestRoles = once((facts: Facts): RoleFact[] => guestRoles(facts).filter(role => {
  const attached = role.uses.filter(({ kind }) => kind === 'guest').map(({ identityPool }) => identityPool);
  const named = trustsOf(role).flatMap(trust => trust.aud.flatMap(({ values }) => values)).map(facts.target);
  const pools: (ResourceFact | undefined)[] = attached.length > 0 ? attached : named.filter(pool => !pool || !isLeftOut(role, pool, facts));
  return (attached.length === 0 && named.length === 0)
    || pools.some(pool => pool?.type !== 'AWS::Cognito::IdentityPool' || !isOff(pool.props.AllowUnauthenticatedIdentities));
}));

/** Whether an identity pool is attached to a role in other worlds only: here guests surely get another one, or none. */
function isLeftOut(role: RoleFact, { key, props }: ResourceFact, facts: Facts): boolean {
  const isFor = (attachment: ResourceFact) => keyOf(attachment.props.IdentityPoolId) === key;
  const [here, elsewhere] = [facts.attachments, facts.leftOut('AWS::Cognito::IdentityPoolRoleAttachment')].map(all => all.filter(isFor));
  const isKnown = here.every(({ props: { Roles } }) => !hasGap(Roles) && !hasGap(at(Roles, 'unauthenticated')));
  return isKnown && isOff(props.AllowClassicFlow) && [...here, ...elsewhere].some(attachment => facts.names(attachment, 'Roles', role));
}

/** Roles that somebody gets: not those of guests where there are none. */
export const liveRoles = once((facts: Facts): RoleFact[] => {
  const live = new Set(liveGuestRoles(facts));
  const guests = new Set(guestRoles(facts));
  return appRoles(facts).filter(role => live.has(role) || !guests.has(role) || role.uses.some(({ kind }) => kind !== 'guest'));
});

/** Roles that only signed-in users get. */
export const signedInRoles = once((facts: Facts): RoleFact[] => {
  const guests = new Set(guestRoles(facts));
  return appRoles(facts).filter(role => !guests.has(role));
});

/** What a role is allowed, but what no request of a session can ever be. */
export const allows = once((role: RoleFact): StatementFact[] =>
  role.statements.filter(statement => statement.effect === 'Allow' && !isNever(statement, role)));

function isNever(statement: StatementFact, role: RoleFact): boolean {
  if (!isConditional(statement) || isOpen(statement)) return false;
  const { condition } = seen(statement, role);
  return sessionsOf(role, [condition]).every(keys => holdsNever(condition, keys));
}

/** A statement with its condition as the role of the judgements is asked about. */
function seen(statement: StatementFact, role: RoleFact): StatementFact {
  return statement.seen ? statement : { ...statement, condition: seenConditionOf(role, statement.condition) };
}

function isConditional({ condition }: StatementFact): boolean {
  return hasGap(condition) || Object.keys(condition).length > 0;
}

/** Whether the deployment decides what a condition is. */
function isOpen({ condition }: StatementFact): boolean {
  return hasGap(condition) || Object.values(condition).some(hasGap);
}

/** The patterns of a statement that grant one of the actions. */
export function granting(statement: StatementFact, actions: string[]): string[] {
  return statement.actions.filter(pattern => actions.some(action => covers(pattern, action)));
}

/** A pattern of a statement, and what it lets the role call. */
export interface Callable {
  readonly statement: StatementFact;
  readonly pattern: string;
  readonly actions: readonly string[];
}

/** By which patterns a role may call what is looked for, as far as neither a denial nor the boundary takes it away. */
export function callable(role: RoleFact, lookedFor: (pattern: string, statement: StatementFact) => readonly string[]): Callable[] {
  return allows(role).flatMap(statement => statement.actions.filter(pattern => !hasGap(pattern)).map((pattern): Callable =>
    ({ statement, pattern, actions: left(statement, role, lookedFor(pattern, statement)) })))
    .filter(({ actions }) => actions.length > 0);
}

/** Whether a role may call an action, on something at least. */
export function mayCall(role: RoleFact, action: string): boolean {
  const [service] = action.split(':');
  return callable(role, pattern => covers(pattern, action) ? [action] : []).length > 0
    || allows(role).some(statement => statement.notActions.length > 0 && !statement.notActions.some(pattern => covers(pattern, action))
      && (onAnything(statement) || statement.resources.some(resource => resource.split(':')[2] === service))
      && left(statement, role, [action]).length > 0);
}

function left(statement: StatementFact, role: RoleFact, actions: readonly string[]): readonly string[] {
  return isLimited(role) ? actions.filter(action => !isNarrowed({ ...statement, actions: [action], notActions: [] }, role)) : actions;
}

const KIND = [
  'apis', 'cluster', 'deliverystream', 'event-bus', 'function', 'instance', 'job', 'key', 'log-group', 'parameter', 'project',
  'repository', 'role', 'secret', 'stack', 'stateMachine', 'stream', 'table', 'user', 'userpool',
].join('|');

/**
 * Services of which an ARN begins with the name of one resource and goes on inside of it, so that a bucket may be called as elsewhere a
 * kind is.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
const BY_NAME = ['s3', 'sns', 'sqs', 'execute-api', 'codecommit', 'codepipeline'].join('|');

/** Every resource of a service or of a kind, in one place or in all. */
const ALL_OF_A_KIND = new RegExp(`^arn:[^:]*:(?:[^:]*:[^:]*:[^:]*:|(?!(?:${BY_NAME}):)[^:]*:[^:]*:[^:]*:(?:${KIND})[:/])\\*(/\\*)*$`);

export function onAnything(statement: StatementFact): boolean {
  return statement.resources.some(resource => resource === '*' || ALL_OF_A_KIND.test(resource.replace(/«[^»?]*»/g, 'any')))
    || isAllBut(statement);
}

const ALL_OF_A_SERVICE = /^(\*|arn:[^:]*:[^:]*:[^:]*:[^:]*:\*)$/;

/** Whether what a statement allows on anything is so whoever's it is, and not only on what its conditions pick by tags or by owner. */
export function onAnybodys(statement: StatementFact): boolean {
  return onAnything(statement) && (!isConditional(statement) || isOpen(statement)
    || isAboutAnybodys({ ...statement, actions: statement.actions.filter(action => !hasGap(action)) }));
}

/** Whether a statement is about everything but a few resources that it names. */
export function isAllBut({ notResources }: StatementFact): boolean {
  return notResources.length > 0 && notResources.every(resource => !hasGap(resource) && !ALL_OF_A_SERVICE.test(resource));
}

/** What a statement is about, the first few of it. */
export function about({ resources, notResources }: StatementFact, count: number, allOf = ''): string {
  const [before, named] = resources.length > 0 ? [allOf, resources] : ['everything but ', notResources];
  return before + named.slice(0, count).map(shown).join(', ');
}

/** Every action of every service, which has findings of its own. */
export function isEverything(pattern: string): boolean {
  return /^\*(:\*)?$/.test(pattern);
}

/** `*`, `*:*` or `service:*`. */
export function isWholeService(action: string): boolean {
  return action === '*' || /^[\w*-]+:\*$/.test(action);
}

/** What is not known for a write is one. */
export function isWrite(action: string): boolean {
  return !hasGap(action) && mayChange(action);
}

const OWN = /\$\{(cognito-identity[\w.-]*:sub|aws:PrincipalTag\/[^}]+|aws:userid)/i;

/** Whether a statement looks as if it were about the caller's own data, whatever it does. */
export function looksOwn(statement: StatementFact): boolean {
  const keys = Object.values(statement.condition).flatMap(inner => hasGap(inner) ? [] : Object.keys(inner ?? {}));
  return OWN.test(JSON.stringify([statement.condition, statement.resources, statement.notResources]))
    || keys.some(key => /^dynamodb:LeadingKeys$/i.test(key));
}

/** Whether what a statement allows is limited to the caller's own data, by itself or by what the role is denied. */
export function isOwn(statement: StatementFact, role: RoleFact): boolean {
  if (statement.resources.length + statement.notResources.length === 0) return false;
  // what the deployment decides may turn out well
  if (isOpen(statement)) return true;
  const actions = statement.actions.filter(action => !hasGap(action));
  return !getsThrough({ ...statement, actions }, role, reachesOthers);
}

/** What a role may do beyond the caller's own data. */
export function reachingOthers(role: RoleFact): StatementFact[] {
  return allows(role).filter(statement => !isOwn(statement, role));
}

/** Whether a role has such rights, or may have them. */
export function mayReachOthers(role: RoleFact | undefined): boolean {
  return role === undefined || reachingOthers(role).length + role.managedPolicies.length > 0;
}

/** Whether some session of a role gets through by a statement, past all that limits the role. */
export function getsThrough(statement: StatementFact, role: RoleFact, reaches: typeof reachesOthers): boolean {
  const { denials, boundary, conditions } = limitsOf(role);
  const asked = seen(statement, role);
  return sessionsOf(role, [asked.condition, ...conditions]).some(keys => reaches(asked, denials, boundary, keys));
}

const limitsOf = once((role: RoleFact) => {
  const denials = role.statements.filter(({ effect }) => effect === 'Deny').map(statement => seen(statement, role));
  const boundary = role.boundary?.map(statement => seen(statement, role));
  return { denials, boundary, conditions: [...denials, ...boundary ?? []].map(({ condition }) => condition) };
});

/** Whether the condition of a statement looks as if it kept to the caller's own data, and does not. */
export function onlyLooksOwn(statement: StatementFact, role: RoleFact): boolean {
  return looksOwn(statement) && Object.keys(statement.condition).length + statement.notResources.length > 0 && !isOwn(statement, role);
}

/** Whether a denial or a boundary keeps a statement to the caller's own data, which it would not by itself. */
export function isNarrowed(statement: StatementFact, role: RoleFact): boolean {
  return isLimited(role) && isOwn(statement, role);
}

/** Whether something takes away what statements of a role allow. */
export function isLimited({ boundary, statements }: RoleFact): boolean {
  return boundary !== undefined || statements.some(({ effect }) => effect === 'Deny');
}

/** What of a statement is left where another rule already says that it hands out whole services on anything. */
export function beyondWildcards(statement: StatementFact, role: RoleFact): StatementFact {
  return onAnything(statement) && !isNarrowed(statement, role)
    ? { ...statement, actions: statement.actions.filter(action => !isWholeService(action)) }
    : statement;
}

/** Whether a role is tied to an identity pool with guests. */
export function guestsPossible(role: RoleFact, facts: Facts): boolean {
  const pools = role.uses.flatMap(use => use.identityPool ?? []);
  const named = trustsOf(role).flatMap(trust => trust.aud.flatMap(condition => condition.values)).map(facts.target);
  return pools.some(pool => pool.guests) || named.some(pool => asBoolean(pool?.props.AllowUnauthenticatedIdentities) === true);
}

/** Policy variables that IAM knows, without their defaults. */
export const VARIABLES =
  /^(\*|\?|\$|(aws|s3|dynamodb|iam|ec2|sts|kms|saml|iot|transfer|redshift|www\.amazon\.com|graph\.facebook\.com|accounts\.google\.com|cognito-idp[\w.-]+|cognito-identity[\w.-]*\.amazonaws\.com(\.cn)?):[\w:/.+=@-]+)(,.*)?$/i;

/** Keys that begin with a wildcard, or with the identity of whomever: no folder limits them. */
const EVERYBODYS_OBJECTS =
  /^(arn:(«AWS::Partition»|[^:]*):s3:[^:]*:[^:]*:[^/]*|«\d+:\w+\.Arn»)\/(\*|\?|([a-z]{2}(-[a-z]+)+-\d|«AWS::Region»):[*?])/;

/** Names of buckets that end in a wildcard, which covers the slash and what follows as well. */
const EVERY_BUCKET = /^(\*|arn:(\*|(«AWS::Partition»|[^:]*):(\*|s3[^/]*\*)))$/;

const READS_OF_ITEMS = ['GetItem', 'BatchGetItem', 'Query', 'Scan', 'PartiQLSelect'].map(name => `dynamodb:${name}`);

/** Whether a statement reads everything in a bucket or a table: no prefix, no leading key. */
export function readsAll(statement: StatementFact): boolean {
  const objects = granting(statement, ['s3:GetObject', 's3:GetObjectVersion', 's3:PutObject', 's3:DeleteObject']).length > 0
    && (isAllBut(statement) || statement.resources.some(resource => EVERY_BUCKET.test(resource) || EVERYBODYS_OBJECTS.test(resource)));
  const items = granting(statement, READS_OF_ITEMS).length > 0
    && !Object.values(statement.condition).some(keys => hasGap(keys) || Object.keys(keys ?? {}).includes('dynamodb:LeadingKeys'));
  return objects || items;
}
