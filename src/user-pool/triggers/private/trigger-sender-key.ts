import { ArnFormat, Stack, Token, Validations } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import type { TriggerBinding, WiringContext } from './trigger-binding';
import { fail } from '../../../private/fail';
import { latePolicy } from '../../../private/late-policy';
import { refuseTakenId } from '../../private/construct-id';

const KEY_ID = 'SenderKey';

/**
 * The one key that a pool encrypts codes with before it hands them to its custom senders.
 */
export class SenderKey {
  private current?: kms.IKey;

  constructor(private readonly context: WiringContext) {}

  /** The key, once there is a sender. */
  public get key(): kms.IKey | undefined {
    return this.current;
  }

  /**
   * Makes or takes the key for a sender, and lets Cognito encrypt and the function decrypt.
   */
  public use(binding: TriggerBinding): void {
    const { scope } = this.context;
    if (this.current && binding.key && binding.key !== this.current) {
      fail(scope, `trigger ${binding.name}: key '${binding.key.node.path}' differs from '${this.current.node.path}' of the other sender; `
        + 'a pool has one key, give the same one to both senders');
    }
    if (!this.current) {
      if (binding.key) {
        this.refuseAsymmetric(binding.key);
      }
      this.current = binding.key ?? this.makeKey(binding);
      this.letCognitoEncrypt(this.current);
    }
    this.letFunctionDecrypt(binding, this.current);
  }

  /** @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-custom-sender-triggers.html */
  private refuseAsymmetric(key: kms.IKey): void {
    const resource = key.node.defaultChild;
    const spec = kms.CfnKey.isCfnKey(resource) ? resource.keySpec : undefined;
    if (spec !== undefined && !Token.isUnresolved(spec) && spec !== kms.KeySpec.SYMMETRIC_DEFAULT) {
      fail(this.context.scope, `the key '${key.node.path}' has the spec ${spec}, and Cognito encrypts codes with a symmetric key only; `
        + 'make the key without keySpec, or leave it out to have one made');
    }
  }

  private makeKey({ name }: TriggerBinding): kms.Key {
    refuseTakenId(this.context.scope, KEY_ID, `the key of trigger ${name}`);
    return new kms.Key(this.context.scope, KEY_ID, {
      description: `Encrypts the codes that ${this.context.poolPath} hands to its custom senders`,
      enableKeyRotation: true,
      removalPolicy: this.context.removalPolicy,
    });
  }

  /**
   * The condition names every pool of the account and region: the pool refers to the key, so the key cannot refer to the pool.
   */
  private letCognitoEncrypt(key: kms.IKey): void {
    const { scope, callerRegion } = this.context;
    const stack = Stack.of(scope);
    const { statementAdded } = key.addToResourcePolicy(new iam.PolicyStatement({
      sid: 'CognitoEncryptsCodes',
      principals: [new iam.ServicePrincipal('cognito-idp.amazonaws.com')],
      actions: ['kms:CreateGrant', 'kms:Encrypt'],
      resources: ['*'],
      conditions: {
        StringEquals: { 'aws:SourceAccount': stack.account },
        ArnLike: {
          'aws:SourceArn': stack.formatArn({
            service: 'cognito-idp',
            resource: 'userpool',
            resourceName: '*',
            arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
            ...(callerRegion !== undefined && { region: callerRegion }),
          }),
        },
      },
    }));
    if (!statementAdded) {
      Validations.of(this.context.scope).addWarning(
        'cdk-cognito-auth:sender-key-policy-unchecked',
        `the key '${key.node.path}' is imported, so its policy stays as it is; `
          + 'let cognito-idp.amazonaws.com call kms:CreateGrant and kms:Encrypt there',
      );
    }
  }

  private letFunctionDecrypt({ name, fn }: TriggerBinding, key: kms.IKey): void {
    const statement = new iam.PolicyStatement({ actions: ['kms:Decrypt'], resources: [key.keyArn] });
    if (!fn.role) {
      Validations.of(this.context.scope).addWarning(
        'cdk-cognito-auth:sender-without-role',
        `the role of function '${fn.node.path}' (${name}) is unknown; let it call kms:Decrypt with the key of the pool`,
      );
      return;
    }
    latePolicy(this.context.scope, fn.role).addStatements(statement);
  }
}
