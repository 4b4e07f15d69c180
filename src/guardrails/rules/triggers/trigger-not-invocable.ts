import { covers } from '../../../policy/action-pattern';
import { coversResource } from '../../../policy/resource-pattern';
import { partitionOf } from '../../../private/text/region';
import { hasGap, keyOf, refersTo } from '../../../template/resolve/marks';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { Facts, PoolFact, ResourceFact } from '../../private/facts/types';
import { functionOf, qualifierOf, TriggerFact, triggersOf } from '../../private/judging/triggers';

/** Cognito may not invoke a trigger. */
export const rule: GuardrailRule = {
  id: 'trigger-not-invocable',
  catalogue: ['A108'],
  severity: 'high',
  title: 'Cognito may not invoke a trigger',
  why: 'The deployment passes, and then each operation that runs the trigger fails: nobody signs up or signs in.',
  fix: 'Add an AWS::Lambda::Permission for the function: Principal cognito-idp.amazonaws.com, SourceArn the ARN of the user pool.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html',
  check: facts => {
    // what was not read may hold the permission
    if (facts.notRead.length > 0) return [];
    const permissions = facts.ofType('AWS::Lambda::Permission');
    return facts.pools.flatMap(pool => triggersOf(pool, facts).flatMap((trigger): Hit[] => {
      const { fn, name } = trigger;
      const allows = (permission: ResourceFact) => isFor(permission, trigger, facts) && mayInvoke(permission, pool, facts);
      if (!fn || isPassedOn(fn, facts) || permissions.some(allows)) return [];
      const which = trigger.qualified === undefined ? fn.id : `this alias of ${fn.id}`;
      const severity = name === 'UserMigration' ? 'medium' : 'high';
      return [{ at: fn, severity, message: `no permission lets ${pool.id} invoke ${which}, its trigger ${name}` }];
    }));
  },
};

/** A nested stack that is given the function may make the permission. */
function isPassedOn({ key }: ResourceFact, facts: Facts): boolean {
  return facts.ofType('AWS::CloudFormation::Stack').some(({ props }) => refersTo(JSON.stringify(props.Parameters ?? {}), key));
}

/** A permission of the function does not count for its aliases, nor the other way round. */
function isFor({ props: { FunctionName } }: ResourceFact, { fn, arn, qualified }: TriggerFact, facts: Facts): boolean {
  const text = String(FunctionName);
  if (hasGap(text) || text === arn) return true;
  const own = qualifierOf(text, facts);
  const same = own === qualified || (own !== undefined && qualified !== undefined && typeof own !== typeof qualified);
  return functionOf(text, facts)?.key === fn!.key && same;
}

function mayInvoke({ props: { Action, Principal, SourceArn, SourceAccount } }: ResourceFact, pool: PoolFact, facts: Facts): boolean {
  const action = String(Action);
  const principal = String(Principal);
  const { account, region } = placeOf(pool, facts);
  return (hasGap(action) || covers(action, 'lambda:InvokeFunction'))
    && (hasGap(principal) || principal === '*' || principal.startsWith('cognito-idp.'))
    && (SourceAccount === undefined || fits(String(SourceAccount), account))
    && (SourceArn === undefined || mayBe(String(SourceArn), pool, [region && partitionOf(region), 'cognito-idp', region, account]));
}

/** Where a user pool is, as far as that is told. */
function placeOf(pool: PoolFact, facts: Facts): { account?: string; region?: string } {
  return { account: facts.isAccountTold(pool) ? facts.accountOf(pool) : undefined, region: facts.regionOf(pool) };
}

/** Whether the ARN of a source may be the user pool's; an id that is spelt out may be the one that it got. */
function mayBe(arn: string, pool: PoolFact, place: (string | undefined)[]): boolean {
  if (hasGap(arn) || arn === '*') return true;
  const key = keyOf(arn);
  if (key !== undefined) return key === pool.key && (/\.Arn»\**$/.test(arn) || /:userpool\/[^/]*$/.test(arn));
  const [, ...parts] = arn.replace(/«[^»]*»/g, SOME).split(':');
  return place.every((known, at) => fits(parts[at] ?? '', known)) && /^(userpool\/|[^/]*\*)/.test(parts.slice(place.length).join(':'));
}

/** Stands for what the place of the template gives. */
const SOME = 'some';

function fits(pattern: string, known: string | undefined): boolean {
  return known === undefined || hasGap(pattern) || pattern.startsWith('«') || pattern === SOME || coversResource(pattern, known);
}
