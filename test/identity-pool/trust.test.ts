import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import { PoolUnderTest, errorsOf, identityPool, registered } from './identity-fixture';
import { Claim, RoleRule } from '../../src/identity-pool';
import { warningsIn } from '../warnings';

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
  type Trust = {
    effect?: iam.Effect;
    action?: string;
    federated?: string;
    aud?: (pool: string) => unknown;
    conditions?: Record<string, any>;
  };
  const amr = { 'ForAnyValue:StringLike': { [`${KEY}:amr`]: 'authenticated' } };

  function errors(
    { effect, action = 'sts:AssumeRoleWithWebIdentity', federated = KEY, aud = pool => pool, conditions = amr }: Trust,
  ): string[] {
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
    return errorsOf(pool).filter(error => error.startsWith("addRule('Own'): "));
  }

  test.each<[string, Trust]>([
    ['this pool and the standing', {}],
    ['this pool among others', { aud: pool => ['eu-west-1:11111111-2222-3333-4444-555555555555', pool] }],
    ['the standing by equality', { conditions: { 'ForAnyValue:StringEquals': { [`${KEY}:amr`]: 'authenticated' } } }],
    [
      'one provider whose identities have signed in',
      { conditions: { 'ForAnyValue:StringLike': { [`${KEY}:amr`]: 'accounts.google.com' } } },
    ],
    ['by every action that begins alike', { action: 'sts:AssumeRole*' }],
  ])('is accepted when it trusts %s', (_, trust) => {
    expect(errors(trust)).toEqual([]);
  });

  const other = 'eu-west-1:11111111-2222-3333-4444-555555555555';
  const none = 'does not trust this identity pool for authenticated identities';
  const others = 'lets others than authenticated identities in';
  test.each<[string, Trust, string]>([
    ['is denied', { effect: iam.Effect.DENY }, none],
    ['is about another action', { action: 'sts:AssumeRole' }, none],
    ['names another principal', { federated: 'accounts.google.com' }, none],
    ['names another pool', { aud: () => other }, 'trusts another identity pool instead of this one'],
    ['names any pool', { aud: () => '*' }, 'trusts another identity pool instead of this one'],
    ['asks for no standing', { conditions: {} }, others],
    ['asks for the standing of guests', { conditions: { 'ForAnyValue:StringLike': { [`${KEY}:amr`]: 'unauthenticated' } } }, others],
    [
      'lets both standings in', { conditions: { 'ForAnyValue:StringLike': { [`${KEY}:amr`]: ['authenticated', 'unauthenticated'] } } },
      others,
    ],
    ['lets any standing in', { conditions: { 'ForAnyValue:StringLike': { [`${KEY}:amr`]: '*authenticated' } } }, others],
    [
      'asks with an operator that a missing key passes', { conditions: { 'ForAllValues:StringLike': { [`${KEY}:amr`]: 'authenticated' } } },
      others,
    ],
  ])('fails when its trust %s', (_, trust, expected) => {
    expect(errors(trust))
      .toEqual([`addRule('Own'): Stack/Own ${expected}; make it with assumedBy: authenticatedPrincipal of the identity pool`]);
  });

  describe('with a second statement', () => {
    const web = (conditions: iam.Conditions) => new iam.WebIdentityPrincipal(KEY, conditions);

    function judged(second: (pool: PoolUnderTest) => iam.IPrincipal): { errors: string[]; warnings: string[] } {
      const pool = identityPool({ guestAccess: true });
      const { userPool } = registered(pool);
      const role = new iam.Role(pool.stack, 'Own', { assumedBy: pool.identities.authenticatedPrincipal });
      role.assumeRolePolicy!.addStatements(new iam.PolicyStatement({
        actions: ['sts:AssumeRoleWithWebIdentity'], principals: [second(pool)],
      }));
      pool.identities.addGroup(userPool, 'owners', { precedence: 0, role });
      const found = errorsOf(pool);
      return { errors: found, warnings: found.length === 0 ? warningsIn(pool.stack) : [] };
    }

    test('fails when that one is open to every pool', () => {
      expect(judged(() => web({})).errors)
        .toEqual([expect.stringContaining('Stack/Own does not say by aud which identity pool it trusts, and lets others than')]);
    });

    test('fails when that one lets guests in', () => {
      expect(judged(({ identities }) => identities.guestPrincipal).errors)
        .toEqual([expect.stringContaining('Stack/Own lets others than authenticated')]);
    });

    test('is warned about when that one is for somebody else', () => {
      expect(judged(() => new iam.AccountRootPrincipal())).toEqual({ errors: [], warnings: ['role-trust'] });
    });

    test('is accepted when that one says the same', () => {
      expect(judged(({ identities }) => identities.authenticatedPrincipal)).toEqual({ errors: [], warnings: [] });
    });
  });

  test.each<[string, (role: iam.Role, pool: PoolUnderTest) => unknown]>([
    ['trusts another pool beside this one', (role, { identities }) => role.assumeRolePolicy!.addStatements(new iam.PolicyStatement({
      actions: ['sts:AssumeRoleWithWebIdentity'],
      principals: [new iam.WebIdentityPrincipal(KEY, { ...amr, StringEquals: { [`${KEY}:aud`]: [identities.identityPoolId, other] } })],
    }))],
    ['has conditions of which nothing is known', (role, { identities }) => role.assumeRolePolicy!.addStatements(new iam.PolicyStatement({
      actions: ['sts:AssumeRoleWithWebIdentity'],
      principals: [identities.authenticatedPrincipal],
    }), new iam.PolicyStatement({
      effect: iam.Effect.DENY,
      actions: ['sts:AssumeRoleWithWebIdentity'],
      principals: [new iam.AnyPrincipal()],
      conditions: { NotIpAddress: { 'aws:SourceIp': '192.0.2.0/24' } },
    }))],
  ])('is warned about when its trust %s', (_, doubt) => {
    const pool = identityPool();
    const { userPool } = registered(pool);
    const role = new iam.Role(pool.stack, 'Own', { assumedBy: pool.identities.authenticatedPrincipal });
    doubt(role, pool);
    pool.identities.addGroup(userPool, 'owners', { precedence: 0, role });
    expect(errorsOf(pool)).toEqual([]);
    expect(warningsIn(pool.stack)).toEqual(['role-trust']);
  });

  test('may let its session be tagged', () => {
    const pool = identityPool();
    const { userPool } = registered(pool);
    const role = new iam.Role(pool.stack, 'Own', {
      assumedBy: (pool.identities.authenticatedPrincipal as iam.PrincipalBase).withSessionTags(),
    });
    pool.identities.addGroup(userPool, 'owners', { precedence: 0, role });
    expect(errorsOf(pool)).toEqual([]);
    expect(warningsIn(pool.stack)).toEqual([]);
  });

  test('is accepted when it is made with the principal of the pool', () => {
    const pool = identityPool({ guestAccess: true });
    const role = new iam.Role(pool.stack, 'Own', { assumedBy: pool.identities.authenticatedPrincipal });
    pool.identities.addRule('Own', ruleOnGroups(), { role });
    expect(errorsOf(pool).filter(error => error.startsWith("addRule('Own'): "))).toEqual([]);
  });

  test('fails when it is made with the principal for guests', () => {
    const pool = identityPool({ guestAccess: true });
    const role = new iam.Role(pool.stack, 'Own', { assumedBy: pool.identities.guestPrincipal });
    pool.identities.addRule('Own', ruleOnGroups(), { role });
    expect(errorsOf(pool)).toContainEqual(expect.stringContaining('Stack/Own lets others than authenticated identities in'));
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
