import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CfnParameter, CfnResource, Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as iam from 'aws-cdk-lib/aws-iam';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { AppClient, AppIdentityPool, Claim, CustomAttribute, DecidesFirst, ExternalLogin, RoleRule, UndecidedRole } from '../src';
import { bothHalvesSee, Judgement, Made } from './both-halves';

/** Who becomes which role: what the constructs judge in the app, and the guardrails in the template that it becomes. */
const withPlan = { attributes: { custom: { plan: CustomAttribute.text() } } };
const ruleOnPlan = ({ auth }: Made) => auth.addRule('Gold', RoleRule.equalTo(Claim.customAttribute('plan'), 'gold'));
const raw = (stack: Stack, id: string, type: string, properties: object) =>
  new CfnResource(stack, id, { type, properties: properties as any });
const group = (stack: Stack, id: string, properties: object) => raw(stack, id, 'AWS::Cognito::UserPoolGroup', properties);
const secondPool = ({ stack, auth }: Made, groupRoles: boolean = true) => {
  const second = new AppIdentityPool(stack, 'Second');
  second.addUserPool(auth.userPool, auth.client, { groupRoles });
  return second;
};
/** Two identity pools that give the roles of a user pool's groups, which is made elsewhere. */
const twoPoolsFor = ({ stack }: Made, userPoolIds: [string, string], role?: (pools: AppIdentityPool[]) => iam.IRole) => {
  const pools = userPoolIds.map((id, index) => {
    const pool = new AppIdentityPool(stack, `Identities${index}`);
    const userPool = cognito.UserPool.fromUserPoolId(stack, `Old${index}`, id);
    pool.addUserPool(userPool, cognito.UserPoolClient.fromUserPoolClientId(stack, `OldClient${index}`, 'client'), { groupRoles: true });
    return { pool, userPool };
  });
  const [{ pool, userPool }] = pools;
  pool.addGroup(userPool, 'staff', role ? { role: role(pools.map(each => each.pool)) } : {});
};
const ELSEWHERE = 'eu-west-1:11111111-2222-3333-4444-555555555555';
/** An identity pool that is made elsewhere, and attached here to the roles of the groups. */
const attachElsewhere = ({ stack, auth }: Made, id: unknown = ELSEWHERE) =>
  void raw(stack, 'PastRoles', 'AWS::Cognito::IdentityPoolRoleAttachment', {
    IdentityPoolId: id,
    RoleMappings: {
      app: {
        IdentityProvider: `${auth.userPool.userPoolProviderName}:${auth.client.userPoolClientId}`,
        Type: 'Token',
        AmbiguousRoleResolution: 'Deny',
      },
    },
  });
/** Resources of a template, included as it is. */
const include = (stack: Stack, resources: object) => {
  const folder = mkdtempSync(join(tmpdir(), 'included-'));
  const templateFile = join(folder, 'template.json');
  writeFileSync(templateFile, JSON.stringify({ Resources: resources }));
  const included = new CfnInclude(stack, 'Included', { templateFile });
  rmSync(folder, { recursive: true });
  return included;
};
const bothTrusted = ({ stack }: Made) => (pools: AppIdentityPool[]) => new iam.Role(stack, 'Both', {
  assumedBy: new iam.CompositePrincipal(...pools.map(pool => pool.authenticatedPrincipal)),
});
const poolPastUs = ({ stack, auth }: Made) => raw(stack, 'PastRoles', 'AWS::Cognito::IdentityPoolRoleAttachment', {
  IdentityPoolId: new cognito.CfnIdentityPool(stack, 'Past', {
    allowUnauthenticatedIdentities: false,
    cognitoIdentityProviders: [{ clientId: auth.client.userPoolClientId, providerName: auth.userPool.userPoolProviderName }],
  }).ref,
  Roles: { authenticated: auth.authenticated.roleArn },
  RoleMappings: {
    app: {
      IdentityProvider: `${auth.userPool.userPoolProviderName}:${auth.client.userPoolClientId}`,
      Type: 'Token',
      AmbiguousRoleResolution: 'Deny',
    },
  },
});

