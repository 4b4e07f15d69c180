import { Lazy, Token } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { IConstruct } from 'constructs';
import { PlanDecision } from './feature-plan';
import { lateNeeds } from './private/late-needs';
import { PlanRequirement } from './private/plan-requirement';
import { lastReading, wholeApp } from '../../app-tree/synthesis';
import { WholeApp } from '../../app-tree/whole-app';
import { fail } from '../../private/fail';
import { warn } from '../../private/warn';
import { USER_POOL_DEFAULTS } from '../defaults';

const ORDER = [cognito.FeaturePlan.LITE, cognito.FeaturePlan.ESSENTIALS, cognito.FeaturePlan.PLUS];

/**
 * Collects what each part of a pool needs, so that the plan can be decided when everything has been added.
 */
export class PlanLedger {
  private readonly requirements: PlanRequirement[] = [];
  private findLate?: (app: WholeApp) => PlanRequirement[];
  private found?: { readonly app: WholeApp; readonly needs: PlanRequirement[] };

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
      warn(
        this.scope,
        'plan-probably-too-low',
        `plan: '${this.asked}' is probably too low: ${reason} is said to need ${plan}; leave plan out to have it inferred, or `
          + `set ${alternative}`,
      );
    } else {
      this.require(plan, reason);
    }
  }

  /**
   * Takes a way to find what was added behind the ledger's back. It may be costly.
   */
  public lookAgain(late: (app: WholeApp) => PlanRequirement[]): void {
    this.findLate = late;
  }

  /** What was found late and needs more than the plan that was asked for. */
  public problems(app: WholeApp): string[] {
    return this.asked === undefined
      ? []
      : this.late(app).filter(({ plan }) => this.isTooLow(plan)).map(requirement => this.tooLow(requirement));
  }

  /** The plan alone, as the template has it, which needs no second look where one was asked for. */
  public get name(): cognito.FeaturePlan {
    return this.asked ?? this.decide(lastReading(this.scope)).name;
  }

  public decide(app: WholeApp = wholeApp(this.scope)): PlanDecision {
    const requirements = [...this.requirements, ...this.late(app)];
    const needed = Math.max(ORDER.indexOf(USER_POOL_DEFAULTS.plan.value), ...requirements.map(({ plan }) => ORDER.indexOf(plan)));
    const reasons = [
      ...new Set(requirements.filter(({ plan }) => ORDER.indexOf(plan) === needed).map(({ plan, reason }) => `${reason} needs ${plan}`)),
    ];
    if (this.asked && ORDER.indexOf(this.asked) > needed) {
      reasons.unshift(`plan: ${this.asked} was asked for`);
    }
    return {
      name: this.asked ?? ORDER[needed],
      reasons: reasons.length > 0 ? reasons : ['nothing in use needs more than LITE'],
    };
  }

  private late(app: WholeApp): PlanRequirement[] {
    // one reading of the app is asked more than once, and has the same answer
    if (this.found?.app !== app) this.found = { app, needs: this.findLate?.(app) ?? [] };
    return this.found.needs;
  }

  private check(requirement: PlanRequirement): void {
    if (this.isTooLow(requirement.plan)) {
      fail(this.scope, this.tooLow(requirement));
    }
  }

  private tooLow({ plan, reason }: PlanRequirement): string {
    return `plan: '${this.asked}' is too low: ${reason} needs ${plan}; leave plan out to have it inferred, or use FeaturePlan.${plan}`;
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
  ledger.lookAgain(app => lateNeeds(cfn, app));
  cfn.userPoolTier = Lazy.uncachedString({ produce: () => ledger.name });
}
