import { asList } from '../../../private/as-list';
import { GuardrailRule, Hit } from '../../guardrail-rule';

/** A machine client is a login of the identity pool. */
export const rule: GuardrailRule = {
  id: 'machine-client-registered',
  catalogue: ['A67'],
  severity: 'low',
  title: 'A machine client is a login of the identity pool',
  why: 'Its tokens have no user, so it cannot sign in there.',
  fix: 'Remove the client from CognitoIdentityProviders.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-define-resource-servers.html',
  check: facts => facts.identityPools.flatMap(at =>
    at.logins.filter(({ client }) => client && asList(client.props.AllowedOAuthFlows).includes('client_credentials'))
      .map(({ client }): Hit => ({ at, message: `${client!.id} is a machine client` }))),
};
