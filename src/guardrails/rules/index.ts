import { rule as attachmentRoleKey } from './attachment-role-key';
import { rule as attachmentTwice } from './attachment-twice';
import { rule as attributesWrittenOnAnyPool } from './attributes-written-on-any-pool';
import { rule as callbackUnsafe } from './callback-unsafe';
import { rule as claimNotInToken } from './claim-not-in-token';
import { rule as classicFlow } from './classic-flow';
import { rule as clientHygiene } from './client-hygiene';
import { rule as clientSecretMisplaced } from './client-secret-misplaced';
import { rule as clientWithoutMapping } from './client-without-mapping';
import { rule as cognitoSync } from './cognito-sync';
import { rule as contactChangeUnverified } from './contact-change-unverified';
import { rule as containsOnText } from './contains-on-text';
import { rule as customChallengeIncomplete } from './custom-challenge-incomplete';
import { rule as developerIdentitiesOnAnything } from './developer-identities-on-anything';
import { rule as fallbackRolePrivileged } from './fallback-role-privileged';
import { rule as groupRolesUnused } from './group-roles-unused';
import { rule as groupsContainsSubstring } from './groups-contains-substring';
import { rule as guestGrantDead } from './guest-grant-dead';
import { rule as guestReadsEverything } from './guest-reads-everything';
import { rule as guestRoleWrites } from './guest-role-writes';
import { rule as guestsEnabled } from './guests-enabled';
import { rule as guestsShareRole } from './guests-share-role';
import { rule as implicitGrant } from './implicit-grant';
import { rule as machineClientRegistered } from './machine-client-registered';
import { rule as mappingKeyInvalid } from './mapping-key-invalid';
import { rule as mappingLimits } from './mapping-limits';
import { rule as mfaNotForFederated } from './mfa-not-for-federated';
import { rule as mfaOff } from './mfa-off';
import { rule as mfaSmsOnly } from './mfa-sms-only';
import { rule as noEventLog } from './no-event-log';
import { rule as noWebAcl } from './no-web-acl';
import { rule as notEqual } from './not-equal';
import { rule as openSignUp } from './open-sign-up';
import { rule as passwordFlowOnPublicClient } from './password-flow-on-public-client';
import { rule as passwordPolicyWeak } from './password-policy-weak';
import { rule as policyVariableMisspelt } from './policy-variable-misspelt';
import { rule as poolDeletable } from './pool-deletable';
import { rule as poolsShareDefaultRole } from './pools-share-default-role';
import { rule as preTokenDecidesRoles } from './pre-token-decides-roles';
import { rule as precedenceAsLock } from './precedence-as-lock';
import { rule as precedenceTie } from './precedence-tie';
import { rule as providerEmailUnverified } from './provider-email-unverified';
import { rule as providerSecretInTemplate } from './provider-secret-in-template';
import { rule as roleAdministersIdentities } from './role-administers-identities';
import { rule as roleAdministersUsers } from './role-administers-users';
import { rule as roleEscalatesInIam } from './role-escalates-in-iam';
import { rule as roleNotPerIdentity } from './role-not-per-identity';
import { rule as roleUnusable } from './role-unusable';
import { rule as ruleClaimContact } from './rule-claim-contact';
import { rule as ruleClaimFromProviderWritable } from './rule-claim-from-provider-writable';
import { rule as ruleClaimSetAtSignUp } from './rule-claim-set-at-sign-up';
import { rule as ruleClaimUserName } from './rule-claim-user-name';
import { rule as ruleClaimWritable } from './rule-claim-writable';
import { rule as ruleShadowed } from './rule-shadowed';
import { rule as rulesOverlap } from './rules-overlap';
import { rule as samlWeak } from './saml-weak';
import { rule as selfServiceLeftOn } from './self-service-left-on';
import { rule as sessionLongWithClassicFlow } from './session-long-with-classic-flow';
import { rule as sessionTagOverridesRoleTag } from './session-tag-overrides-role-tag';
import { rule as signUpAutoConfirmed } from './sign-up-auto-confirmed';
import { rule as signedInRoleWildcards } from './signed-in-role-wildcards';
import { rule as smsRoleOpen } from './sms-role-open';
import { rule as socialLoginWithoutMapping } from './social-login-without-mapping';
import { rule as startsWithChosenClaim } from './starts-with-chosen-claim';
import { rule as tagDefaultsMixed } from './tag-defaults-mixed';
import { rule as tagSessionMissing } from './tag-session-missing';
import { rule as tagSessionUnconditional } from './tag-session-unconditional';
import { rule as temporaryPasswordLong } from './temporary-password-long';
import { rule as threatProtectionWeak } from './threat-protection-weak';
import { rule as tokenCheckOff } from './token-check-off';
import { rule as triggerAddsToGroup } from './trigger-adds-to-group';
import { rule as triggerLinksAccounts } from './trigger-links-accounts';
import { rule as triggerPermissionOpen } from './trigger-permission-open';
import { rule as trustAmrBoth } from './trust-amr-both';
import { rule as trustAudienceForeign } from './trust-audience-foreign';
import { rule as trustAudienceWildcard } from './trust-audience-wildcard';
import { rule as trustOperatorPassesAbsent } from './trust-operator-passes-absent';
import { rule as trustOthersToo } from './trust-others-too';
import { rule as trustSeveralPools } from './trust-several-pools';
import { rule as trustWithoutAmr } from './trust-without-amr';
import { rule as trustWithoutAudience } from './trust-without-audience';
import { rule as trustWrongPartition } from './trust-wrong-partition';
import { rule as userNamesCaseSensitive } from './user-names-case-sensitive';
import { GuardrailRule } from '../guardrail-rule';

/** All rules, in the order of the catalogue. */
export const RULES: GuardrailRule[] = [
  ruleClaimWritable,
  ruleClaimSetAtSignUp,
  ruleClaimFromProviderWritable,
  ruleClaimContact,
  ruleClaimUserName,
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
  openSignUp,
  signUpAutoConfirmed,
  triggerLinksAccounts,
  providerEmailUnverified,
  contactChangeUnverified,
  userNamesCaseSensitive,
  mfaOff,
  mfaSmsOnly,
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
];
