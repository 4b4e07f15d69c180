import { Lazy, RemovalPolicy } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { Construct } from 'constructs';
import { AppUserPoolProps } from './app-user-pool-props';
import { USER_POOL_DEFAULTS } from './defaults';
import { PlanDecision } from './feature-plan';
import { completeSchema } from './private/attributes';
import { PlanLedger } from './private/plan-ledger';
import { renderUserPool } from './private/render-user-pool';
import { keepSmsRoleWithPool } from './private/sms';

/**
 * A user pool with safe defaults, checked before it deploys.
 *
 * Creates an `AWS::Cognito::UserPool`, retained and deletion-protected, and an SMS role only when something sends text messages.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-identity-pools.html
 *
 * @example
 * new AppUserPool(this, 'Users', {
 *   signIn: SignIn.email(),
 *   selfSignUp: true,
 *   mfa: Mfa.required({ totp: true }),
 * });
 */
@propertyInjectable
export class AppUserPool extends Construct {
  /**
   * The name under which property injectors find this construct.
   */
  public static readonly PROPERTY_INJECTION_ID: string = 'cdk-cognito-auth.AppUserPool';

  /**
   * The user pool itself, for everything in the CDK that takes one.
   */
  public readonly userPool: cognito.UserPool;

  /**
   * The CloudFormation resource, for what neither this construct nor the CDK has a property for.
   */
  public readonly cfnUserPool: cognito.CfnUserPool;

  private readonly ledger: PlanLedger;

  /**
   * @throws when the properties contradict each other or Cognito, naming the property, its value and the fix
   */
  constructor(scope: Construct, id: string, props: AppUserPoolProps = {}) {
    super(scope, id);
    this.ledger = new PlanLedger(this, props.plan);
    const rendered = renderUserPool(this, props, this.ledger);
    const removalPolicy = props.disposable ?? USER_POOL_DEFAULTS.disposable.value ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN;

    this.userPool = new cognito.UserPool(this, 'UserPool', {
      ...rendered.props,
      removalPolicy,
      deletionProtection: removalPolicy === RemovalPolicy.RETAIN,
    });
    this.cfnUserPool = this.userPool.node.defaultChild as cognito.CfnUserPool;
    keepSmsRoleWithPool(this.userPool, removalPolicy);
    completeSchema(this.cfnUserPool);
    Object.assign(this.cfnUserPool, rendered.overrides);
    this.decidePlanLate();
  }

  /**
   * The feature plan that the pool will be on and why. It grows with what is added, so read it last.
   */
  public get plan(): PlanDecision {
    return this.ledger.decide();
  }

  /** Whatever is added later may raise the plan, and an injector below may have set one that must not be lowered. */
  private decidePlanLate(): void {
    if (this.cfnUserPool.userPoolTier !== undefined) {
      this.ledger.ask(this.cfnUserPool.userPoolTier as cognito.FeaturePlan);
    }
    this.cfnUserPool.userPoolTier = Lazy.string({ produce: () => this.plan.name });
  }
}
