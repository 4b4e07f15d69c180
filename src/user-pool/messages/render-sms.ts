import { RemovalPolicy } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as iam from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';
import { acceptSmsRole } from './private/sms-role';
import { SmsSettings } from './sms-settings';
import { fail } from '../../private/fail';

type SmsProps = Pick<cognito.UserPoolProps, 'smsRole' | 'smsRoleExternalId' | 'snsRegion' | 'enableSmsRole'>;

export function smsProps(scope: IConstruct, { role, externalId, region }: SmsSettings, needed: boolean): SmsProps {
  if (role) {
    acceptSmsRole(scope, role, externalId);
  }
  if (!role && externalId !== undefined) {
    fail(scope, `sms.externalId: '${externalId}' has no effect without sms.role; the role that is made gets an external id of its own`);
  }
  return {
    ...(role && { smsRole: role, smsRoleExternalId: externalId }),
    ...(!role && needed && { enableSmsRole: true }),
    ...(region !== undefined && { snsRegion: region }),
  };
}

/** A retained pool without its role can no longer send a text message, so they go or stay together. */
export function keepSmsRoleWithPool(pool: cognito.UserPool, policy: RemovalPolicy): void {
  const role = pool.node.tryFindChild('smsRole');
  if (role instanceof iam.Role) {
    role.applyRemovalPolicy(policy);
  }
}
