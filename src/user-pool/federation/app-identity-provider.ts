import { Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { IdentityProvider } from './identity-provider';
import { ISignInProvider } from './sign-in-provider';
import { accepts } from '../../app-tree/accepts';
import { injected } from '../../app-tree/injected';
import { checkedId } from '../../private/construct-id';
import { fail } from '../../private/fail';
import { required } from '../../private/present';
import { warn } from '../../private/warn';

/**
 * Properties of an identity provider that is made without `addIdentityProvider`.
 */
export interface AppIdentityProviderProps {
  /**
   * The pool that people sign in to.
   */
  readonly userPool: cognito.IUserPool;

  /**
   * Whom they sign in with.
   */
  readonly provider: IdentityProvider;
}

/**
 * An identity provider in a user pool.
 *
 * Creates one `AWS::Cognito::UserPoolIdentityProvider`. App clients of the pool that offer it are created after it.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-identity-provider.html
 *
 * @example
 * const users = new AppUserPool(this, 'Users');
 * const google = users.addIdentityProvider(IdentityProvider.google({
 *   clientId: '1234.apps.example',
 *   clientSecret: SecretValue.secretsManager('google'),
 * }));
 * users.addClient('Web', AppClient.browser({ callbackUrls: ['https://app.example.com'], signInWith: [google] }));
 */
export class AppIdentityProvider extends Construct implements ISignInProvider {
  /** The name under which property injectors find this construct. */
  public static readonly PROPERTY_INJECTION_ID: string = 'cdk-cognito-auth.AppIdentityProvider';

  /** The name of the provider in the pool, as a reference: a resource that uses it is created after the provider. */
  public readonly providerName: string;

  /** The CloudFormation resource, for what this construct has no property for. */
  public readonly cfnIdentityProvider: cognito.CfnUserPoolIdentityProvider;

  /** The provider for everything in the CDK that takes one. */
  public readonly identityProvider: cognito.IUserPoolIdentityProvider;

  /**
   * What it was made of.
   *
   * @internal
   */
  public readonly _provider: IdentityProvider;

  /**
   * @param scope the parent construct
   * @param id the construct id, unique in its parent
   * @param props the settings
   */
  constructor(scope: Construct, id: string, props: AppIdentityProviderProps) {
    super(scope, checkedId(scope, id, 'new AppIdentityProvider'));
    props = injected(AppIdentityProvider, scope, id, props);
    required(this, 'new AppIdentityProvider', props, 'provider', 'userPool');
    const { type, name, details, secret, mapping, identifiers, accepted, doubts } = props.provider._blueprintAt(this);
    this._provider = props.provider;
    checkDelivery(this, props.provider);
    this.cfnIdentityProvider = new cognito.CfnUserPoolIdentityProvider(this, 'Resource', {
      userPoolId: props.userPool.userPoolId,
      providerName: name,
      providerType: type,
      providerDetails: { ...details, ...(secret ? { [secret.key]: secret.value.unsafeUnwrap() } : {}) },
      ...(Object.keys(mapping).length > 0 ? { attributeMapping: mapping } : {}),
      ...(identifiers.length > 0 ? { idpIdentifiers: [...identifiers] } : {}),
    });
    accepts(this.cfnIdentityProvider, () => [...accepted]);
    this.providerName = this.cfnIdentityProvider.ref;
    this.identityProvider = cognito.UserPoolIdentityProvider.fromProviderName(this, 'Provider', this.providerName);
    props.userPool.registerIdentityProvider(this.identityProvider);
    doubts.forEach(({ slug, message }) => warn(this, slug, message));
  }
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-ssm-secure-strings.html */
function checkDelivery(scope: Construct, { _blueprint: { factory, secret } }: IdentityProvider): void {
  if (secret && JSON.stringify(Stack.of(scope).resolve(secret.value.unsafeUnwrap())).includes('{{resolve:ssm-secure:')) {
    fail(scope, `${factory}: the secret is a secure string of SSM, which CloudFormation reads for other resources only; `
      + "use SecretValue.secretsManager('…')");
  }
}