const JUDGEMENTS: Record<string, Judgement> = {
  'whether a name stands inside another': {
    construct: /members of .* match too/,
    rules: ['groups-contains-substring'],
    good: ({ auth }) => {
      group(Stack.of(auth), 'Plain', { UserPoolId: auth.userPool.userPoolId, GroupName: 'staff', Precedence: 9 });
      auth.addRule('Staff', RoleRule.contains(Claim.groups(), 'staff'));
    },
    bad: {
      'a longer name': ({ stack, auth }) => void group(stack, 'Longer', { UserPoolId: auth.userPool.userPoolId, GroupName: 'nostaff' }),
    },
    fine: {
      'another name': ({ stack, auth }) => void group(stack, 'Other', { UserPoolId: auth.userPool.userPoolId, GroupName: 'sta-ff' }),
    },
  },
  'whether two groups tie': {
    construct: /have precedence 1 and different roles|both have precedence 1/,
    rules: ['precedence-tie'],
    good: ({ auth }) => void auth.addGroup('admins', { precedence: 1 }),
    bad: {
      'one made past us': ({ stack, auth }) => void group(stack, 'Past', {
        UserPoolId: auth.userPool.userPoolId, GroupName: 'past', Precedence: 1, RoleArn: auth.authenticated.roleArn,
      }),
    },
    fine: {
      'another precedence': ({ stack, auth }) => void group(stack, 'Past', {
        UserPoolId: auth.userPool.userPoolId, GroupName: 'past', Precedence: 2, RoleArn: auth.authenticated.roleArn,
      }),
      'no role': ({ stack, auth }) => void group(stack, 'Past', { UserPoolId: auth.userPool.userPoolId, GroupName: 'past', Precedence: 1 }),
    },
  },
  'whether a group role is ever handed out': {
    construct: 'group-role-without-mapping',
    rules: ['group-roles-unused'],
    bad: {
      'no mapping': ({ stack, auth }) => void group(stack, 'Past', {
        UserPoolId: auth.userPool.userPoolId, GroupName: 'past', RoleArn: auth.authenticated.roleArn,
      }),
    },
    fine: {
      'no role': ({ stack, auth }) => void group(stack, 'Past', { UserPoolId: auth.userPool.userPoolId, GroupName: 'past' }),
      'a mapping': ({ auth }) => void auth.addGroup('admins'),
    },
  },
  'whether two identity pools can give one role of a group': {
    construct: 'group-role-of-two-pools',
    rules: ['two-identity-pools-one-user-pool'],
    bad: {
      'a second one past us': made => {
        made.auth.addGroup('admins');
        poolPastUs(made);
      },
      'a second one that takes the groups of the first': made => {
        made.auth.addGroup('admins');
        secondPool(made);
      },
      'each with groups of its own': made => {
        made.auth.addGroup('admins', { precedence: 0 });
        secondPool(made).addGroup(made.auth.userPool, 'staff', { precedence: 1 });
      },
      'for a user pool that is made elsewhere': made => twoPoolsFor(made, ['eu-west-1_AbCdEfGhI', 'eu-west-1_AbCdEfGhI']),
      'for a user pool that a parameter names': made => {
        const id = new CfnParameter(made.stack, 'UserPoolId').valueAsString;
        twoPoolsFor(made, [id, id]);
      },
      'for a user pool of an included template': made => {
        const { ref } = include(made.stack, { Pool: { Type: 'AWS::Cognito::UserPool' } }).getResource('Pool');
        twoPoolsFor(made, [ref, ref]);
      },
      'a second one that is made elsewhere': made => {
        made.auth.addGroup('admins');
        attachElsewhere(made);
      },
      'a second one of an included template': made => {
        made.auth.addGroup('admins');
        const { ref } = include(made.stack, {
          Identities: { Type: 'AWS::Cognito::IdentityPool', Properties: { AllowUnauthenticatedIdentities: false } },
        }).getResource('Identities');
        attachElsewhere(made, ref);
      },
    },
    fine: {
      'a role that trusts both': made => {
        const principals = [made.auth.identityPool, secondPool(made)].map(pool => pool.authenticatedPrincipal);
        made.auth.addGroup('admins', {
          role: new iam.Role(made.stack, 'Both', { assumedBy: new iam.CompositePrincipal(...principals) }),
        });
      },
      'a second one that maps by rules': made => {
        made.auth.addGroup('admins');
        secondPool(made, false).addRule('Staff', RoleRule.contains(Claim.groups(), 'admins'));
      },
      'a role that trusts both, for a user pool that is made elsewhere': made =>
        twoPoolsFor(made, ['eu-west-1_AbCdEfGhI', 'eu-west-1_AbCdEfGhI'], bothTrusted(made)),
      'each for another user pool that is made elsewhere': made => twoPoolsFor(made, ['eu-west-1_AbCdEfGhI', 'eu-west-1_XyCdEfGhI']),
      'a second one that is made elsewhere, and that the role trusts': made => {
        const aud = [made.auth.identityPool.identityPoolId, ELSEWHERE];
        made.auth.addGroup('admins', {
          role: new iam.Role(made.stack, 'Both', {
            assumedBy: new iam.WebIdentityPrincipal('cognito-identity.amazonaws.com', {
              'StringEquals': { 'cognito-identity.amazonaws.com:aud': aud },
              'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': 'authenticated' },
            }),
          }),
        });
        attachElsewhere(made);
      },
      'a second one that only deployment names': made => {
        made.auth.addGroup('admins');
        attachElsewhere(made, { Ref: made.stack.resolve(new CfnParameter(made.stack, 'PoolId').logicalId) });
      },
      'a second one for another user pool': made => {
        made.auth.addGroup('admins');
        const other = new cognito.UserPool(made.stack, 'Other', { selfSignUpEnabled: false });
        const second = new AppIdentityPool(made.stack, 'Second');
        second.addUserPool(other, other.addClient('Client'));
        second.addGroup(other, 'staff');
      },
    },
  },
  'whether a rule is ever the first to match': {
    construct: 'shadowed-rule',
    rules: ['rule-shadowed'],
    props: withPlan,
    good: ruleOnPlan,
    bad: {
      'a longer text that contains the same': ({ auth }) => {
        auth.addRule('Broad', RoleRule.startsWith(Claim.customAttribute('plan'), 'team-'));
        auth.addRule('Narrow', RoleRule.equalTo(Claim.customAttribute('plan'), 'team-1'));
      },
      'a longer beginning': ({ auth }) => {
        auth.addRule('Broad', RoleRule.startsWith(Claim.customAttribute('plan'), 'team-'));
        auth.addRule('Narrow', RoleRule.startsWith(Claim.customAttribute('plan'), 'team-a'));
      },
      'a group of that name before it': ({ auth }) => {
        auth.addGroup('admins');
        auth.addRule('Admins', RoleRule.contains(Claim.groups(), 'admins'));
      },
    },
    fine: {
      'a group of another name before it': ({ auth }) => {
        auth.addGroup('admins');
        group(Stack.of(auth), 'Plain', { UserPoolId: auth.userPool.userPoolId, GroupName: 'staff' });
        auth.addRule('Staff', RoleRule.contains(Claim.groups(), 'staff'));
      },
      'the narrower one first': ({ auth }) => {
        auth.addRule('Narrow', RoleRule.equalTo(Claim.customAttribute('plan'), 'team-1'));
        auth.addRule('Broad', RoleRule.startsWith(Claim.customAttribute('plan'), 'team-'));
      },
      'another value': ({ auth }) => void auth.addRule('Silver', RoleRule.equalTo(Claim.customAttribute('plan'), 'silver')),
    },
  },
  'whether the role of a group is ever chosen': {
    construct: 'shadowed-group',
    rules: ['rule-shadowed'],
    props: { ...withPlan, decidesFirst: DecidesFirst.RULES },
    good: ({ auth }) => void auth.addGroup('admins'),
    bad: {
      'a rule on the group before it': ({ auth }) => auth.addRule('Admins', RoleRule.contains(Claim.groups(), 'admins')),
    },
    fine: {
      'a rule on another claim': ruleOnPlan,
      'a rule on another group': ({ stack, auth }) => {
        group(stack, 'Plain', { UserPoolId: auth.userPool.userPoolId, GroupName: 'staff' });
        auth.addRule('Staff', RoleRule.contains(Claim.groups(), 'staff'));
      },
    },
  },
  'whether anything decides for a login': {
    construct: /but nothing decides for/,
    rules: ['client-without-mapping'],
    props: { undecidedRole: UndecidedRole.DENY },
    good: ({ auth }) => void auth.addGroup('admins'),
    bad: { 'a provider': ({ auth }) => auth.addExternalLogin(ExternalLogin.google(['app'])) },
    fine: {
      'as made': () => {},
      'a second client of the pool': ({ auth }) => void auth.addClient('Second', AppClient.mobile()),
      'a rule for the provider': ({ auth }) => {
        const google = ExternalLogin.google(['app']);
        auth.addExternalLogin(google);
        auth.addRule('Staff', RoleRule.equalTo(Claim.fromProvider('hd'), 'example.com'), { provider: google });
      },
    },
  },
};

bothHalvesSee(JUDGEMENTS);
