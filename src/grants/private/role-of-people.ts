import * as iam from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';
import { IdentityRole } from '../../roles/identity-role';
import { MadeRole } from '../../roles/made-role';
import { SharedPrincipal } from '../../roles/shared-principal';

/** The role of an identity pool that is asked for, which people hold in their browsers. */
export function roleOfPeople(grantee: iam.IGrantable): IConstruct | undefined {
  if (grantee instanceof IdentityRole) {
    return grantee.role;
  }
  const { grantPrincipal } = grantee;
  return grantPrincipal instanceof MadeRole || grantPrincipal instanceof SharedPrincipal ? grantPrincipal : undefined;
}
