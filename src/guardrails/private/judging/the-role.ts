import { tagsAskedFor } from './role-tags';
import { intendedPass, memberAmr } from './trusts';
import { IDENTITY_SERVICES } from '../../../identity-facts/trust/identity-service';
import { GUEST } from '../../../identity-facts/trust/trust-verdict';
import { Decision, RequestContextValues, SessionPrincipal } from '../../../policy';
import { coversResource } from '../../../policy/resource-pattern';
import { once } from '../../../private/once';
import { hasGap, isMarked, keyOf } from '../../../template/resolve/marks';
import { withParts } from '../../../template/resolve/with-parts';
import { unresolved } from '../../../template/values';
import { RoleFact } from '../facts/types';

const ACCOUNT = '123456789012';
const ROLE_NAME = 'the-role';
const ROLE_ARN = `arn:aws:iam::${ACCOUNT}:role/${ROLE_NAME}`;
const ARN = /^arn:(?:«[^»]*»|[^:]*):(iam|sts)::(«[^»]*»|[^:]*):(.*)$/;

/** A session of the role that is asked about, whichever it is. */
export const THE_ROLE: SessionPrincipal = {
  roleArn: ROLE_ARN, sessionName: 'CognitoIdentityCredentials', federated: 'cognito-identity.amazonaws.com',
};

/** Who the session is, as conditions ask for it. */
const KEYS_OF_THE_ROLE: RequestContextValues = {
  'aws:PrincipalArn': ROLE_ARN,
  'aws:PrincipalAccount': ACCOUNT,
  'aws:ResourceAccount': { unknown: 'it is as what is asked for' },
  'kms:CallerAccount': ACCOUNT,
  'lambda:FunctionUrlAuthType': { unknown: 'it is as the URL has it' },
  'lambda:InvokedViaFunctionUrl': { unknown: 'it may be called either way' },
};

/** What the sessions of a role may say: the stand-ins, and each `amr` of tokens that its trust policy may let in. */
const standings = once((role: RoleFact): RequestContextValues[] => {
  const isFor = (kind: 'guest' | 'member') => intendedPass(role, kind, undefined) !== Decision.DENIED;
  const amrs = [...isFor('guest') ? [GUEST] : [], ...isFor('member') ? memberAmr(role) : []];
  return amrs.map(amr => ({ ...KEYS_OF_THE_ROLE, ...Object.fromEntries(IDENTITY_SERVICES.map(({ keys }) => [`${keys}:amr`, amr])) }));
});

/** Who a session of the role may be, as far as these conditions ask for it. */
export function sessionsOf(role: RoleFact, conditions: readonly unknown[]): RequestContextValues[] {
  const asksForAmr = /:amr"/i.test(JSON.stringify(conditions)) && (role.trustsCognito || role.uses.length > 0);
  const known = asksForAmr ? standings(role) : [];
  const sessions = known.length > 0 ? known : [KEYS_OF_THE_ROLE];
  const tags = tagsAskedFor(role, conditions);
  return Object.keys(tags).length === 0 ? sessions : sessions.map(keys => ({ ...keys, ...tags }));
}

/** Principals and conditions in which stand-ins replace the role and the account that the template names. */
export function seenBy(role: RoleFact, value: any): any {
  return replaced(value, text => seenText(role, text, false));
}

/**
 * The same for a condition on what the role itself may do: where the account is not told, any account id may be its own. What the
 * deployment decides stays as it is, and may turn out well.
 */
export function seenConditionOf(role: RoleFact, condition: any): any {
  return replaced(condition, text => hasGap(text) ? text : seenText(role, text, !role.isAccountTold));
}

function replaced(value: any, seen: (text: string) => unknown): any {
  if (typeof value === 'string') return seen(value);
  return typeof value === 'object' && value !== null ? withParts(value, part => replaced(part, seen)) : value;
}

function seenText(role: RoleFact, text: string, anyAccount: boolean): unknown {
  if (hasGap(text)) return unresolved(text);
  if (text === `«${role.key}.Arn»`) return ROLE_ARN;
  if (isAccountOf(role, text)) return ACCOUNT;
  if (anyAccount && /^\d{12}$/.test(text)) return unresolved(`whether the account is ${text}`);
  const [, service, owner, resource = ''] = ARN.exec(text) ?? [];
  if (service === undefined) return seenReference(text);
  const own = isAccountOf(role, owner) ? ACCOUNT : owner === '*' ? owner : '999999999999';
  const [kind, ...path] = resource.split('/');
  if (service === 'iam' && kind !== 'role') return `arn:aws:iam::${own}:${resource}`;
  const [named, rest] = service === 'iam' ? [path.join('/'), []] : [path[0] ?? '', path.slice(1)];
  const name = seenName(role, named);
  const isOpen = name === undefined || (anyAccount && name.startsWith(ROLE_NAME) && /^\d{12}$/.test(owner));
  return isOpen ? unresolved(`whether ${text} is the role`) : [`arn:aws:${service}::${own}:${kind}/${name}`, ...rest].join('/');
}

/** What stands for a role name or a pattern of names; undefined for a pattern that the name may match once the deployment gives it. */
function seenName({ key, props }: RoleFact, name: string): string | undefined {
  const own = [`«${key}»`, ...props.RoleName === undefined ? [] : [String(props.RoleName)]];
  if (!/[*?]/.test(name)) return own.includes(name.split('/').at(-1)!) ? ROLE_NAME : `other-${name}`;
  if (own.some(one => coversResource(name, `${String(props.Path ?? '/').slice(1)}${one}`))) return `${ROLE_NAME}*`;
  return own.length > 1 && !isMarked(own[1]) && !isMarked(props.Path) ? `other-${name}` : undefined;
}

function seenReference(text: string): string {
  const key = keyOf(text);
  if (key === undefined) return text;
  return text === `«${key}.Arn»` ? `arn:aws:iam::${ACCOUNT}:role/other-${key}` : `other:${text}`;
}

function isAccountOf({ account }: RoleFact, text: string): boolean {
  return text === '«AWS::AccountId»' || text === account;
}
