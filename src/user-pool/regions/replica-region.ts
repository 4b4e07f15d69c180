import { ArnFormat, CfnResource, Lazy, Stack, Stage, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { adviseRegion } from './private/region-advice';
import { RegionalConfiguration } from './private/regional-configuration';
import { ReplicaRegionProps } from './replica-region-props';
import { injected } from '../../app-tree/injected';
import { judgeAtSynthesis } from '../../app-tree/synthesis';
import { checkedId } from '../../private/construct-id';
import { fail } from '../../private/fail';
import { presentIn, required } from '../../private/present';
import { removalPolicyOf } from '../../private/removal';
import { emailConfiguration } from '../messages/render-email';
import { smsConfiguration } from '../messages/render-sms';
import { makeAfterIdentity } from '../private/new-identity';
import { protectReplica } from '../protection/protect-pool';
import { Trigger } from '../triggers';
import { TriggerWiring } from '../triggers/trigger-wiring';

/**
 * The settings of a user pool in its second Region: who sends messages, which functions it calls, and whether people can sign in at all.
 * Create it in a stack of that Region, which is deployed after the pool's stack.
 *
 * Creates an `AWS::Cognito::UserPoolRegionalConfigurationAttachment`, and what its settings need: permissions, a role for text messages, a
 * web ACL, log groups. Codes of authenticator apps (TOTP) are not accepted here; see `PoolReplica` for what else a second Region can't do.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-cognito-userpoolregionalconfigurationattachment.html
 *
 * @example
 * declare const replica: PoolReplica;
 * declare const secondRegion: Stack; // env: { region: 'eu-central-1' }
 * const region = new ReplicaRegion(secondRegion, 'Users', {
 *   replica,
 *   userPoolId: 'eu-west-1_Abc123def',
 *   active: true,
 *   email: EmailSender.ses({ fromEmail: 'hello@example.com', sesVerifiedDomain: 'example.com' }),
 * });
 * Tags.of(region).add('team', 'identity');
 */
export class ReplicaRegion extends Construct {
  /**
   * The name under which property injectors find this construct.
   */
  public static readonly PROPERTY_INJECTION_ID: string = 'cdk-cognito-auth.ReplicaRegion';

  /**
   * The CloudFormation resource.
   */
  public readonly cfnConfiguration: CfnResource;

  private readonly wiring: TriggerWiring;

  /**
   * @param scope the parent construct
   * @param id the construct id, unique in its parent
   * @param props the settings
   * @throws when the stack is in another Region than the replica, or a setting is one that Cognito would refuse
   */
  constructor(scope: Construct, id: string, props: ReplicaRegionProps) {
    super(scope, checkedId(scope, id, 'new ReplicaRegion'));
    props = injected(ReplicaRegion, scope, id, props);
    required(this, 'new ReplicaRegion', props, 'replica');
    const { replica } = props;
    checkPlace(this, props);
    const removalPolicy = removalPolicyOf(this, props.removalPolicy);
    const { userPool, requirePlan } = replica._pool;
    const userPoolId = props.userPoolId ?? userPool.userPoolId;
    const arnIn = (region?: string) => Stack.of(this).formatArn({
      service: 'cognito-idp',
      resource: 'userpool',
      resourceName: userPoolId,
      arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
      ...(region !== undefined && { region }),
    });
    this.wiring = new TriggerWiring({
      scope: this,
      // by which of its two Regions Cognito calls itself here is not documented; pool and account are the same in both
      poolArn: arnIn('*'),
      poolPath: userPool.node.path,
      callerRegion: '*',
      removalPolicy,
      requirePlan,
    });
    this.cfnConfiguration = new RegionalConfiguration(this, 'Resource', {
      UserPoolId: userPoolId,
      Status: props.active ? 'ACTIVE' : 'INACTIVE',
      ...(props.email && { EmailConfiguration: emailConfiguration(this, props.email) }),
      ...(props.sms && { SmsConfiguration: smsConfiguration(this, props.sms, removalPolicy) }),
      LambdaConfig: Lazy.uncachedAny({ produce: () => RegionalConfiguration.lambdaConfig(this.wiring.config()) }),
    });
    if (props.email?._identity) makeAfterIdentity(this, 'email', this.cfnConfiguration, props.email._identity);
    protectReplica(this, { userPoolId, userPoolArn: arnIn() }, props, { require: requirePlan }, removalPolicy);
    if (Stage.of(this) === Stage.of(replica)) this.node.addDependency(replica.cfnReplica);
    this.node.addValidation({ validate: () => this.wiring.incompleteChallenge() });
    presentIn(props.triggers ?? []).forEach(trigger => this.addTrigger(trigger));
    judgeAtSynthesis(this, app => {
      if (props.active) adviseRegion(this, userPool, app.properties(this.cfnConfiguration), props.webAcl !== undefined, app);
      return [];
    });
  }

  /**
   * Lets the pool call a Lambda function of this Region.
   *
   * @param trigger when which function of this Region is called
   * @throws when the trigger is taken, the function is in another Region, or the explicit `plan` of the pool is too low for it
   */
  public addTrigger(trigger: Trigger): void {
    this.wiring.add(trigger);
  }
}

function checkPlace(scope: Construct, { replica, userPoolId }: ReplicaRegionProps): void {
  const { region } = Stack.of(scope);
  if (!Token.isUnresolved(region) && !Token.isUnresolved(replica.region) && region !== replica.region) {
    fail(
      scope,
      `new ReplicaRegion: the stack is in ${region} and the replica in ${replica.region}; put it into a stack with env.region `
        + `'${replica.region}'`,
    );
  }
  const home = Stack.of(replica).region;
  if (userPoolId === undefined || Token.isUnresolved(userPoolId)) return;
  if (!/^[\w-]+_[0-9a-zA-Z]+$/.test(userPoolId) || (!Token.isUnresolved(home) && !userPoolId.startsWith(`${home}_`))) {
    fail(scope, `new ReplicaRegion: userPoolId: '${userPoolId}' is not the id of a pool `
      + `of ${Token.isUnresolved(home) ? 'any Region' : home}, which begins with its Region; `
      + 'a replica has the id of the pool');
  }
}
