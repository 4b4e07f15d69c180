import { GuardrailRule, Hit } from '../../guardrail-rule';

/** A client secret stands in the template. */
export const rule: GuardrailRule = {
  id: 'provider-secret-in-template',
  catalogue: ['A88'],
  severity: 'high',
  title: 'A client secret stands in the template',
  why: 'Whoever reads the template or its history signs in at the provider as your app.',
  fix: 'Use a dynamic reference to Secrets Manager.',
  source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html',
  check: facts => facts.ofType('AWS::Cognito::UserPoolIdentityProvider').filter(({ props }) => {
    const secret = props.ProviderDetails?.client_secret ?? props.ProviderDetails?.private_key;
    return typeof secret === 'string' && secret !== '' && !secret.includes('{{resolve:') && !secret.includes('«');
  }).map((at): Hit => ({ at, message: `the secret of ${at.id} is written in plain text` })),
};
