import { asList } from '../../../private/as-list';
import { hasGap } from '../../../template/resolve/marks';
import { GuardrailRule, Hit } from '../../guardrail-rule';

/** Custom authentication is half there. */
export const rule: GuardrailRule = {
  id: 'custom-challenge-incomplete',
  catalogue: ['A90'],
  severity: 'medium',
  title: 'Custom authentication is half there',
  why: 'Sign-in with ALLOW_CUSTOM_AUTH fails, or waits for a trigger that is added later without review.',
  fix: 'Set all three challenge triggers, or remove ALLOW_CUSTOM_AUTH.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-challenge.html',
  check: facts => facts.pools.flatMap((at): Hit[] => {
    if (hasGap(at.props.LambdaConfig)) return [];
    const triggers = [
      'DefineAuthChallenge', 'CreateAuthChallenge', 'VerifyAuthChallengeResponse',
    ].filter(name => at.props.LambdaConfig?.[name]);
    if (triggers.length > 0 && triggers.length < 3) return [{ at, message: `${at.id} has only ${triggers.join(', ')}` }];
    const client = at.clients.find(({ props }) =>
      asList(props.ExplicitAuthFlows).some(flow => /^(ALLOW_CUSTOM_AUTH|CUSTOM_AUTH_FLOW_ONLY)$/.test(flow)));
    return client && triggers.length === 0 ? [
      { at: client, message: `${client.id} allows custom authentication, but ${at.id} has no challenge triggers` },
    ] : [];
  }),
};
