import { CfnEmailIdentity, IEmailIdentity } from 'aws-cdk-lib/aws-ses';
import { IConstruct } from 'constructs';
import { warn } from '../../private/warn';

/**
 * Has what sends by an identity made after it and its records, which are below the construct: no order follows from its name. For an
 * identity that is new, this is not enough.
 */
export function makeAfterIdentity(scope: IConstruct, prop: string, sender: IConstruct, identity: IEmailIdentity): void {
  sender.node.addDependency(identity);
  if (identity.node.defaultChild instanceof CfnEmailIdentity) {
    warn(scope, 'ses-identity-pending', `${prop}: ${identity.node.path} is made by this app, `
      + 'and Cognito is said to refuse an identity that SES has not verified yet, which takes minutes '
      + 'after its records are there, or a click in an e-mail; deploy the identity first, then the pool');
  }
}
