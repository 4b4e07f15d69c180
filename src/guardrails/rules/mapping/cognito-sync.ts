import { GuardrailRule, Hit } from '../../guardrail-rule';

/** Cognito Sync is used. */
export const rule: GuardrailRule = {
  id: 'cognito-sync',
  catalogue: ['A68'],
  severity: 'low',
  title: 'Cognito Sync is used',
  why: 'It is closed to new customers.',
  fix: 'Remove CognitoStreams, PushSync and CognitoEvents; use AppSync.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-sync.html',
  check: facts => facts.identityPools.filter(({ props }) => props.CognitoStreams || props.PushSync || props.CognitoEvents)
    .map((at): Hit => ({ at, message: `${at.id} uses Cognito Sync` })),
};
