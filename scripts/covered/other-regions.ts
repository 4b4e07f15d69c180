import { CoveredType } from './covered-type';

const REPLICAS = 'a second Region is not typed yet: it needs a stack there, a multi-Region key, and people lose TOTP while it is in use';

export const userPoolReplica: CoveredType = {
  type: 'UserPoolReplica',
  proofs: [],
  leftOut: { UserPoolId: REPLICAS, RegionName: REPLICAS, UserPoolTagsAtCreate: REPLICAS },
};

export const userPoolRegionalConfigurationAttachment: CoveredType = {
  type: 'UserPoolRegionalConfigurationAttachment',
  proofs: [],
  leftOut: {
    UserPoolId: REPLICAS,
    Status: REPLICAS,
    EmailConfiguration: REPLICAS,
    LambdaConfig: REPLICAS,
    SmsConfiguration: REPLICAS,
    UserPoolTags: REPLICAS,
  },
};
