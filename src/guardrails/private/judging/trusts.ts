import {
  audiencesOf, GUEST, member, strangerIds, TrustAction, TrustToken, trustVerdict,
} from '../../../identity-facts/trust/trust-verdict';
import type { Decision } from '../../../policy';
import { covers } from '../../../policy/action-pattern';
import { asList } from '../../../private/as-list';
import { once } from '../../../private/once';
import { hasGap, keyOf } from '../../../template/resolve/marks';
import { withParts } from '../../../template/resolve/with-parts';
import { unresolved } from '../../../template/values';
import { entriesOf } from '../facts/gaps';
import { audienceOf } from '../facts/pool-keys';
import { documentOf, isCognito, statementsOf } from '../facts/roles';
import { Facts, RoleFact, StatementFact } from '../facts/types';

/** One condition on a key of the identity pool's token. */
export interface TokenCondition {
  readonly operator: string;
  readonly key: string;
  readonly values: string[];
}

/** A statement that lets tokens of an identity pool in. */
export interface CognitoTrust {
  readonly role: RoleFact;
  readonly statement: StatementFact;
  readonly aud: TokenCondition[];
  readonly amr: TokenCondition[];
  /** The trust policy as if this were the only statement that allows. */
  readonly alone: unknown;
}

/** The statements of a role that let tokens of an identity pool in. */
export const trustsOf = once((role: RoleFact): CognitoTrust[] => {
  const document = policyOf(role);
  const given = asList<any>(document?.Statement);
  const all = given.filter(statement => typeof statement === 'object');
  const others = all.filter(statement => statement.Effect !== 'Allow');
  return all.filter(({ Effect }) => Effect === 'Allow').flatMap((raw): CognitoTrust[] => {
    const [statement] = statementsOf({ Statement: raw });
    const [aud, amr] = [on(statement, 'aud'), on(statement, 'amr')];
    const names = isCognito(statement.principal) || isAllBut(raw.NotPrincipal)
      || isAnyone(statement.principal) && aud.length + amr.length > 0;
    // what one statement says is asked of the policy itself, which then is made ready only once
    const alone = given.length === 1 ? document : { ...document, Statement: [raw, ...others] };
    return names ? [{ role, statement, aud, amr, alone }] : [];
  });
});

/** A statement that allows all but some actions allows the others. */
export function allowsAction({ actions, notActions }: StatementFact, action: TrustAction): boolean {
  return actions.some(pattern => covers(pattern, action))
    || (notActions.length > 0 && !notActions.some(pattern => covers(pattern, action)));
}

/** The statements by which any role is assumed. */
export const assumptions = once((facts: Facts): CognitoTrust[] => facts.roles.flatMap(assumptionsOf));

/** The statements by which a role is assumed. */
export function assumptionsOf(role: RoleFact): CognitoTrust[] {
  return trustsOf(role).filter(({ statement }) => allowsAction(statement, 'sts:AssumeRoleWithWebIdentity'));
}

/** Whether the tokens of identity pools of other accounts are let in, whoever they are of. */
export const strangersPass = perAction(({ role, alone }, action) =>
  trustVerdict(alone, strangerIds(alone).flatMap(aud => [...memberAmr(role), GUEST].map(amr => ({ aud, amr }))), action));

/** Whether guests of the identity pools that the policy is for are let in. */
export const guestsPass = perAction(({ role, alone }, action) => trustVerdict(
  alone, idsOf(role).map(aud => ({ aud, amr: GUEST })), action,
));

/** Whether those who signed in to the identity pools that the policy is for are let in. */
export const membersPass = once(({ role, alone }: CognitoTrust): Decision =>
  trustVerdict(alone, idsOf(role).flatMap(aud => memberAmr(role).map(amr => ({ aud, amr })))));

/** Whether a token is let in that lacks `aud`, or `amr`. */
export function absentPasses({ role, alone }: CognitoTrust, key: 'aud' | 'amr'): Decision {
  const amrs = [...memberAmr(role), GUEST];
  return trustVerdict(alone, key === 'aud' ? amrs.map((amr): TrustToken => ({ amr })) : idsOf(role).map((aud): TrustToken => ({ aud })));
}

/**
 * Whether anyone whom an identity pool gives a role is let in by the whole policy.
 *
 * @param audience the id of the identity pool, where it is known which one that is
 * @param tags the keys of the tags that come with a token, in each way in which they may; it is not known for `undefined`
 */
