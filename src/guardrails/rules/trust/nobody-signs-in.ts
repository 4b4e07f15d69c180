import { GuardrailRule } from '../../guardrail-rule';
import { namesForArns, signInOutages } from '../../private/judging/sign-in-outages';

/** Those who should get credentials get none. */
export const rule: GuardrailRule = {
  id: 'nobody-signs-in',
  catalogue: ['A107'],
  severity: 'high',
  title: 'Those who should get credentials get none',
  why: 'The deployment is refused, or every request for credentials of these users or guests is.',
  fix: 'Give the identity pool what its API asks for, in its exact spelling.',
  source: 'https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_SetIdentityPoolRoles.html',
  check: facts => [...facts.identityPools.flatMap(signInOutages), ...namesForArns(facts)],
};
