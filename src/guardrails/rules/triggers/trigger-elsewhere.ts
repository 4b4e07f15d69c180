import { GuardrailRule, Hit } from '../../guardrail-rule';
import { Facts, PoolFact } from '../../private/facts/types';
import { TriggerFact, triggersOf } from '../../private/judging/triggers';

/** A trigger is a function that Cognito does not take. */
export const rule: GuardrailRule = {
  id: 'trigger-elsewhere',
  catalogue: ['A108'],
  severity: 'medium',
  title: 'A trigger is a function that Cognito does not take',
  why: 'A user pool invokes functions of its own region, and no numbered version: the deployment fails, or sign-in does.',
  fix: 'Use a function of the region of the user pool, itself or by an alias.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html',
  check: facts => facts.pools.flatMap((at): Hit[] => {
    const triggers = triggersOf(at, facts);
    const versions = triggers.filter(isVersion).map(({ name }) => name);
    return [
      ...versions.length > 0 ? [{ at, message: `${at.id} has a numbered version of a function as ${versions.join(', ')}` }] : [],
      ...otherRegion(at, triggers, facts),
    ];
  }),
};

function isVersion({ qualified }: TriggerFact): boolean {
  return typeof qualified === 'string' ? /^\d+$/.test(qualified) : qualified?.type === 'AWS::Lambda::Version';
}

/** Where the region of the pool is not known, functions of several regions cannot all be in it. */
function otherRegion(at: PoolFact, triggers: TriggerFact[], facts: Facts): Hit[] {
  const placed = triggers.flatMap(trigger => regionOf(trigger, facts) ?? []);
  const own = facts.regionOf(at);
  const foreign = own === undefined ? [...new Set(placed)] : placed.filter(region => region !== own);
  if (foreign.length === 0 || (own === undefined && foreign.length === 1)) return [];
  const where = own === undefined ? '' : ` in ${own}`;
  return [{ at, severity: 'high', message: `${at.id}${where} has triggers in ${[...new Set(foreign)].join(' and ')}` }];
}

function regionOf({ arn, fn }: TriggerFact, facts: Facts): string | undefined {
  return fn ? facts.regionOf(fn) : /^arn:[^:]+:lambda:([a-z]{2}(?:-[a-z]+)+-\d):/.exec(arn.replace(/«[^»]*»/g, 'some'))?.[1];
}
