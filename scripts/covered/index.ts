import { CoveredType } from './covered-type';
import { identityPool } from './identity-pool';
import { identityPoolRoleAttachment } from './identity-pool-role-attachment';
import { userPool } from './user-pool';
import { userPoolClient } from './user-pool-client';
import { userPoolGroup } from './user-pool-group';
import { userPoolResourceServer } from './user-pool-resource-server';

/** What is known about each type; a type that is missing here counts as not set at all. */
export const COVERED_TYPES: readonly CoveredType[] = [
  identityPool, identityPoolRoleAttachment, userPool, userPoolClient, userPoolGroup, userPoolResourceServer,
];
