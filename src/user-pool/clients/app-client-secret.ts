import { SecretValue, Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { clientSecretOf } from './private/client-secret';
import { fail } from '../../private/fail';
import { required, withoutNulls } from '../../private/present';

/**
 * Options of `AppClientSecret.store`.
 */
export interface StoreClientSecretOptions {
  /**
   * Key that encrypts the stored secret.
   *
   * @default - the key of Secrets Manager in the account
   */
  readonly encryptionKey?: kms.IKey;

  /**
   * What the console shows about the secret.
   *
   * @default - names the client
   */
  readonly description?: string;
}

/**
 * Access to the generated secret of a confidential app client, without a custom resource.
 *
 * @example
 * const pool = new AppUserPool(this, 'Users');
 * const backend = pool.addClient('Backend', AppClient.server());
 * AppClientSecret.store(this, 'BackendSecret', backend);
 */
export class AppClientSecret {
  /**
   * The secret, as CloudFormation returns it. Hand it to another resource; CloudFormation does not show it in the template, but a
   * resource that displays its properties does.
   *
   * Use it in the stack of the client only: for another stack, the CDK makes it an output, which anyone who may look at the stack can
   * read. `store` it beside the client instead and share the secret.
   *
   * @param client a confidential client
   * @throws if the client is public
   */
  public static valueOf(client: cognito.UserPoolClient): SecretValue {
    return clientSecretOf(client);
  }

  /**
   * Puts id and secret of the client into a Secrets Manager secret: `{"clientId": …, "clientSecret": …}`.
   *
   * The copy does not follow a secret that is rotated outside CloudFormation.
   *
   * @param scope where the secret is made, in the stack of the client
   * @param id the construct id, unique in its parent
   * @param client a confidential client
   * @param options how the secret is described and encrypted
   * @throws if the client is public, or if the scope is in another stack than the client
   */
  public static store(
    scope: Construct, id: string, client: cognito.UserPoolClient, options: StoreClientSecretOptions = {},
  ): secretsmanager.Secret {
    options = withoutNulls(options ?? {});
    required(undefined, 'AppClientSecret.store', { scope, id, client });
    refuseOtherStack(scope, id, client);
    return new secretsmanager.Secret(scope, id, {
      description: options.description ?? `Cognito app client ${client.node.path}`,
      ...(options.encryptionKey ? { encryptionKey: options.encryptionKey } : {}),
      secretObjectValue: {
        clientId: SecretValue.unsafePlainText(client.userPoolClientId),
        clientSecret: clientSecretOf(client),
      },
    });
  }

  private constructor() {}
}

/** Between stacks, nested ones included, a value travels as an output that shows it in clear. */
function refuseOtherStack(scope: Construct, id: string, client: cognito.UserPoolClient): void {
  const [here, home] = [Stack.of(scope), Stack.of(client)];
  if (here !== home) {
    fail(client, `AppClientSecret.store: '${id}' is to be in the stack ${here.node.path}, to which ${home.node.path} would show the `
      + 'secret in an output; '
      + 'store it beside the client and share the secret');
  }
}
