import { GuardrailRule, Hit } from '../../guardrail-rule';

/** Anyone may sign up and get AWS credentials. */
export const rule: GuardrailRule = {
  id: 'open-sign-up',
  catalogue: ['A69'],
  severity: 'medium',
  title: 'Anyone may sign up and get AWS credentials',
  why: 'Without AllowAdminCreateUserOnly an account, and with it a signed-in role, is one call away.',
  fix: 'Set AdminCreateUserConfig.AllowAdminCreateUserOnly to true, or accept that everyone is a user.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/signing-up-users-in-your-app.html',
  check: facts => facts.pools.filter(pool => pool.selfSignUp && facts.joined(pool).length > 0)
    .map((at): Hit => ({ at, message: `anyone may sign up to ${at.id}, whose users get AWS credentials` })),
};
