import { SecretValue } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { required } from '../../../private/present';
import { userError } from '../../../private/user-error';

/**
 * The generated secret of a client, read from the client resource itself.
 */
export function clientSecretOf(client: cognito.UserPoolClient): SecretValue {
  required(undefined, 'AppClientSecret.valueOf', { client });
  const resource = client.node.defaultChild as cognito.CfnUserPoolClient;
  if (!resource.generateSecret) {
    throw userError(`${client.node.path}: the client is public and has no secret; make it with AppClient.server or AppClient.machine`);
  }
  return SecretValue.resourceAttribute(resource.attrClientSecret);
}
