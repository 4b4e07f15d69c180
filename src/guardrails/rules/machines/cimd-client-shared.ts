import { SELF_SERVICE_SCOPE } from '../../../identity-facts/claims/claim-writers';
import { signsInDirectly } from '../../../identity-facts/claims/client-flows';
import { keyOf } from '../../../template/resolve/marks';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { settingsOf } from '../../private/judging/claim-writers';
import { namesOf } from '../../private/judging/claims-in-use';

/** Apps of others act as a client that is for your own. */
export const rule: GuardrailRule = {
  id: 'cimd-client-shared',
  catalogue: ['A102'],
  severity: 'medium',
  title: 'Apps of others act as a client that is for your own',
  why: 'What the client may do, whoever hosts a client metadata document may do: get AWS credentials of users, or change their attributes.',
  fix: 'Give documents a client of their own, without aws.cognito.signin.user.admin and sign-in flows, that no identity pool knows.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-client-id-metadata.html',
  check: facts => facts.ofType('AWS::Cognito::CIMDPolicy').flatMap((at): Hit[] => {
    const client = facts.clients.find(({ key }) => key === keyOf(at.props.ClientId));
    if (!client) return [];
    const settings = settingsOf(client);
    const registered = facts.identityPools.filter(({ logins }) => logins.some(login => login.client === client));
    const wrong = [
      ...registered.length > 0 ? [`is a login of ${namesOf(registered)}`] : [],
      ...settings.allowedOAuthScopes!.includes(SELF_SERVICE_SCOPE) ? [`has ${SELF_SERVICE_SCOPE}`] : [],
      ...signsInDirectly(settings) ? ['lets users sign in without the login pages'] : [],
    ];
    return wrong.length > 0 ? [{ at, message: `${at.id} lets apps of others act as ${client.id}, which ${wrong.join(' and ')}` }] : [];
  }),
};