export function intendedPass(
  role: RoleFact, kind: 'guest' | 'member', audience: string | undefined, action?: TrustAction,
  tags: readonly TrustToken['tags'][] = [undefined],
): Decision {
  const document = policyOf(role);
  const own = audience === undefined ? idsOf(role) : [audience, ...strangerIds(document)];
  const standings = kind === 'guest' ? [GUEST] : memberAmr(role);
  return trustVerdict(document, own.flatMap(aud => standings.flatMap(amr => tags.map(keys => ({ aud, amr, tags: keys })))), action);
}

/** The trust policy of a role, with what is not known as the engine has it. */
const policyOf = once((role: RoleFact): any => decidable(documentOf(role.props.AssumeRolePolicyDocument)));

/** A region that is not known may be any; which one does not matter to who is let in. */
function decidable(value: any): any {
  if (hasGap(value)) return unresolved(String(value));
  if (typeof value === 'string') return value.replace('«AWS::Region»', 'us-east-1').replace('«AWS::URLSuffix»', 'amazonaws.com');
  return typeof value === 'object' && value !== null ? withParts(value, decidable) : value;
}

const idsOf = once((role: RoleFact): readonly string[] => {
  const document = policyOf(role);
  const pools = role.uses.flatMap(({ identityPool }) => identityPool ? [audienceOf(identityPool)] : []);
  return [...new Set([...pools, ...audiencesOf(document).filter(value => !/[*?]/.test(value)), ...strangerIds(document)])];
});

function perAction(
  verdict: (trust: CognitoTrust, action?: TrustAction) => Decision,
): (trust: CognitoTrust, action?: TrustAction) => Decision {
  const known = once((trust: CognitoTrust) => new Map<TrustAction | undefined, Decision>([[undefined, verdict(trust)]]));
  return (trust, action) => {
    const decisions = known(trust);
    const decision = decisions.get(action) ?? verdict(trust, action);
    decisions.set(action, decision);
    return decision;
  };
}

/** What those who signed in have in `amr`: by each provider, and as the policy spells a provider that may be one of them. */
export const memberAmr = once((role: RoleFact): (readonly string[])[] => {
  const pools = role.uses.flatMap(({ identityPool }) => identityPool ?? []);
  const logins = pools.flatMap(pool => pool.logins);
  const userPools = new Set(logins.flatMap(({ pool }) => pool?.key ?? []));
  const spelt = trustsOf(role).flatMap(({ amr }) => amr.flatMap(({ values }) => values)).filter(value => !hasGap(value))
    .map(value => decidable(value) as string)
    .filter(value => userPools.has(keyOf(value) ?? '')
    || (/^(cognito-idp\.|arn:|\w+\.\w+\.com)/.test(value) && (pools.length === 0 || /[*?]/.test(value))));
  const providers = [
    ...logins.map(({ providerName }) => String(decidable(providerName) as unknown)), ...pools.flatMap(pool => pool.otherProviders),
    ...pools.flatMap(({ props }) => asList<any>(props.DeveloperProviderName))
      .map(String), ...spelt.map(value => value.replace(/[*?]/g, 'x')),
  ];
  return [...new Set([...providers, 'cognito-idp.us-east-1.amazonaws.com/us-east-1_Example'])].map(member);
});

function isAnyone(principal: any): boolean {
  return principal === '*' || asList(principal?.AWS).includes('*');
}

/** Whether all but a few are let in, of whom Cognito is none. */
function isAllBut(notPrincipal: unknown): boolean {
  return notPrincipal !== undefined && notPrincipal !== '*' && !isCognito(notPrincipal);
}

function on(statement: StatementFact, name: string): TokenCondition[] {
  return entriesOf(statement.condition).flatMap(([operator, keys]) => entriesOf(keys)
    .filter(([key]) => operator.toLowerCase() !== 'null' && /^cognito-identity[^:]*:/i.test(key) && key.toLowerCase().endsWith(`:${name}`))
    .map(([key, values]) => ({ operator, key, values: asList(values).map(textOf) })));
}

function textOf(value: any): string {
  return typeof value === 'object' ? String(value?.['Fn::Unresolved'] ?? JSON.stringify(value)) : String(value);
}
