import { asList } from '../../../private/as-list';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { at, isNot } from '../../private/facts/gaps';
import { SECONDS } from '../../private/judging/client-urls';

/** An app client keeps old or long-lived defaults. */
export const rule: GuardrailRule = {
  id: 'client-hygiene',
  catalogue: ['A95'],
  group: 'hygiene',
  severity: 'medium',
  title: 'An app client keeps old or long-lived defaults',
  why: 'Answers tell who has an account, and stolen tokens work for long.',
  fix: 'Set PreventUserExistenceErrors ENABLED, EnableTokenRevocation true, RefreshTokenRotation ENABLED, '
    + 'refresh tokens to 30 days and others to 1 hour at most.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-with-identity-providers.html',
  check: facts =>
    facts.clients.filter(({ props }) => !asList(props.AllowedOAuthFlows).includes('client_credentials')).flatMap((client): Hit[] => {
      const { props } = client;
      const units = props.TokenValidityUnits ?? {};
      const long = (name: string, unit: string, limit: number) =>
        Number(props[name]) * SECONDS[units[name.replace('Validity', '')] ?? unit] > limit;
      const flaws = [
        ...isNot(props.PreventUserExistenceErrors, 'ENABLED') ? ['tells who has an account'] : [],
        ...[false, 'false'].includes(props.EnableTokenRevocation) ? ['cannot revoke tokens'] : [],
        ...long('RefreshTokenValidity', 'days', 30 * 86400) ? ['has refresh tokens of more than 30 days'] : [],
        ...long('AccessTokenValidity', 'hours', 3600) || long('IdTokenValidity', 'hours', 3600) ? [
          'has access or ID tokens of more than an hour',
        ] : [],
        ...isNot(at(props, 'RefreshTokenRotation', 'Feature'), 'ENABLED') && !onlyRefreshes(props)
          ? ['does not rotate refresh tokens']
          : [],
      ];
      return flaws.length > 0 ? [{ at: client, message: `${client.id} ${flaws.join(', ')}` }] : [];
    }),
};

/** Rotation excludes this flow, and Cognito takes a list without any for all of them: a client of the login pages alone can't rotate. */
function onlyRefreshes({ ExplicitAuthFlows }: any): boolean {
  const flows = asList(ExplicitAuthFlows);
  return flows.length === 1 && flows[0] === 'ALLOW_REFRESH_TOKEN_AUTH';
}
