import { signsInDirectly } from '../../../identity-facts/claims/client-flows';
import { asList } from '../../../private/as-list';
import { shown } from '../../../template/resolve/marks';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { lacks } from '../../private/facts/gaps';
import { settingsOf } from '../../private/judging/claim-writers';
import { attributesUsed } from '../../private/judging/claims-in-use';

/** A client or domain allows more than is needed. */
export const rule: GuardrailRule = {
  id: 'self-service-left-on',
  catalogue: ['A96'],
  severity: 'medium',
  title: 'A client or domain allows more than is needed',
  why: 'Tokens with aws.cognito.signin.user.admin change attributes that decide about access; native flows go around the provider; '
    + 'TLS 1.0 is broken.',
  fix: 'Remove the scope and the native flows; set SecurityPolicy to TLS_V1_2_2021.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-client-apps.html',
  check: facts => [
    ...facts.clients.flatMap((at): Hit[] => {
      const changesAttributes = asList(at.props.AllowedOAuthScopes).includes('aws.cognito.signin.user.admin');
      const [used] = changesAttributes ? attributesUsed(at, facts) : [];
      if (used) {
        return [
          { at, message: `${at.id} issues tokens that change attributes, and ${used.what} decides by one` },
        ];
      }
      const providers = asList(at.props.SupportedIdentityProviders);
      return providers.length > 0 && lacks(providers, 'COGNITO') && signsInDirectly(settingsOf(at)) ? [
        { at, message: `${at.id} is for ${providers.map(shown).join(', ')} only, but leaves sign-in with a password on` },
      ] : [];
    }),
    ...facts.ofType('AWS::Cognito::UserPoolDomain')
      .filter(({ props }) => props.CustomDomainConfig?.SecurityPolicy === 'TLS_V1' || props.SecurityPolicy === 'TLS_V1')
      .map((at): Hit => ({ at, message: `${at.id} allows TLS 1.0` })),
  ],
};
