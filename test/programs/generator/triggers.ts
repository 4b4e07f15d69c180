import { LambdaVersion, FeaturePlan } from 'aws-cdk-lib/aws-cognito';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as fc from 'fast-check';
import { knob } from './knobs';
import { factsOf, says, Statement } from './statement';
import { Trigger, TriggerKit } from '../../../src';

const KINDS = [
  'preSignUp', 'postConfirmation', 'preAuthentication', 'postAuthentication', 'customMessage', 'userMigration', 'preTokenGeneration',
  'preTokenGeneration2', 'customChallenge', 'customEmailSender', 'inboundFederation',
] as const;

const made = (stack: any, id: string) => new lambda.Function(stack, id, {
  runtime: lambda.Runtime.NODEJS_22_X, handler: 'i.h', code: lambda.Code.fromInline('x'),
});

export const triggerOf = (id: string): fc.Arbitrary<Statement> => fc.tuple(fc.constantFrom(...KINDS), fc.boolean(), fc.boolean())
  .map(([kind, administers, isElsewhere]) => ({
    name: `trigger ${kind}`,
    refusals: [],
    facts: { trigger: kind.replace('2', ''), ...(kind === 'preTokenGeneration2' ? { plan: FeaturePlan.ESSENTIALS } : {}) },
    run: ({ auth, stack, elsewhere, program }) => {
      // a stack that refers to the pool can't be what the pool waits for
      const away = isElsewhere && !administers && !factsOf(program).some(({ fromElsewhere }) => fromElsewhere);
      const fn = made(away ? elsewhere : stack, `F${id}`);
      if (kind === 'customChallenge') {
        auth.addTrigger(Trigger.customChallenge({ define: fn, create: made(stack, `FC${id}`), verify: made(stack, `FV${id}`) }));
      } else if (kind === 'preTokenGeneration2') {
        auth.addTrigger(Trigger.preTokenGeneration(fn, { version: LambdaVersion.V2_0 }));
      } else {
        auth.addTrigger((Trigger as any)[kind](fn));
      }
      if (administers) auth.grants.readUsers(fn);
    },
  }));

const KIT: Record<string, readonly [string, fc.Arbitrary<any>]> = {
  preSignUp: ['preSignUp', knob<any>([{ emailDomains: ['example.com'] }, { linkAccountsOf: ['Google'] }], [
    [{}, /emailDomains/], [{ emailDomains: ['@example.com'] }, /emailDomains/], [{ linkAccountsOf: ['_x'] }, /linkAccountsOf/],
  ])],
  postConfirmation: ['postConfirmation', knob<any>([{ group: 'members' }], [[{ group: '' }, /group/], [{ group: 'a b' }, /group/]])],
  preTokenGeneration: ['preTokenGeneration', knob<any>([{ claims: { mail: 'email' } }, { claims: { plan: 'custom:plan' } }], [
    [{ claims: {} }, /claims/], [{ claims: { sub: 'email' } }, /claims/], [{ claims: { mail: 'mail' } }, /claims/],
  ])],
};
const PLAIN: Record<string, object> = {
  preSignUp: { emailDomains: ['example.org'] }, postConfirmation: { group: 'everyone' }, preTokenGeneration: { claims: { named: 'name' } },
};

export const kitOf = (): fc.Arbitrary<Statement> => fc.constantFrom(...Object.keys(KIT)).chain(kind => KIT[kind][1].map(options => ({
  name: `kit ${kind}`,
  refusals: options?.refused ? [options.refused] : [],
  facts: { trigger: KIT[kind][0], ...(kind === 'preTokenGeneration' ? { plan: FeaturePlan.ESSENTIALS } : {}) },
  run: ({ auth }) => auth.addTrigger((TriggerKit as any)[kind](options?.value ?? PLAIN[kind])),
})));

/** A pool has one trigger of a kind. */
export function clashesOfTriggers(program: any): RegExp[] {
  const kinds = factsOf(program).flatMap(({ trigger }) => trigger ?? []);
  return says(new Set(kinds).size < kinds.length, /trigger/);
}
