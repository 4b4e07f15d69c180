import { asList } from '../private/as-list';
import { isObject } from '../template/values';

/** Whether a role trusts one identity pool for signed-in people, or for guests, in the words that this library uses, and nobody else. */
export function isStandardTrust(document: any, identityPool: string, standing: 'authenticated' | 'unauthenticated'): boolean {
  const [statement, ...others] = asList<any>(document?.Statement);
  if (!isObject(statement) || others.length > 0) return false;
  const { Effect, Action, Principal, Condition, Sid: _, ...more } = statement as Record<string, any>;
  const same = (value: unknown, wanted: unknown) => JSON.stringify(asList(value)) === JSON.stringify([wanted]);
  const { StringEquals: equals, 'ForAnyValue:StringLike': like, ...conditions } = isObject(Condition)
    ? Condition as Record<string, any>
    : {};
  return Effect === 'Allow' && Object.keys(more).length + Object.keys(conditions).length === 0
    && same(Action, 'sts:AssumeRoleWithWebIdentity')
    && isObject(Principal) && Object.keys(Principal).length === 1 && same(Principal.Federated, 'cognito-identity.amazonaws.com')
    && isObject(equals) && Object.keys(equals).length === 1 && same(equals['cognito-identity.amazonaws.com:aud'], { Ref: identityPool })
    && isObject(like) && Object.keys(like).length === 1 && same(like['cognito-identity.amazonaws.com:amr'], standing);
}
