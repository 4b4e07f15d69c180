import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import { errorsOf, identityPool } from './identity-fixture';
import { Claim, RoleRule } from '../../src/identity-pool';

const KEY = 'cognito-identity.amazonaws.com';

/** The trust statements of all roles, by the standing that their condition asks for. */
function trusts(region?: string): Record<string, any> {
  const { stack, identities } = identityPool({ guestAccess: true }, region ? { env: { region, account: '123456789012' } } : {});
  const roles = Object.values(Template.fromStack(stack).findResources('AWS::IAM::Role'));
  const statements = roles.flatMap(role => role.Properties.AssumeRolePolicyDocument.Statement);
  expect(statements).toHaveLength(2);
  return { pool: stack.resolve(identities.identityPoolId), statements };
}

describe.each([
  ['an unknown region', undefined, KEY, KEY],
  ['us-east-1', 'us-east-1', KEY, KEY],
  ['us-gov-west-1', 'us-gov-west-1', 'cognito-identity-us-gov.amazonaws.com', 'cognito-identity-us-gov.amazonaws.com'],
  ['us-gov-east-1', 'us-gov-east-1', 'cognito-identity.us-gov-east-1.amazonaws.com', 'cognito-identity.us-gov-east-1.amazonaws.com'],
  ['cn-north-1', 'cn-north-1', 'cognito-identity.cn-north-1.amazonaws.com.cn', 'cognito-identity.amazonaws.com.cn'],
])('in %s', (_, region, principal, keys) => {
  test('every role trusts this identity pool only, and guests apart from those who signed in', () => {
    const { pool, statements } = trusts(region);
    expect(statements).toEqual(['authenticated', 'unauthenticated'].map(standing => ({
      Effect: 'Allow',
      Action: 'sts:AssumeRoleWithWebIdentity',
      Principal: { Federated: principal },
      Condition: {
        'StringEquals': { [`${keys}:aud`]: pool },
        'ForAnyValue:StringLike': { [`${keys}:amr`]: standing },
      },
    })));
  });
});

describe('a role of your own', () => {
  type Trust = { effect?: iam.Effect; action?: string; federated?: string; aud?: (pool: string) => unknown; conditions?: Record<string, any> };
  const amr = { 'ForAnyValue:StringLike': { [`${KEY}:amr`]: 'authenticated' } };

  function errors({ effect, action = 'sts:AssumeRoleWithWebIdentity', federated = KEY, aud = pool => pool, conditions = amr }: Trust): string[] {
    const pool = identityPool();
    const role = new iam.Role(pool.stack, 'Own', { assumedBy: new iam.AccountRootPrincipal() });
    const { identities } = pool;
    role.assumeRolePolicy!.addStatements(new iam.PolicyStatement({
      ...(effect ? { effect } : {}),
      actions: [action],
      principals: [new iam.FederatedPrincipal(federated, {}, action)],
      conditions: { ...conditions, StringEquals: { [`${KEY}:aud`]: aud(identities.identityPoolId) } },
    }));
    identities.addRule('Own', ruleOnGroups(), { role });
    return errorsOf(pool).filter(error => error.includes('does not trust'));
  }

  test.each<[string, Trust]>([
    ['this pool and the standing', {}],
    ['this pool among others', { aud: pool => ['eu-west-1:11111111-2222-3333-4444-555555555555', pool] }],
    ['the standing by equality', { conditions: { 'ForAnyValue:StringEquals': { [`${KEY}:amr`]: 'authenticated' } } }],
  ])('is accepted when it trusts %s', (_, trust) => {
    expect(errors(trust)).toEqual([]);
  });

  test.each<[string, Trust]>([
    ['is denied', { effect: iam.Effect.DENY }],
    ['is about another action', { action: 'sts:AssumeRole' }],
    ['names another principal', { federated: 'accounts.google.com' }],
    ['names another pool', { aud: () => 'eu-west-1:11111111-2222-3333-4444-555555555555' }],
    ['names any pool', { aud: () => '*' }],
    ['asks for no standing', { conditions: {} }],
    ['asks for the standing of guests', { conditions: { 'ForAnyValue:StringLike': { [`${KEY}:amr`]: 'unauthenticated' } } }],
    ['lets both standings in', { conditions: { 'ForAnyValue:StringLike': { [`${KEY}:amr`]: ['authenticated', 'unauthenticated'] } } }],
    ['asks with an operator that a missing key passes', { conditions: { 'ForAllValues:StringLike': { [`${KEY}:amr`]: 'authenticated' } } }],
  ])('fails when its trust %s', (_, trust) => {
    expect(errors(trust)).toEqual(["addRule('Own'): Stack/Own does not trust this identity pool for authenticated identities; "
      + 'make it with assumedBy: authenticatedPrincipal of the identity pool']);
  });

  test('is accepted when it is made with the principal of the pool', () => {
    const pool = identityPool({ guestAccess: true });
    const role = new iam.Role(pool.stack, 'Own', { assumedBy: pool.identities.authenticatedPrincipal });
    pool.identities.addRule('Own', ruleOnGroups(), { role });
    expect(errorsOf(pool).filter(error => error.includes('does not trust'))).toEqual([]);
  });

  test('fails when it is made with the principal for guests', () => {
    const pool = identityPool({ guestAccess: true });
    const role = new iam.Role(pool.stack, 'Own', { assumedBy: pool.identities.guestPrincipal });
    pool.identities.addRule('Own', ruleOnGroups(), { role });
    expect(errorsOf(pool)).toContainEqual(expect.stringContaining('Stack/Own does not trust this identity pool'));
  });

  test('may live in another stack, whose principal is that of the pool', () => {
    const app = new App();
    const pool = identityPool({}, { env: { region: 'us-gov-east-1' } });
    const role = new iam.Role(new Stack(app, 'Other'), 'Own', { assumedBy: pool.identities.authenticatedPrincipal });
    expect(JSON.stringify(role.assumeRolePolicy!.toJSON())).toContain('cognito-identity.us-gov-east-1.amazonaws.com');
  });

  function ruleOnGroups(): RoleRule {
    return RoleRule.contains(Claim.groups(), 'owners');
  }
});
