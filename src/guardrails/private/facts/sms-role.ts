import { at } from './gaps';
import { Facts, PoolFact, StatementFact } from './types';
import { covers } from '../../../policy/action-pattern';
import { asList } from '../../../private/as-list';
import { hasGap, shown } from '../../../template/resolve/marks';

const COGNITO = /^cognito-idp\./;

/**
 * What is wrong with whom the role trusts that sends the text messages of a user pool: Cognito, as a service, has to be able to assume it
 * with the external id that the pool has, or the pool is refused with InvalidSmsRoleTrustRelationshipException.
 *
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPool.html
 */
export function smsRoleProblems({ props }: PoolFact, facts: Facts): string[] {
  const { SnsCallerArn, ExternalId } = at(props, 'SmsConfiguration') ?? {};
  const role = facts.role(SnsCallerArn);
  if (!role || hasGap(JSON.stringify([role.props.AssumeRolePolicyDocument, ExternalId]))) return [];
  const allowing = role.trust
    .filter(({ effect, actions }) => effect === 'Allow' && actions.some(action => covers(action, 'sts:AssumeRole')));
  const trusting = allowing.filter(({ principal }) => principal === '*' || [...asList(principal?.Service), ...asList(principal?.AWS)]
    .some(name => name === '*' || COGNITO.test(String(name))));
  if (trusting.length === 0) {
    const asFederated = role.trust.some(({ principal }) => asList(principal?.Federated).some(name => COGNITO.test(String(name))));
    const instead = asFederated ? ', but as Federated' : '';
    return [`the SMS role ${role.id}, which does not trust cognito-idp.amazonaws.com as a Service${instead}`];
  }
  const wanted = trusting.map(externalIdsOf);
  if (wanted.some(ids => ids === undefined || ids.includes(String(ExternalId)))) return [];
  const given = ExternalId === undefined ? 'no ExternalId' : `the ExternalId ${shown(String(ExternalId))}`;
  const others = [...new Set(wanted.flatMap(ids => ids!))].map(shown).join(' or ');
  return [`${given}, where the SMS role ${role.id} wants ${others}`];
}

/** The external ids with which a statement lets somebody in; undefined where it does not ask, or not so. */
function externalIdsOf({ condition }: StatementFact): string[] | undefined {
  const keys = Object.entries(condition?.StringEquals ?? {}).find(([key]) => key.toLowerCase() === 'sts:externalid');
  return keys && asList(keys[1]).map(String);
}
