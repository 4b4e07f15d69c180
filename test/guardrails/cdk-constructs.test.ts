import { App, Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as identitypool from 'aws-cdk-lib/aws-cognito-identitypool';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { checkTemplates } from '../../src/guardrails/check';

/** An app made with the constructs of the CDK alone. */
interface Parts {
  readonly stack: Stack;
  readonly userPool: cognito.UserPool;
  readonly bucket: s3.Bucket;
  client(props?: cognito.UserPoolClientOptions): cognito.UserPoolClient;
  /** The identity pool, with one client unless it has its own. */
  identityPool(props?: identitypool.IdentityPoolProps): identitypool.IdentityPool;
  /** A role for the identities of a pool. */
  role(id: string, assumedBy: iam.IPrincipal): iam.Role;
}

function found(build: (parts: Parts) => void): { rule: string; resource: string }[] {
  const stack = new Stack(new App(), 'Stack');
  const userPool = new cognito.UserPool(stack, 'Users', {
    selfSignUpEnabled: false,
    customAttributes: { plan: new cognito.StringAttribute({ mutable: true }) },
  });
  const client = (props: cognito.UserPoolClientOptions = {}) =>
    userPool.addClient(`Client${stack.node.findAll().length}`, {
      writeAttributes: new cognito.ClientAttributes().withStandardAttributes({ locale: true }), ...props,
    });
  build({
    stack,
    userPool,
    bucket: new s3.Bucket(stack, 'Photos'),
    client,
    identityPool: props => new identitypool.IdentityPool(stack, 'Identities', {
      authenticationProviders: { userPools: [new identitypool.UserPoolAuthenticationProvider({ userPool, userPoolClient: client() })] },
      ...props,
    }),
    role: (id, assumedBy) => new iam.Role(stack, id, { assumedBy }),
  });
  const body = (stack.node.root as App).synth().getStackByName('Stack').template;
  return checkTemplates([{ name: 'Stack', body }]);
}

const SERVICE = 'cognito-identity.amazonaws.com';
const identities = (aud: string, amr: string | string[]) => new iam.WebIdentityPrincipal(SERVICE, {
  'StringEquals': { [`${SERVICE}:aud`]: aud },
  'ForAnyValue:StringLike': { [`${SERVICE}:amr`]: amr },
});

/** An identity pool that gives a role to whoever is on the gold plan. */
function goldPlan(
  { userPool, identityPool, role }: Parts, client: cognito.UserPoolClient, rule: Partial<identitypool.RoleMappingRule> = {},
): void {
  const pool = new identitypool.UserPoolAuthenticationProvider({ userPool, userPoolClient: client });
  identityPool({
    authenticationProviders: { userPools: [pool] },
    roleMappings: [{
      mappingKey: 'web',
      providerUrl: identitypool.IdentityPoolProviderUrl.userPool(userPool, client),
      rules: [
        { claim: 'custom:plan', claimValue: 'gold', mappedRole: role('Gold', identities('eu-west-1:later', 'authenticated')), ...rule },
      ],
    }],
  });
}

const writesPlan = { writeAttributes: new cognito.ClientAttributes().withCustomAttributes('plan') };
const allow = (...actions: string[]) => new iam.PolicyStatement({ actions, resources: ['*'] });

/** What is wrong, the rule that finds it, how it is made, and how it is made right. */
const APPS: [string, string, (parts: Parts) => void, (parts: Parts) => void][] = [
  ['a rule on an attribute that users write themselves', 'rule-claim-writable',
    parts => goldPlan(parts, parts.client(writesPlan)),
    parts => goldPlan(parts, parts.client())],
  ['a rule on an attribute, and a client that does not say what may be written', 'rule-claim-writable',
    parts => goldPlan(parts, parts.userPool.addClient('Web')),
    parts => goldPlan(parts, parts.client())],
  ['another client of the pool through which users write the attribute', 'rule-claim-writable',
    parts => { goldPlan(parts, parts.client()); parts.client(writesPlan); },
    parts => { goldPlan(parts, parts.client()); parts.client(); }],
  ['a rule that everyone but some matches', 'not-equal',
    parts => goldPlan(parts, parts.client(), { claimValue: 'free', matchType: identitypool.RoleMappingMatchType.NOTEQUAL }),
    parts => goldPlan(parts, parts.client(), { matchType: identitypool.RoleMappingMatchType.EQUALS })],
  ['a role that trusts the identity pools of everyone', 'trust-without-audience',
    ({ role }) => { role('Open', new iam.WebIdentityPrincipal(SERVICE)); },
    ({ role, identityPool }) => { role('Closed', identities(identityPool().identityPoolId, 'authenticated')); }],
  ['a role that does not tell guests from users', 'trust-without-amr',
    ({ role, identityPool }) => {
      role(
        'Open', new iam.WebIdentityPrincipal(SERVICE, { StringEquals: { [`${SERVICE}:aud`]: identityPool().identityPoolId } }),
      );
    },
    ({ role, identityPool }) => { role('Closed', identities(identityPool().identityPoolId, 'authenticated')); }],
  ['the same with a federated principal', 'trust-without-audience',
    ({ role }) => {
      role(
        'Open',
        new iam.FederatedPrincipal(
          SERVICE, { 'ForAnyValue:StringLike': { [`${SERVICE}:amr`]: 'authenticated' } }, 'sts:AssumeRoleWithWebIdentity',
        ),
      );
    },
    ({ role }) => {
      role(
        'Closed',
        new iam.FederatedPrincipal(SERVICE, { StringEquals: { [`${SERVICE}:aud`]: 'eu-west-1:x' } }, 'sts:AssumeRoleWithWebIdentity'),
      );
    }],
  ['a role for guests and users', 'trust-amr-both',
    ({ role, identityPool }) => { role('Both', identities(identityPool().identityPoolId, ['authenticated', 'unauthenticated'])); },
    ({ role, identityPool }) => { role('One', identities(identityPool().identityPoolId, ['authenticated'])); }],
  ['a role for users that services assume too', 'trust-others-too',
    ({ role, identityPool }) => {
      role(
        'Shared',
        new iam.CompositePrincipal(
          identities(identityPool().identityPoolId, 'authenticated'), new iam.ServicePrincipal('lambda.amazonaws.com'),
        ),
      );
    },
    ({ role, identityPool }) => { role('Own', identities(identityPool().identityPoolId, 'authenticated')); }],
  ['guests who write', 'guest-role-writes',
    ({ identityPool, bucket }) => { bucket.grantPut(identityPool({ allowUnauthenticatedIdentities: true }).unauthenticatedRole); },
    ({ identityPool, bucket }) => {
      bucket.grantRead(
        identityPool({ allowUnauthenticatedIdentities: true }).unauthenticatedRole, 'public/*',
      );
    }],
  ['guests with a policy of AWS that may do anything', 'guest-role-writes',
    ({ identityPool }) => identityPool({
      allowUnauthenticatedIdentities: true,
    }).unauthenticatedRole.addManagedPolicy(iam.ManagedPolicy.fromAwsManagedPolicyName('AmazonS3FullAccess')),
    ({ identityPool }) => identityPool({
      allowUnauthenticatedIdentities: true,
    }).unauthenticatedRole.addManagedPolicy(iam.ManagedPolicy.fromAwsManagedPolicyName('AmazonPollyReadOnlyAccess'))],
  ['guests who read a whole bucket', 'guest-reads-everything',
    ({ identityPool, bucket }) => { bucket.grantRead(identityPool({ allowUnauthenticatedIdentities: true }).unauthenticatedRole); },
    ({ identityPool, bucket }) => {
      bucket.grantRead(
        identityPool({ allowUnauthenticatedIdentities: true }).unauthenticatedRole, 'public/*',
      );
    }],
  ['users who may do anything in a service', 'signed-in-role-wildcards',
    ({ identityPool }) => { identityPool().authenticatedRole.addToPrincipalPolicy(allow('dynamodb:*')); },
    ({ identityPool }) => { identityPool().authenticatedRole.addToPrincipalPolicy(allow('dynamodb:ListTables')); }],
  ['users who pass roles', 'role-escalates-in-iam',
    ({ identityPool }) => { identityPool().authenticatedRole.addToPrincipalPolicy(allow('iam:PassRole')); },
    ({ identityPool }) => { identityPool().authenticatedRole.addToPrincipalPolicy(allow('iam:GetRole')); }],
  ['users who administer users', 'role-administers-users',
    ({ identityPool, userPool }) => { userPool.grant(identityPool().authenticatedRole, 'cognito-idp:AdminAddUserToGroup'); },
    ({ identityPool, userPool }) => { userPool.grant(identityPool().authenticatedRole, 'cognito-idp:AdminGetUser'); }],
  ['users who read what belongs to others', 'role-not-per-identity',
    ({ identityPool, bucket }) => { bucket.grantRead(identityPool().authenticatedRole); },
    ({ identityPool, bucket }) => { bucket.grantRead(identityPool().authenticatedRole, '${cognito-identity.amazonaws.com:sub}/*'); }],
  ['callers who choose their role', 'classic-flow',
    ({ identityPool }) => { identityPool({ allowClassicFlow: true }); },
    ({ identityPool }) => { identityPool({ allowClassicFlow: false }); }],
  ['tokens in the address of a page', 'implicit-grant',
    ({ client }) => { client({ oAuth: { flows: { implicitCodeGrant: true } } }); },
    ({ client }) => { client({ oAuth: { flows: { authorizationCodeGrant: true } } }); }],
];

test.each(APPS)('%s: %s', (_name, rule, wrong, right) => {
  expect(found(wrong).map(finding => finding.rule)).toContain(rule);
  expect(found(right).map(finding => finding.rule)).not.toContain(rule);
});

test('a finding names the construct', () => {
  const open = found(({ role }) => { role('Open', new iam.WebIdentityPrincipal(SERVICE)); });
  expect(open.filter(({ rule }) => rule === 'trust-without-audience'))
    .toEqual([expect.objectContaining({ resource: expect.stringMatching(/^Open/) })]);
});
