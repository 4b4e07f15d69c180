import { preTokenTrigger } from '../../../identity-facts/claims/pre-token';
import { hasGap, shown } from '../../../template/resolve/marks';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { ResourceFact } from '../../private/facts/types';

/** A pre-token trigger can put groups and roles into the token. */
export const rule: GuardrailRule = {
  id: 'pre-token-decides-roles',
  catalogue: ['A29'],
  severity: 'high',
  title: 'A pre-token trigger can put groups and roles into the token',
  why: 'The function overrides groups and roles, and clientMetadata is written by the caller: a mistake in it hands out roles.',
  fix: 'Review the function (no use of clientMetadata for groups or roles) and acknowledge this finding with the review.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-token-generation.html',
  check: facts => facts.pools.flatMap((pool): Hit[] => {
    const { isSet, fn } = preTokenTrigger(pool.props.LambdaConfig);
    const mapping = facts.mappingsOf(pool)
      .find(({ type, rules }) => (type === 'Token' || rules.some(({ claim }) => /^cognito:(groups|roles|preferred_role)$/.test(claim))));
    return isSet === true && mapping && !leavesGroups(facts.target(fn)) ? [{
      at: pool,
      message: `${shown(fn)} can change the groups and roles in tokens of ${pool.id}, and ${mapping.at.id} chooses roles by them`,
    }] : [];
  }),
};

/**
 * Code that names neither groups nor roles, brings nothing in and takes nothing from the caller: all that it can write stands in the
 * template.
 */
const TELLING = /group|role|cognito|require|import|fetch|eval|function|clientMetadata/i;

function leavesGroups(fn: ResourceFact | undefined): boolean {
  const code = fn?.props.Code?.ZipFile;
  const said = `${code} ${JSON.stringify(fn?.props.Environment ?? {})}`;
  return typeof code === 'string' && fn?.props.Layers === undefined && !hasGap(said) && !TELLING.test(said);
}
