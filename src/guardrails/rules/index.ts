import { GuardrailRule } from '../guardrail-rule';
import { rule as attributesWrittenOnAnyPool } from './claims/attributes-written-on-any-pool';
import { rule as claimNotInToken } from './claims/claim-not-in-token';
import { rule as containsOnText } from './claims/contains-on-text';
import { rule as mappedAttributeRefused } from './claims/mapped-attribute-refused';
import { rule as notEqual } from './claims/not-equal';
import { rule as preTokenDecidesRoles } from './claims/pre-token-decides-roles';
import { rule as providerClaimChosen } from './claims/provider-claim-chosen';
import { rule as providerEmailUnverified } from './claims/provider-email-unverified';
import { rule as ruleClaimContact } from './claims/rule-claim-contact';
import { rule as ruleClaimFromProviderWritable } from './claims/rule-claim-from-provider-writable';
import { rule as ruleClaimOfSeveralDirectories } from './claims/rule-claim-of-several-directories';
import { rule as ruleClaimSetAtSignUp } from './claims/rule-claim-set-at-sign-up';
import { rule as ruleClaimUserName } from './claims/rule-claim-user-name';
import { rule as ruleClaimWritable } from './claims/rule-claim-writable';
import { rule as sessionTagOverridesRoleTag } from './claims/session-tag-overrides-role-tag';
import { rule as sharedIssuerAnyOwner } from './claims/shared-issuer-any-owner';
import { rule as socialLoginWithoutMapping } from './claims/social-login-without-mapping';
import { rule as startsWithChosenClaim } from './claims/starts-with-chosen-claim';
import { rule as tagDefaultsMixed } from './claims/tag-defaults-mixed';
import { rule as callbackUnsafe } from './clients/callback-unsafe';
import { rule as clientAttributeUnknown } from './clients/client-attribute-unknown';
import { rule as clientHygiene } from './clients/client-hygiene';
import { rule as clientSecretMisplaced } from './clients/client-secret-misplaced';
import { rule as clientSettingsConflict } from './clients/client-settings-conflict';
import { rule as implicitGrant } from './clients/implicit-grant';
import { rule as passwordFlowOnPublicClient } from './clients/password-flow-on-public-client';
import { rule as providerSecretInTemplate } from './clients/provider-secret-in-template';
import { rule as samlWeak } from './clients/saml-weak';
import { rule as selfServiceLeftOn } from './clients/self-service-left-on';
import { rule as tokenValidityRefused } from './clients/token-validity-refused';
import { rule as guestGrantDead } from './guests/guest-grant-dead';
import { rule as guestReadsEverything } from './guests/guest-reads-everything';
import { rule as guestRoleWrites } from './guests/guest-role-writes';
import { rule as guestsEnabled } from './guests/guests-enabled';
import { rule as guestsShareRole } from './guests/guests-share-role';
import { rule as cimdAnyHost } from './machines/cimd-any-host';
import { rule as cimdClientShared } from './machines/cimd-client-shared';
import { rule as openRegistration } from './machines/open-registration';
import { rule as tokenExchangeOnPublicClient } from './machines/token-exchange-on-public-client';
import { rule as attachmentRoleKey } from './mapping/attachment-role-key';
import { rule as attachmentTwice } from './mapping/attachment-twice';
import { rule as classicFlow } from './mapping/classic-flow';
import { rule as clientWithoutMapping } from './mapping/client-without-mapping';
import { rule as cognitoSync } from './mapping/cognito-sync';
import { rule as fallbackRolePrivileged } from './mapping/fallback-role-privileged';
import { rule as groupRolesUnused } from './mapping/group-roles-unused';
import { rule as groupsContainsSubstring } from './mapping/groups-contains-substring';
import { rule as machineClientRegistered } from './mapping/machine-client-registered';
import { rule as mappingKeyInvalid } from './mapping/mapping-key-invalid';
import { rule as mappingLimits } from './mapping/mapping-limits';
import { rule as poolsShareDefaultRole } from './mapping/pools-share-default-role';
import { rule as precedenceAsLock } from './mapping/precedence-as-lock';
import { rule as precedenceTie } from './mapping/precedence-tie';
import { rule as ruleShadowed } from './mapping/rule-shadowed';
import { rule as rulesOverlap } from './mapping/rules-overlap';
import { rule as sessionLongWithClassicFlow } from './mapping/session-long-with-classic-flow';
import { rule as tokenCheckOff } from './mapping/token-check-off';
import { rule as twoIdentityPoolsOneUserPool } from './mapping/two-identity-pools-one-user-pool';
import { rule as logDeliveryRefused } from './messages/log-delivery-refused';
import { rule as noEventLog } from './messages/no-event-log';
import { rule as smsRoleOpen } from './messages/sms-role-open';
import { rule as dangerousOnAnything } from './roles/dangerous-on-anything';
import { rule as developerIdentitiesOnAnything } from './roles/developer-identities-on-anything';
import { rule as listsWholeBucket } from './roles/lists-whole-bucket';
import { rule as ownDataIsNot } from './roles/own-data-is-not';
import { rule as policyNameTwice } from './roles/policy-name-twice';
import { rule as policyRefused } from './roles/policy-refused';
import { rule as policyVariableMisspelt } from './roles/policy-variable-misspelt';
import { rule as resourcePolicyOpens } from './roles/resource-policy-opens';
import { rule as roleAdministersIdentities } from './roles/role-administers-identities';
import { rule as roleAdministersUsers } from './roles/role-administers-users';
import { rule as roleEscalatesInIam } from './roles/role-escalates-in-iam';
import { rule as roleNotPerIdentity } from './roles/role-not-per-identity';
import { rule as signedInRoleWildcards } from './roles/signed-in-role-wildcards';
import { rule as writesOnAnything } from './roles/writes-on-anything';
import { rule as contactChangeUnverified } from './sign-in/contact-change-unverified';
import { rule as factorIsRecovery } from './sign-in/factor-is-recovery';
import { rule as loginPageWithoutStyle } from './sign-in/login-page-without-style';
import { rule as mfaNotForFederated } from './sign-in/mfa-not-for-federated';
import { rule as mfaOff } from './sign-in/mfa-off';
import { rule as mfaRefused } from './sign-in/mfa-refused';
import { rule as mfaSmsOnly } from './sign-in/mfa-sms-only';
import { rule as noWebAcl } from './sign-in/no-web-acl';
import { rule as openSignUp } from './sign-in/open-sign-up';
import { rule as passkeysWithoutDomain } from './sign-in/passkeys-without-domain';
import { rule as passwordPolicyWeak } from './sign-in/password-policy-weak';
import { rule as planLacksFeature } from './sign-in/plan-lacks-feature';
import { rule as poolDeletable } from './sign-in/pool-deletable';
import { rule as poolSettingsRefused } from './sign-in/pool-settings-refused';
import { rule as temporaryPasswordLong } from './sign-in/temporary-password-long';
import { rule as threatProtectionWeak } from './sign-in/threat-protection-weak';
import { rule as userNamesCaseSensitive } from './sign-in/user-names-case-sensitive';
import { rule as webAclRefused } from './sign-in/web-acl-refused';
import { rule as notRead } from './templates/not-read';
import { rule as customChallengeIncomplete } from './triggers/custom-challenge-incomplete';
import { rule as migrationWithoutPasswordFlow } from './triggers/migration-without-password-flow';
import { rule as replicaSettingsMissing } from './triggers/replica-settings-missing';
import { rule as senderWithoutKey } from './triggers/sender-without-key';
import { rule as signUpAutoConfirmed } from './triggers/sign-up-auto-confirmed';
import { rule as triggerAddsToGroup } from './triggers/trigger-adds-to-group';
import { rule as triggerElsewhere } from './triggers/trigger-elsewhere';
import { rule as triggerLinksAccounts } from './triggers/trigger-links-accounts';
import { rule as triggerNotInvocable } from './triggers/trigger-not-invocable';
import { rule as triggerPermissionOpen } from './triggers/trigger-permission-open';
import { rule as nobodySignsIn } from './trust/nobody-signs-in';
import { rule as roleUnusable } from './trust/role-unusable';
import { rule as tagSessionMissing } from './trust/tag-session-missing';
import { rule as tagSessionUnconditional } from './trust/tag-session-unconditional';
import { rule as trustAmrBoth } from './trust/trust-amr-both';
import { rule as trustAudienceForeign } from './trust/trust-audience-foreign';
import { rule as trustAudienceWildcard } from './trust/trust-audience-wildcard';
import { rule as trustOperatorPassesAbsent } from './trust/trust-operator-passes-absent';
import { rule as trustOthersToo } from './trust/trust-others-too';
import { rule as trustSeveralPools } from './trust/trust-several-pools';
import { rule as trustWithoutAmr } from './trust/trust-without-amr';
import { rule as trustWithoutAudience } from './trust/trust-without-audience';
import { rule as trustWrongPartition } from './trust/trust-wrong-partition';

