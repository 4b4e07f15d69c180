import { GuardrailRule, Hit } from '../../guardrail-rule';

/** A trigger may confirm users without proof. */
export const rule: GuardrailRule = {
  id: 'sign-up-auto-confirmed',
  catalogue: ['A70'],
  severity: 'high',
  title: 'A trigger may confirm users without proof',
  why: "With autoConfirmUser or autoVerifyEmail anyone registers with somebody else's address.",
  fix: 'Do not set these in the function, or turn self sign-up off.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-sign-up.html',
  check: facts => facts.pools.filter(pool => pool.selfSignUp && pool.props.LambdaConfig?.PreSignUp).flatMap((at): Hit[] => {
    const code = facts.target(at.props.LambdaConfig.PreSignUp)?.props.Code?.ZipFile;
    const seen = typeof code === 'string' ? /autoConfirmUser|autoVerify(Email|Phone)/.exec(code)?.[0] : undefined;
    if (typeof code === 'string' && !seen) return [];
    return [{
      at,
      severity: seen ? 'high' : 'medium',
      message: seen
        ? `the PreSignUp trigger of ${at.id} sets ${seen}`
        : `the PreSignUp trigger of ${at.id} may confirm users without proof; its code is not in the template`,
    }];
  }),
};
