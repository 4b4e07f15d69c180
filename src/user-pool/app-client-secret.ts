import { SecretValue } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { clientSecretOf } from './private/client-rendering';

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
   * @throws if the client is public
   */
  public static valueOf(client: cognito.UserPoolClient): SecretValue {
    return clientSecretOf(client);
  }

  /**
   * Puts id and secret of the client into a Secrets Manager secret: `{"clientId": …, "clientSecret": …}`.
   *
   * A secret that is rotated outside CloudFormation is not followed.
   *
   * @throws if the client is public
   */
  public static store(
    scope: Construct, id: string, client: cognito.UserPoolClient, options: StoreClientSecretOptions = {},
  ): secretsmanager.Secret {
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
