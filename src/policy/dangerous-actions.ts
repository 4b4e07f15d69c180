import { EXCEPTIONS, ExceptionKind } from './action-exceptions';
import { actionsCoveredBy, isChange, KnownAction } from './action-levels';
import { covers } from './action-pattern';

/** An action by which users take over what is not theirs, and what it does. */
export interface DangerousAction {
  readonly action: string;
  readonly does: string;
}

/** What has findings of its own, whatever the level. */
const JUDGED_ELSEWHERE = /^(iam|sts|cognito-idp|cognito-identity|cognito-sync):/;

/** Policies and permissions of a whole account, which have no resource that a policy could name. */
const ACCOUNT_WIDE = /:(Put|Add|Grant|BatchGrant|Delete|Remove|Disable)\w*(Policy|Permissions?|PublicAccessBlock)$/;

const dangers = new Map<string, readonly DangerousAction[]>();

/** What a pattern covers that changes permissions or code, or shows secrets. */
export function dangersOf(pattern: string): readonly DangerousAction[] {
  let found = dangers.get(pattern);
  if (!found) {
    const byTable = EXCEPTIONS.filter(({ kind, action }) => (kind === 'code' || kind === 'secret') && covers(pattern, action));
    const byLevel = actionsCoveredBy(pattern).filter(known => known.level === 'permissions'
      && (known.hasResource || ACCOUNT_WIDE.test(known.action))
      && !JUDGED_ELSEWHERE.test(known.action) && !isException(known.action));
    found = [
      ...byLevel.map(({ action }) => ({ action, does: 'changes who may do what' })),
      ...byTable.map(({ action, does }) => ({ action, does })),
    ].sort((a, b) => prominence(a.action) - prominence(b.action));
    dangers.set(pattern, found);
  }
  return found;
}

/** What a pattern covers that leads out of a role: changes in IAM, and becoming another role. */
export function escapesOf(pattern: string): readonly string[] {
  const known = actionsCoveredBy(pattern);
  return [
    ...newChangesOf('iam', pattern),
    ...known.filter(action => action.action.startsWith('iam:') && isChange(action)).map(({ action }) => action),
    ...known.filter(({ action }) => action === 'sts:AssumeRole').map(({ action }) => action),
  ];
}

/** What a pattern covers that administers user pools. */
export function poolAdministrationOf(pattern: string): readonly string[] {
  return [
    ...newChangesOf('cognito-idp', pattern),
    ...actionsCoveredBy(pattern)
      .filter(known => known.action.startsWith('cognito-idp:') && known.level === 'write' && !isForOneself(known))
      .map(({ action }) => action),
    ...pattern.toLowerCase() === DERIVES_TOKENS.toLowerCase() ? [DERIVES_TOKENS] : [],
  ];
}

/**
 * Gives IAM principals further tokens of a user whose token they have. AWS's own policies for reading cover it by `cognito-idp:Get*`, which
 * is no administration, so it counts where it is named.
 *
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetDerivedToken.html
 */
const DERIVES_TOKENS = 'cognito-idp:GetDerivedToken';

const OF_ACCOUNTS = ['cognito-idp:CreateUserPool', 'cognito-idp:UpdateProvisionedLimit'];

/**
 * What people do for themselves at a user pool needs their token or nothing, and no policy: no pool stands in it.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pools-API-operations.html
 */
function isForOneself({ action, hasResource }: KnownAction): boolean {
  return action.startsWith('cognito-idp:') && !hasResource && !OF_ACCOUNTS.includes(action);
}

const BY_ANYBODY = ['cognito-identity:GetId', 'cognito-identity:UnlinkIdentity'];
const MAKES_IDENTITIES = 'cognito-identity:GetOpenIdTokenForDeveloperIdentity';

/** What a pattern covers that administers identity pools, or makes any identity. */
export function identityAdministrationOf(pattern: string): readonly string[] {
  return [
    ...newChangesOf('cognito-identity', pattern),
    ...actionsCoveredBy(pattern)
      .filter(({ action, level }) => action === MAKES_IDENTITIES
        || (action.startsWith('cognito-identity:') && level === 'write' && !BY_ANYBODY.includes(action)))
      .map(({ action }) => action),
  ];
}

/** A pattern that covers no known action of a service: what AWS adds counts as a change, unless its name says that it reads. */
function newChangesOf(service: string, pattern: string): string[] {
  const [prefix, name] = pattern.split(/:(.*)/s);
  return prefix.toLowerCase() === service && name && !/^(Admin)?(Get|List|Describe)/i.test(name)
    && actionsCoveredBy(pattern).length === 0 ? [pattern] : [];
}

/** What a pattern covers that changes data, or calls what stands behind an API, and can be limited to a resource. */
export function dataWritesOf(pattern: string): readonly string[] {
  return actionsCoveredBy(pattern)
    .filter(known => isChange(known) && known.hasResource && (known.level !== 'permissions' || isException(known.action, 'data')))
    .filter(({ action }) => !JUDGED_ELSEWHERE.test(action) && !isException(action, 'telemetry', 'decryption', 'becomes', 'code', 'iot'))
    .map(({ action }) => action);
}

/** Whether a pattern covers a change of data or permissions. What is not known counts as one. */
export function mayChange(pattern: string): boolean {
  const known = actionsCoveredBy(pattern);
  return known.length === 0 ? !isException(pattern) : known.some(changes);
}

/** Whether a pattern covers what opens or seals data that others keep. */
export function mayDecrypt(pattern: string): boolean {
  return EXCEPTIONS.some(({ kind, action }) => kind === 'decryption' && (covers(pattern, action) || covers(action, pattern)));
}

function changes(known: KnownAction): boolean {
  return isChange(known) && !isForOneself(known) && !isException(known.action, 'telemetry', 'decryption', 'becomes', 'call');
}

function isException(action: string, ...kinds: ExceptionKind[]): boolean {
  return EXCEPTIONS.some(exception => (kinds.length === 0 || kinds.includes(exception.kind)) && covers(exception.action, action));
}

/** Gives and changes first, takings away last. */
function prominence(action: string): number {
  return /:(Delete|Remove|Revoke|Retire|Detach|Disable)/.test(action) ? 1 : 0;
}
