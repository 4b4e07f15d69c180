import * as cognito from 'aws-cdk-lib/aws-cognito';
import { IConstruct } from 'constructs';
import { fail } from '../../private/fail';
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
   * Takes over a plan that something below this library has set, a property injector for example.
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
    if (this.asked && ORDER.indexOf(this.asked) < ORDER.indexOf(plan)) {
      fail(this.scope, `plan: '${this.asked}' is too low: ${reason} needs ${plan}; leave plan out to have it inferred, or use FeaturePlan.${plan}`);
    }
  }
}
