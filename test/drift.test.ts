import { CfnParameter, CfnResource, SecretValue, Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as iam from 'aws-cdk-lib/aws-iam';
import {
  AppClient, Claim, CustomAttribute, IdentityProvider, Mfa, RoleRule,
} from '../src';
import { bothHalvesSee, Judgement, Made } from './both-halves';

/**
 * The constructs judge the app they stand in, the guardrails the template that it becomes. Where both judge the same thing, neither
 * may see what the other does not.
 */
const KEY = 'cognito-identity.amazonaws.com';
const CONDITION = 'AssumeRolePolicyDocument.Statement.0.Condition';
const PLAN = 'custom:plan';

const roleOf = (role: { role: iam.IRole }) => role.role.node.defaultChild as iam.CfnRole;
const authenticated = ({ auth }: Made) => roleOf(auth.authenticated);
const clientOf = ({ auth }: Made) => auth.client.node.defaultChild as cognito.CfnUserPoolClient;
const raw = (stack: Stack, id: string, type: string, properties: object) =>
  new CfnResource(stack, id, { type, properties: properties as any });
const client = ({ stack, auth }: Made, properties: object = {}) => raw(stack, 'Raw', 'AWS::Cognito::UserPoolClient', {
  UserPoolId: auth.userPool.userPoolId, ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH'], ...properties,
});
const withPlan = { attributes: { custom: { plan: CustomAttribute.text() } } };
const ruleOnPlan = ({ auth }: Made) => auth.addRule('Gold', RoleRule.equalTo(Claim.customAttribute('plan'), 'gold'));
const callbackUrls = ['https://app.example.com'];
const registered = { clientId: 'id', clientSecret: SecretValue.secretsManager('app') };
const corp = IdentityProvider.saml('Corp', {
  metadata: cognito.UserPoolIdentityProviderSamlMetadata.url('https://idp.example.com/metadata'),
  attributes: { email: 'mail', custom: { department: 'department' } },
  emailTrustedBecause: 'our directory gives the addresses',
});
const byDepartment = {
  attributes: { custom: { department: CustomAttribute.text() } },
  identityProviders: [corp],
  client: AppClient.browser({ callbackUrls, signInWith: [corp] }),
};
const second = (details: object = {}) => ({ stack, auth }: Made) => void raw(stack, 'Second', 'AWS::Cognito::UserPoolIdentityProvider', {
  UserPoolId: auth.userPool.userPoolId,
  ProviderName: 'Second',
  ProviderType: 'SAML',
  ProviderDetails: { MetadataURL: 'https://second.example.com/metadata' },
  AttributeMapping: { 'custom:department': 'team' },
  ...details,
});
const offering = (...names: string[]) => (made: Made) => clientOf(made).addPropertyOverride('SupportedIdentityProviders', names);
const ruleOnDepartment = ({ auth }: Made) => auth.addRule('Finance', RoleRule.equalTo(Claim.customAttribute('department'), 'finance'));
const WRITERS = { construct: /which people can write themselves/, rules: ['rule-claim-writable'], props: withPlan, good: ruleOnPlan };
const tagPlan = ({ auth }: Made) => auth.tagPrincipals({ plan: Claim.customAttribute('plan') });
const domain = (stack: Stack, pool: string, properties: object) => raw(stack, 'Domain', 'AWS::Cognito::UserPoolDomain', {
  UserPoolId: pool, Domain: 'photos-login', ...properties,
});
const ACTION = 'AssumeRolePolicyDocument.Statement.0.Action';
/** Tagging in a statement of its own, with that condition. */
const tagging = (made: Made, condition: object) => {
  const { StringEquals, ...more } = condition as any;
  const aud = { [`${KEY}:aud`]: { Ref: made.stack.resolve(made.auth.identityPool.cfnIdentityPool.logicalId) } };
  authenticated(made).addPropertyOverride(ACTION, 'sts:AssumeRoleWithWebIdentity');
  authenticated(made).addPropertyOverride('AssumeRolePolicyDocument.Statement.1', {
    Effect: 'Allow',
    Principal: { Federated: KEY },
    Action: 'sts:TagSession',
    Condition: { StringEquals: { ...aud, ...StringEquals }, ...more },
  });
};
const JUDGEMENTS: Record<string, Judgement> = {
  'which identity pools a role trusts': {
    construct: /does not say by aud|trusts identity pools of other accounts/,
    rules: ['trust-without-audience', 'trust-audience-wildcard'],
    bad: {
      'no aud': made => authenticated(made).addPropertyDeletionOverride(`${CONDITION}.StringEquals`),
      'any aud': made => authenticated(made).addPropertyOverride(CONDITION, {
        StringEquals: { [`${KEY}:aud`]: undefined }, StringLike: { [`${KEY}:aud`]: '*' },
      }),
      'a pattern': made => authenticated(made).addPropertyOverride(`${CONDITION}`, {
        StringEquals: { [`${KEY}:aud`]: undefined }, StringLike: { [`${KEY}:aud`]: '??-*' },
      }),
      'only that there is an aud': made => authenticated(made).addPropertyOverride(CONDITION, {
        StringEquals: { [`${KEY}:aud`]: undefined }, Null: { [`${KEY}:aud`]: 'false' },
      }),
      'another than a given one': made => authenticated(made).addPropertyOverride(CONDITION, {
        StringEquals: { [`${KEY}:aud`]: undefined }, StringNotEquals: { [`${KEY}:aud`]: 'us-east-1:11111111-2222-3333-4444-555555555555' },
      }),
      'a second, open statement': made => authenticated(made).addPropertyOverride('AssumeRolePolicyDocument.Statement.1', {
        Effect: 'Allow', Principal: { Federated: KEY }, Action: 'sts:Assume*',
      }),
    },
    fine: {
      'as made': () => {},
      'a pattern beside the id': made => authenticated(made).addPropertyOverride(`${CONDITION}.StringLike`, { [`${KEY}:aud`]: '*' }),
      'the id in another spelling of the operator': made => authenticated(made).addPropertyOverride(CONDITION, {
        StringEquals: { [`${KEY}:aud`]: undefined },
        StringLike: {
          [`${KEY}:aud`]: { Ref: made.stack.resolve(made.auth.identityPool.cfnIdentityPool.logicalId) },
        },
      }),
      'a second statement that is denied': made => authenticated(made).addPropertyOverride('AssumeRolePolicyDocument.Statement', {
        1: { Effect: 'Allow', Principal: { Federated: 'accounts.google.com' }, Action: 'sts:AssumeRole' },
      }),
    },
  },
  'which identities of the pool a role trusts': {
    construct: /lets others than authenticated identities in/,
    rules: ['trust-without-amr', 'trust-amr-both', 'trust-operator-passes-absent'],
    bad: {
      'no amr': made => authenticated(made).addPropertyDeletionOverride(`${CONDITION}.ForAnyValue:StringLike`),
      'both': made => authenticated(made).addPropertyOverride(`${CONDITION}.ForAnyValue:StringLike`, {
        [`${KEY}:amr`]: ['authenticated', 'unauthenticated'],
      }),
      'a pattern that fits both': made => authenticated(made).addPropertyOverride(
        `${CONDITION}.ForAnyValue:StringLike`, { [`${KEY}:amr`]: '*authenticated' },
      ),
    },
    fine: {
      'a provider': made => authenticated(made).addPropertyOverride(`${CONDITION}.ForAnyValue:StringLike`, {
        [`${KEY}:amr`]: ['authenticated', 'cognito-idp.*'],
      }),
      'another operator': made => authenticated(made).addPropertyOverride(CONDITION, {
        'ForAnyValue:StringLike': { [`${KEY}:amr`]: undefined }, 'ForAnyValue:StringEquals': { [`${KEY}:amr`]: 'authenticated' },
      }),
    },
  },
  'whether a role can be had at all': {
    construct: /does not trust this identity pool|trusts another identity pool instead/,
    rules: ['nobody-signs-in', 'role-unusable', 'trust-audience-foreign'],
    bad: {
      'another pool': made => authenticated(made).addPropertyOverride(`${CONDITION}.StringEquals`, {
        [`${KEY}:aud`]: 'us-east-1:11111111-2222-3333-4444-555555555555',
      }),
      'another action': made => authenticated(made).addPropertyOverride('AssumeRolePolicyDocument.Statement.0.Action', 'sts:AssumeRole'),
      'a misspelt standing': made => authenticated(made).addPropertyOverride(
        `${CONDITION}.ForAnyValue:StringLike`, { [`${KEY}:amr`]: 'autenticated' },
      ),
      'a key of another host': made => authenticated(made).addPropertyOverride(`${CONDITION}.ForAnyValue:StringLike`, {
        [`${KEY}:amr`]: undefined, 'cognito-identity.amazon.com:amr': 'authenticated',
      }),
      'everybody denied': made => authenticated(made).addPropertyOverride('AssumeRolePolicyDocument.Statement.1', {
        Effect: 'Deny', Principal: '*', Action: 'sts:*',
      }),
    },
    fine: {
      'one that denies others': made => authenticated(made).addPropertyOverride('AssumeRolePolicyDocument.Statement.1', {
        Effect: 'Deny', Principal: { AWS: '*' }, Action: 'sts:AssumeRole',
      }),
      'one action among others': made => authenticated(made).addPropertyOverride('AssumeRolePolicyDocument.Statement.0.Action', [
        'sts:AssumeRoleWithWebIdentity', 'sts:TagSession',
      ]),
    },
  },
  'whether callers name their role themselves beside a mapping': {
    construct: /allowClassicFlow is on/,
    rules: ['classic-flow'],
    good: ({ auth }) => void auth.addGroup('admins'),
    bad: {
      'by an override': ({ auth }) => auth.identityPool.cfnIdentityPool.addPropertyOverride('AllowClassicFlow', true),
      'by its text': ({ auth }) => auth.identityPool.cfnIdentityPool.addPropertyOverride('AllowClassicFlow', 'true'),
    },
    fine: {
      'switched off': ({ auth }) => auth.identityPool.cfnIdentityPool.addPropertyOverride('AllowClassicFlow', false),
      'switched off by its text': ({ auth }) => auth.identityPool.cfnIdentityPool.addPropertyOverride('AllowClassicFlow', 'false'),
    },
  },
  'whether two attachments overwrite each other': {
    construct: /attaches roles to this identity pool too/,
    rules: ['attachment-twice'],
    bad: Object.fromEntries((['ref', 'attrId'] as const).map(name =>
      [name, ({ stack, auth }: Made) => void raw(stack, 'Second', 'AWS::Cognito::IdentityPoolRoleAttachment', {
        IdentityPoolId: auth.identityPool.cfnIdentityPool[name], Roles: { authenticated: auth.authenticated.roleArn },
      })])),
    fine: {
      'another pool': ({ stack, auth }) => {
        const other = new cognito.CfnIdentityPool(stack, 'Other', { allowUnauthenticatedIdentities: false });
        raw(stack, 'Second', 'AWS::Cognito::IdentityPoolRoleAttachment', {
          IdentityPoolId: other.attrId, Roles: { authenticated: auth.authenticated.roleArn },
        });
      },
    },
  },
  'who can write the claim of a rule, by client': {
    ...WRITERS,
    bad: {
      'a list with it': made => void client(made, { WriteAttributes: ['email', PLAN] }),
      'no list': made => void client(made),
      'the first client': made => clientOf(made).addPropertyOverride('WriteAttributes', ['email', PLAN]),
      'no list any more': made => clientOf(made).addPropertyDeletionOverride('WriteAttributes'),
      'a client that machines use too': made => void client(made, { AllowedOAuthFlows: ['client_credentials'] }),
    },
    unknown: { 'a parameter for the list': made => void client(made, { WriteAttributes: { Ref: parameter(made.stack) } }) },
    fine: {
      'as made': () => {},
      'another attribute': made => void client(made, { WriteAttributes: ['email', 'custom:planned'] }),
      'a client of another pool': ({ stack }) => void raw(stack, 'Raw', 'AWS::Cognito::UserPoolClient', {
        UserPoolId: new cognito.CfnUserPool(stack, 'Old').ref,
      }),
      'a machine': made => void client(made, {
        ExplicitAuthFlows: [],
        AllowedOAuthFlows: ['client_credentials'],
        AllowedOAuthFlowsUserPoolClient: true,
        GenerateSecret: true,
        AllowedOAuthScopes: ['a/b'],
      }),
    },
  },
  'who can write what an identity provider fills': {
    construct: /which people can write themselves .* fills it, let people sign in there with the provider only/,
    rules: ['rule-claim-writable', 'rule-claim-from-provider-writable', 'rule-claim-set-at-sign-up'],
    props: byDepartment,
    good: ruleOnDepartment,
    bad: {
      'a password beside the provider': made => clientOf(made).addPropertyOverride('ExplicitAuthFlows', ['ALLOW_USER_SRP_AUTH']),
      'a token that changes attributes': made => clientOf(made).addPropertyOverride('AllowedOAuthScopes', [
        'openid', 'aws.cognito.signin.user.admin',
      ]),
      'a client with all there is': ({ auth }) => void auth.users.addClient('Web', AppClient.browser({ callbackUrls })),
      'sign-up': ({ auth }) => auth.users.cfnUserPool.addPropertyOverride('AdminCreateUserConfig.AllowAdminCreateUserOnly', false),
    },
    fine: {
      'as made': () => {},
      'a client of the pool alone': ({ auth }) => void auth.users.addClient(
        'Local', AppClient.mobile({ signInWith: [IdentityProvider.userPool()] }),
      ),
      'a client with the provider alone': ({ auth }) => void auth.users.addClient(
        'More', AppClient.browser({ callbackUrls, signInWith: [corp] }),
      ),
    },
  },
  'whether each of several directories decides about the people of all': {
    construct: 'claim-of-several-directories',
    rules: ['rule-claim-of-several-directories'],
    props: byDepartment,
    good: made => { ruleOnDepartment(made); offering('Corp', 'Second')(made); },
    bad: {
      'a second directory': second(),
      'a second directory of another kind': second({ ProviderType: 'OIDC', ProviderDetails: { oidc_issuer: 'https://id.example.com' } }),
      'a second directory behind a tag': made => {
        second()(made);
        made.auth.tagPrincipals({ department: Claim.customAttribute('department') });
      },
      'a client for each, with the same rules': made => {
        second()(made);
        offering('Corp')(made);
        const other = made.auth.users.addClient('More', AppClient.browser({ callbackUrls, signInWith: [corp] }));
        made.auth.identityPool.addUserPool(made.auth.userPool, other);
        (other.node.defaultChild as cognito.CfnUserPoolClient).addPropertyOverride('SupportedIdentityProviders', ['Second']);
      },
      'a trigger that may keep them apart': made => {
        second()(made);
        made.auth.users.cfnUserPool.addPropertyOverride(
          'LambdaConfig.PostAuthentication', 'arn:aws:lambda:eu-west-1:123456789012:function:f',
        );
      },
    },
    fine: {
      'as made': () => {},
      'a second that fills something else': second({ AttributeMapping: { email: 'mail' } }),
      'one directory that is registered twice': second({ ProviderDetails: { MetadataURL: 'https://idp.example.com/metadata' } }),
      'a second that no client offers': made => { second()(made); offering('Corp')(made); },
      'a second for a client whose tokens the identity pool does not take': made => {
        second()(made);
        offering('Corp')(made);
        void client(made, {
          ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'],
          AllowedOAuthFlows: ['code'],
          WriteAttributes: ['custom:department'],
          SupportedIdentityProviders: ['Second'],
        });
      },
    },
  },
  'whether what an identity provider fills can be written': {
    construct: /can't write 'custom:department'/,
    rules: ['mapped-attribute-refused'],
    props: byDepartment,
    bad: { 'a list without it': made => clientOf(made).addPropertyOverride('WriteAttributes', ['email']) },
    fine: { 'as made': () => {} },
  },
  'whether the address that a provider gives is verified': {
    construct: 'provider-email-unverified',
    rules: ['provider-email-unverified'],
    // providers that have no such claim are asked about by the constructs alone
    bad: {
      'no claim says so': ({ auth }) => void auth.addIdentityProvider(IdentityProvider.oidc('Partner', {
        ...registered, issuer: 'https://id.example.com', attributes: { email: 'mail' },
      })),
    },
    fine: {
      'a claim says so': ({ auth }) => void auth.addIdentityProvider(IdentityProvider.google(registered)),
      'it is trusted for a reason': ({ auth }) => void auth.addIdentityProvider(IdentityProvider.facebook({
        ...registered, emailTrustedBecause: 'a test',
      })),
    },
  },
  'whether the claim of a rule is in any token': {
    construct: /which no app client may read|which that user pool does not have/,
    rules: ['claim-not-in-token'],
    props: withPlan,
    good: ruleOnPlan,
    bad: {
      'nobody reads it': made => clientOf(made).addPropertyOverride('ReadAttributes', ['email']),
      'there is no such attribute': ({ auth }) => (auth.userPool.node.defaultChild as cognito.CfnUserPool).addPropertyOverride('Schema', [
        { Name: 'other', AttributeDataType: 'String' },
      ]),
    },
    fine: { 'somebody reads it': made => clientOf(made).addPropertyOverride('ReadAttributes', ['email', PLAN]) },
  },
  'whether a role takes the tags that its identity pool sends': {
    construct: /does not allow sts:TagSession beside/,
    rules: ['tag-session-missing'],
    props: withPlan,
    good: tagPlan,
    bad: {
      'only the role is asked for': made => authenticated(made).addPropertyOverride(ACTION, 'sts:AssumeRoleWithWebIdentity'),
      'for other tags alone': made => tagging(made, { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['tenant', 'team'] } }),
      'with the value of a tag that is not sent': made => tagging(made, { StringEquals: { 'aws:RequestTag/tenant': 'acme' } }),
      'without the tag that is sent': made => tagging(made, { Null: { 'aws:RequestTag/plan': 'true' } }),
      'tagging is denied': made => authenticated(made).addPropertyOverride('AssumeRolePolicyDocument.Statement.1', {
        Effect: 'Deny', Principal: { Federated: KEY }, Action: 'sts:TagSession',
      }),
    },
    fine: {
      'as made': () => {},
      'by a pattern': made => authenticated(made).addPropertyOverride(ACTION, ['sts:AssumeRoleWithWebIdentity', 'sts:Tag*']),
      'in a statement of its own': made => tagging(made, {}),
      'for the tag that is sent': made => tagging(made, { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['plan', 'tenant'] } }),
      'with some value of the tag': made => tagging(made, { StringLike: { 'aws:RequestTag/plan': 'gold*' } }),
      'without a tag that is not sent': made => tagging(made, { Null: { 'aws:RequestTag/tenant': 'true' } }),
      'what only the request tells': made => tagging(made, { IpAddress: { 'aws:SourceIp': '192.0.2.0/24' } }),
    },
  },
  'whether the tag of a session replaces one of its role': {
    construct: 'principal-tag-over-role-tag',
    rules: ['session-tag-overrides-role-tag'],
    props: withPlan,
    good: tagPlan,
    bad: Object.fromEntries(['plan', 'Plan'].map(Key => [
      Key, (made: Made) => authenticated(made).addPropertyOverride('Tags', [{ Key, Value: 'gold' }]),
    ])),
    fine: { 'another key': made => authenticated(made).addPropertyOverride('Tags', [{ Key: 'plans', Value: 'gold' }]) },
  },
  'whether a provider fills in the address that a rule reads': {
    construct: /fills in, verified or not/,
    rules: ['rule-claim-contact'],
    good: ({ auth }) => auth.addRule('Boss', RoleRule.equalTo(Claim.email(), 'boss@example.com')),
    bad: { 'a provider': ({ auth }) => void auth.addIdentityProvider(IdentityProvider.google(registered)) },
    fine: {
      'as made': () => {},
      'a provider that fills in a name': ({ stack, auth }) => void raw(stack, 'Idp', 'AWS::Cognito::UserPoolIdentityProvider', {
        UserPoolId: auth.userPool.userPoolId,
        ProviderName: 'Corp',
        ProviderType: 'SAML',
        ProviderDetails: {},
        AttributeMapping: { name: 'name' },
      }),
    },
  },
  'whether the second factor of the pool covers everybody': {
    construct: 'mfa-not-for-federated',
    rules: ['mfa-not-for-federated'],
    props: { mfa: Mfa.required() },
    bad: { 'a provider': ({ auth }) => void auth.addIdentityProvider(IdentityProvider.google(registered)) },
    fine: {
      'no provider': () => {},
      'it is not required': ({ auth }) => {
        auth.addIdentityProvider(IdentityProvider.google(registered));
        auth.users.cfnUserPool.addPropertyOverride('MfaConfiguration', 'OPTIONAL');
      },
    },
  },
  'whether anybody can register a passkey': {
    construct: 'passkey-without-domain',
    rules: ['passkeys-without-domain'],
    props: { firstFactors: { passkey: true } },
    bad: {
      'no domain': () => {},
      'a domain of another pool': ({ stack }) => void domain(stack, new cognito.CfnUserPool(stack, 'Old').ref, { ManagedLoginVersion: 2 }),
    },
    fine: { 'a domain': ({ stack, auth }) => void domain(stack, auth.userPool.userPoolId, { ManagedLoginVersion: 2 }) },
  },
  'whether the plan has what is added to the pool': {
    construct: /plan: 'LITE' is too low/,
    rules: ['plan-lacks-feature'],
    props: { plan: cognito.FeaturePlan.LITE },
    bad: {
      'the newer login pages': ({ stack, auth }) => void domain(stack, auth.userPool.userPoolId, { ManagedLoginVersion: 2 }),
      'events of sign-in': ({ stack, auth }) => void raw(stack, 'Logs', 'AWS::Cognito::LogDeliveryConfiguration', {
        UserPoolId: auth.userPool.userPoolId, LogConfigurations: [{ EventSource: 'userAuthEvents', LogLevel: 'INFO' }],
      }),
      'threat protection': ({ auth }) => void (auth.users.cfnUserPool.userPoolAddOns = { advancedSecurityMode: 'AUDIT' }),
      'a newer event of the trigger': ({ auth }) => void (auth.users.cfnUserPool.lambdaConfig = {
        preTokenGenerationConfig: { lambdaArn: 'arn:aws:lambda:eu-west-1:123456789012:function:f', lambdaVersion: 'V2_0' },
      }),
    },
    fine: {
      'classic pages': ({ stack, auth }) => void domain(stack, auth.userPool.userPoolId, { ManagedLoginVersion: 1 }),
      'what messages became of': ({ stack, auth }) => void raw(stack, 'Logs', 'AWS::Cognito::LogDeliveryConfiguration', {
        UserPoolId: auth.userPool.userPoolId, LogConfigurations: [{ EventSource: 'userNotification', LogLevel: 'ERROR' }],
      }),
      'no threat protection': ({ auth }) => void (auth.users.cfnUserPool.userPoolAddOns = { advancedSecurityMode: 'OFF' }),
    },
  },
};

function parameter(stack: Stack): string {
  return stack.resolve(new CfnParameter(stack, 'List', { type: 'CommaDelimitedList' }).logicalId);
}

bothHalvesSee(JUDGEMENTS);