/** All rules, in the order of the catalogue. */
export const RULES: GuardrailRule[] = [
  ruleClaimWritable,
  ruleClaimSetAtSignUp,
  ruleClaimFromProviderWritable,
  ruleClaimOfSeveralDirectories,
  ruleClaimContact,
  ruleClaimUserName,
  providerClaimChosen,
  sharedIssuerAnyOwner,
  groupsContainsSubstring,
  containsOnText,
  startsWithChosenClaim,
  notEqual,
  ruleShadowed,
  rulesOverlap,
  fallbackRolePrivileged,
  precedenceAsLock,
  precedenceTie,
  groupRolesUnused,
  clientWithoutMapping,
  mappingKeyInvalid,
  mappingLimits,
  attachmentTwice,
  attachmentRoleKey,
  claimNotInToken,
  preTokenDecidesRoles,
  triggerAddsToGroup,
  attributesWrittenOnAnyPool,
  poolsShareDefaultRole,
  trustWithoutAudience,
  trustWithoutAmr,
  trustAudienceWildcard,
  trustAudienceForeign,
  trustOperatorPassesAbsent,
  trustAmrBoth,
  guestsShareRole,
  trustSeveralPools,
  trustOthersToo,
  roleUnusable,
  nobodySignsIn,
  tagSessionMissing,
  tagSessionUnconditional,
  trustWrongPartition,
  sessionLongWithClassicFlow,
  guestRoleWrites,
  guestReadsEverything,
  guestGrantDead,
  signedInRoleWildcards,
  roleEscalatesInIam,
  roleAdministersUsers,
  roleAdministersIdentities,
  roleNotPerIdentity,
  resourcePolicyOpens,
  dangerousOnAnything,
  listsWholeBucket,
  ownDataIsNot,
  writesOnAnything,
  policyNameTwice,
  policyVariableMisspelt,
  guestsEnabled,
  classicFlow,
  tokenCheckOff,
  socialLoginWithoutMapping,
  tagDefaultsMixed,
  sessionTagOverridesRoleTag,
  developerIdentitiesOnAnything,
  machineClientRegistered,
  cognitoSync,
  twoIdentityPoolsOneUserPool,
  openSignUp,
  signUpAutoConfirmed,
  triggerLinksAccounts,
  providerEmailUnverified,
  contactChangeUnverified,
  userNamesCaseSensitive,
  mfaOff,
  mfaSmsOnly,
  factorIsRecovery,
  mfaNotForFederated,
  threatProtectionWeak,
  passwordPolicyWeak,
  temporaryPasswordLong,
  poolDeletable,
  noEventLog,
  noWebAcl,
  triggerPermissionOpen,
  smsRoleOpen,
  providerSecretInTemplate,
  samlWeak,
  customChallengeIncomplete,
  implicitGrant,
  callbackUnsafe,
  clientSecretMisplaced,
  passwordFlowOnPublicClient,
  clientHygiene,
  selfServiceLeftOn,
  openRegistration,
  cimdAnyHost,
  cimdClientShared,
  tokenExchangeOnPublicClient,
  mappedAttributeRefused,
  clientAttributeUnknown,
  tokenValidityRefused,
  senderWithoutKey,
  replicaSettingsMissing,
  triggerNotInvocable,
  triggerElsewhere,
  migrationWithoutPasswordFlow,
  clientSettingsConflict,
  mfaRefused,
  planLacksFeature,
  poolSettingsRefused,
  logDeliveryRefused,
  webAclRefused,
  policyRefused,
  loginPageWithoutStyle,
  passkeysWithoutDomain,
  notRead,
];
