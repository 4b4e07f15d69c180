import { CoveredType } from './covered-type';
import { identityPool } from './identity-pool';
import { identityPoolRoleAttachment } from './identity-pool-role-attachment';
import { logDeliveryConfiguration } from './log-delivery-configuration';
import { userPool } from './user-pool';
import { userPoolClient } from './user-pool-client';
import { userPoolGroup } from './user-pool-group';
import { userPoolIdentityProvider } from './user-pool-identity-provider';
import { userPoolResourceServer } from './user-pool-resource-server';
import { userPoolRiskConfigurationAttachment } from './user-pool-risk-configuration-attachment';
import { userPoolUser } from './user-pool-user';
import { userPoolUserToGroupAttachment } from './user-pool-user-to-group-attachment';

/** What is known about each type; a type that is missing here counts as not set at all. */
export const COVERED_TYPES: readonly CoveredType[] = [
  identityPool,
  identityPoolRoleAttachment,
  logDeliveryConfiguration,
  userPool,
  userPoolClient,
  userPoolGroup,
  userPoolIdentityProvider,
  userPoolResourceServer,
  userPoolRiskConfigurationAttachment,
  userPoolUser,
  userPoolUserToGroupAttachment,
];
