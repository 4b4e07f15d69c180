import { CoveredType } from './covered-type';
import { identityPool } from './identity-pool';
import { identityPoolPrincipalTag } from './identity-pool-principal-tag';
import { identityPoolRoleAttachment } from './identity-pool-role-attachment';
import { logDeliveryConfiguration } from './log-delivery-configuration';
import { managedLoginBranding, terms, userPoolDomain, userPoolUiCustomizationAttachment } from './login-pages';
import { userPoolRegionalConfigurationAttachment, userPoolReplica } from './other-regions';
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
  identityPoolPrincipalTag,
  identityPoolRoleAttachment,
  logDeliveryConfiguration,
  managedLoginBranding,
  terms,
  userPool,
  userPoolClient,
  userPoolDomain,
  userPoolGroup,
  userPoolIdentityProvider,
  userPoolRegionalConfigurationAttachment,
  userPoolReplica,
  userPoolResourceServer,
  userPoolRiskConfigurationAttachment,
  userPoolUiCustomizationAttachment,
  userPoolUser,
  userPoolUserToGroupAttachment,
];
