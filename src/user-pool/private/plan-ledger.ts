import { Lazy, Token } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { IConstruct } from 'constructs';
import { fail } from '../../private/fail';
import { warn } from '../../private/warn';
import { PlanDecision } from '../feature-plan';

const ORDER = [cognito.FeaturePlan.LITE, cognito.FeaturePlan.ESSENTIALS, cognito.FeaturePlan.PLUS];

interface Requirement { readonly plan: cognito.FeaturePlan; readonly reason: string }

/**
 * Collects what each part of a pool needs, so that the plan can be decided when everything has been added.
 */
export class PlanLedger {
  private readonly requirements: Requirement[] = [];

  constructor(private readonly scope: IConstruct, private asked?: cognito.FeaturePlan) {}

  /**
   * Takes over a plan that something else has set on the L2 itself, a property injector for example.
   */
  public ask(plan: cognito.FeaturePlan): void {
    this.asked = plan;
    this.requirements.forEach(requirement => this.check(requirement));
  }

  public require(plan: cognito.FeaturePlan, reason: string): void {
    const requirement = { plan, reason };
    this.check(requirement);
    if (!this.requirements.some(known => known.plan === plan && known.reason === reason)) {
      this.requirements.push(requirement);
    }
  }

  /**
   * Like `require`, for a need that nobody could verify against AWS: it raises the plan that is inferred, but one that was asked
   * for is only warned about.
   */
  public prefer(plan: cognito.FeaturePlan, reason: string, alternative: string): void {
    if (this.isTooLow(plan)) {
      warn(this.scope, 'plan-probably-too-low', `plan: '${this.asked}' is probably too low: ${reason} is said to need ${plan}; leave plan out to have it inferred, or set ${alternative}`);
    } else {
      this.require(plan, reason);
    }
  }

  public decide(): PlanDecision {
    const needed = Math.max(0, ...this.requirements.map(({ plan }) => ORDER.indexOf(plan)));
    const reasons = this.requirements.filter(({ plan }) => ORDER.indexOf(plan) === needed).map(({ plan, reason }) => `${reason} needs ${plan}`);
    if (this.asked && ORDER.indexOf(this.asked) > needed) {
      reasons.unshift(`plan: ${this.asked} was asked for`);
    }
    return {
      name: this.asked ?? ORDER[needed],
      reasons: reasons.length > 0 ? reasons : ['nothing in use needs more than LITE'],
    };
  }

  private check({ plan, reason }: Requirement): void {
    if (this.isTooLow(plan)) {
      fail(this.scope, `plan: '${this.asked}' is too low: ${reason} needs ${plan}; leave plan out to have it inferred, or use FeaturePlan.${plan}`);
    }
  }

  private isTooLow(plan: cognito.FeaturePlan): boolean {
    return this.asked !== undefined && !Token.isUnresolved(this.asked) && ORDER.indexOf(this.asked) < ORDER.indexOf(plan);
  }
}

/**
 * Leaves the plan of the resource open until everything has been added. What something else has already set on the resource, an
 * injector for the L2 for example, is never lowered.
 */
export function decidePlanLate(cfn: cognito.CfnUserPool, ledger: PlanLedger): void {
  if (cfn.userPoolTier !== undefined) {
    ledger.ask(cfn.userPoolTier as cognito.FeaturePlan);
  }
  const { userPoolAddOns: addOns } = cfn;
  if (addOns && 'advancedSecurityMode' in addOns && addOns.advancedSecurityMode !== cognito.StandardThreatProtectionMode.NO_ENFORCEMENT) {
    ledger.require(cognito.FeaturePlan.PLUS, `threatProtection: '${addOns.advancedSecurityMode}'`);
  }
  cfn.userPoolTier = Lazy.string({ produce: () => ledger.decide().name });
}
