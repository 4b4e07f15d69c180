import { preTokenTrigger } from '../../../identity-facts/claims/pre-token';
import { asList } from '../../../private/as-list';
import { keyOf } from '../../../template/resolve/marks';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { at } from '../../private/facts/gaps';
import { Facts, PoolFact } from '../../private/facts/types';
import { hasManagedLogin } from '../../private/judging/login-pages';

/** The feature plan does not have what is set. */
export const rule: GuardrailRule = {
  id: 'plan-lacks-feature',
  catalogue: ['A108'],
  severity: 'medium',
  title: 'The feature plan does not have what is set',
  why: 'Cognito answers with FeatureUnavailableInTierException, and the deployment fails.',
  fix: 'Raise UserPoolTier to ESSENTIALS, or to PLUS for threat protection and its events, or leave the feature out.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-sign-in-feature-plans.html',
  check: facts => facts.pools.flatMap((pool): Hit[] => {
    const plan = pool.props.UserPoolTier;
    const wrong = [...plan === 'LITE' ? ofEssentials(pool) : [], ...plan === 'LITE' || plan === 'ESSENTIALS' ? ofPlus(pool, facts) : []];
    return wrong.length > 0 ? [{ at: pool, message: `${pool.id} is on the plan ${plan}, which has no ${wrong.join(', ')}` }] : [];
  }),
};

function ofEssentials(pool: PoolFact): string[] {
  const { props, domains, clients } = pool;
  const factors = asList<string>(at(props, 'Policies', 'SignInPolicy', 'AllowedFirstAuthFactors'))
    .filter(name => ['EMAIL_OTP', 'SMS_OTP', 'WEB_AUTHN'].includes(name));
  const { version } = preTokenTrigger(props.LambdaConfig);
  return [
    ...factors.map(name => `first factor ${name}`),
    ...asList(props.EnabledMfas).includes('EMAIL_OTP') ? ['second factor EMAIL_OTP'] : [],
    ...Number(at(props, 'Policies', 'PasswordPolicy', 'PasswordHistorySize')) > 0 ? ['PasswordHistorySize'] : [],
    ...version === 'V2_0' || version === 'V3_0' ? [`PreTokenGenerationConfig ${version}`] : [],
    ...clients.some(client => asList(client.props.ExplicitAuthFlows).includes('ALLOW_USER_AUTH')) ? ['sign-in by ALLOW_USER_AUTH'] : [],
    ...domains.some(hasManagedLogin) ? ['ManagedLoginVersion 2'] : [],
  ];
}

function ofPlus(pool: PoolFact, facts: Facts): string[] {
  const mode = at(pool.props, 'UserPoolAddOns', 'AdvancedSecurityMode');
  const customMode = at(pool.props, 'UserPoolAddOns', 'AdvancedSecurityAdditionalFlows', 'CustomAuthMode');
  const risks = facts.ofType('AWS::Cognito::UserPoolRiskConfigurationAttachment').some(({ props }) => keyOf(props.UserPoolId) === pool.key);
  const deliveries = facts.ofType('AWS::Cognito::LogDeliveryConfiguration').filter(({ props }) => keyOf(props.UserPoolId) === pool.key);
  const delivered = deliveries.flatMap(({ props }) => asList<any>(props.LogConfigurations));
  const events = delivered.some(entry => at(entry, 'EventSource') === 'userAuthEvents');
  return [
    ...[mode, customMode].some(value => value === 'ENFORCED' || value === 'AUDIT') ? ['threat protection'] : [],
    ...risks ? ['risk configuration'] : [],
    ...events ? ['events of sign-in to deliver'] : [],
  ];
}
