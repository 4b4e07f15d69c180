import { App, Stack, Tags } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import {
  aPool, aStack, errorsOf, identityPool, IMPORTED_POOL_ARN, PoolWithClient, selfSignUp, trusts, users, writes,
} from './identity-fixture';
import { AccessModel, Claim, CognitoAuth, CustomAttribute, ExternalLogin, TaggedResource } from '../../src';
import { checkTemplates } from '../../src/guardrails/check';
import { warningsIn } from '../warnings';

const TYPE = 'AWS::Cognito::IdentityPoolPrincipalTag';
const plan = { plan: Claim.customAttribute('plan') };
const actions = (stack: Stack): string[] => trusts(stack).map(([{ Action }]) => [Action].flat().join(' '));
const BOTH = 'sts:AssumeRoleWithWebIdentity sts:TagSession';

function tagged(prepare: (made: PoolWithClient) => void = () => {}, tags: { [key: string]: Claim } = plan): PoolWithClient {
  const made = aPool();
  prepare(made);
  made.identities.tagPrincipals(tags);
  return made;
}

describe('principal tags', () => {
  test('are one resource for a user pool, whatever the number of its clients', () => {
    const { stack, identities, userPool } = tagged();
    identities.addUserPool(
      userPool, userPool.addClient('Later', { writeAttributes: new cognito.ClientAttributes().withStandardAttributes({ locale: true }) }),
    );
    const template = Template.fromStack(stack);
    template.resourceCountIs(TYPE, 1);
    template.hasResourceProperties(TYPE, {
      PrincipalTags: { plan: 'custom:plan' },
      UseDefaults: false,
      IdentityProviderName: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Users'), 'ProviderName'] },
      IdentityPoolId: { Ref: Match.stringLikeRegexp('^Identities') },
    });
  });

  test('reach user pools that are registered later, and come together from several calls', () => {
    const made = identityPool();
    made.identities.tagPrincipals({ id: Claim.sub() });
    const [one, other] = ['One', 'Other'].map(id => users(made.stack, id));
    made.identities.addUserPool(one.userPool, one.client);
    made.identities.addUserPool(other.userPool, other.client);
    made.identities.tagPrincipals({ mail: Claim.email().acknowledgeWriters('a test') }, { userPool: other.userPool });
    const found = Object.values(Template.fromStack(made.stack).findResources(TYPE)).map(({ Properties }) => Properties.PrincipalTags);
    expect(found).toEqual([{ id: 'sub' }, { id: 'sub', mail: 'email' }]);
  });

  test('of another login read the claims of that one', () => {
    const { stack, identities } = aPool();
    const corp = ExternalLogin.openIdConnect(iam.OpenIdConnectProvider.fromOpenIdConnectProviderArn(
      stack, 'Corp', 'arn:aws:iam::123456789012:oidc-provider/corp.example.com',
    ));
    identities.addExternalLogin(corp);
    identities.tagPrincipals({ department: Claim.fromProvider('dept') }, { provider: corp });
    Template.fromStack(stack).hasResourceProperties(TYPE, {
      PrincipalTags: { department: 'dept' }, IdentityProviderName: 'arn:aws:iam::123456789012:oidc-provider/corp.example.com',
    });
    Template.fromStack(stack).resourceCountIs(TYPE, 1);
  });

  test('let every role for those who signed in be tagged, and not that of guests', () => {
    const { stack, identities, userPool } = aPool(aStack(), { guestAccess: true });
    identities.addGroup(userPool, 'before');
    const own = new iam.Role(stack, 'Own', { assumedBy: identities.authenticatedPrincipal });
    identities.addGroup(userPool, 'own', { role: own, precedence: 1 });
    expect(actions(stack)).toEqual(Array(4).fill('sts:AssumeRoleWithWebIdentity'));

    const { stack: other, identities: late, userPool: pool } = aPool(aStack(), { guestAccess: true });
    late.addGroup(pool, 'before');
    late.addGroup(pool, 'own', { role: new iam.Role(other, 'Own', { assumedBy: late.authenticatedPrincipal }), precedence: 1 });
    late.tagPrincipals(plan);
    late.addGroup(pool, 'after', { precedence: 2 });
    late.addGroup(pool, 'ownAfter', { role: new iam.Role(other, 'OwnAfter', { assumedBy: late.authenticatedPrincipal }), precedence: 3 });
    expect(actions(other).sort()).toEqual(['sts:AssumeRoleWithWebIdentity', ...Array(5).fill(BOTH)]);
    for (const [{ Condition }] of trusts(other)) {
      expect(Object.keys(Condition)).toEqual(['StringEquals', 'ForAnyValue:StringLike']);
    }
  });

  test('give a session the value of the claim', () => {
    const stack = new Stack(new App(), 'Stack');
    const auth = new CognitoAuth(stack, 'Auth', { attributes: { custom: { tenant: CustomAttribute.text() } } });
    auth.tagPrincipals({ tenant: Claim.customAttribute('tenant') });
    const model = AccessModel.fromStack(stack);
    expect(model.signedIn(auth.client.userPoolClientId, { attributes: { 'custom:tenant': 'acme' } }).becomes().principalTags)
      .toEqual({ tenant: 'acme' });
    expect(model.signedIn(auth.client.userPoolClientId, {}).becomes().principalTags ?? {}).toEqual({});
  });

  test.each([
    ['an empty map', {}, 'tags is empty'],
    ['an empty key', { '': Claim.sub() }, 'a key must have 1 to 128 letters'],
    ['a key of 129 characters', { ['k'.repeat(129)]: Claim.sub() }, 'a key must have'],
    ['a key of AWS', { 'aws:tenant': Claim.sub() }, 'not begin with aws:'],
    ['a key with a star', { 'a*': Claim.sub() }, 'a key must have'],
    ['keys that differ by case', { tenant: Claim.sub(), Tenant: Claim.username() }, "'Tenant' is there already, for 'sub'"],
    ['a claim of other tokens', { dept: Claim.fromProvider('dept') }, 'name the provider'],
    [
      '51 of them', Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`k${index}`, Claim.sub()])),
      'at most 50 tags for one provider, got 51',
    ],
  ])('fail with %s', (_, tags, message) => {
    expect(() => tagged(undefined, tags)).toThrow(message);
  });

  test('may be 50, with keys of 128 characters', () => {
    const { stack } = tagged(
      undefined, Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`k${index}`.padEnd(128, 'k'), Claim.sub()])),
    );
    Template.fromStack(stack).resourceCountIs(TYPE, 1);
  });

  test('fail for a user pool and another login at once, and for one without claims', () => {
    const { identities, userPool } = aPool();
    const provider = ExternalLogin.developer('login.example');
    expect(() => identities.tagPrincipals(plan, { provider, userPool })).toThrow('a tag reads the tokens of one of them');
    expect(() => identities.tagPrincipals({ a: Claim.fromProvider('a') }, { provider })).toThrow('carry no claims');
  });

  test('of the groups of a user are warned about', () => {
    expect(warningsIn(tagged(undefined, { groups: Claim.groups() }).stack)).toEqual(['principal-tag-list']);
    expect(warningsIn(tagged(undefined, { groups: Claim.groups().acknowledgeWriters('one group each') }).stack)).toEqual([]);
  });
});

describe('the trust policy of a role that was there before the tags', () => {
  const before = (change: (role: iam.CfnRole) => void): any[] => {
    const { stack } = tagged(({ identities }) => change(identities.authenticated.role.node.defaultChild as iam.CfnRole));
    return trusts(stack)[0];
  };

  test('allows them, and nobody else', () => {
    expect(before(() => {})).toEqual([expect.objectContaining({ Action: BOTH.split(' ') })]);
  });

  test('keeps what was added to it in its place', () => {
    const own = { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: 'arn:aws:iam::123456789012:role/Support' } };
    const [first, second] = before(role => role.assumeRolePolicyDocument.Statement.unshift(own));
    expect([first, second]).toEqual([own, expect.objectContaining({ Action: BOTH.split(' ') })]);
  });

  test('stays somebody else\'s where it was replaced, which the review then says', () => {
    expect(() => before(role => {
      role.assumeRolePolicyDocument = JSON.parse(JSON.stringify(role.assumeRolePolicyDocument));
    })).toThrow('does not allow sts:TagSession');
  });
});

describe('what shows at synthesis', () => {
  test.each<[string, (made: PoolWithClient) => void, { [key: string]: Claim }, string]>([
    [
      'a claim that people can write', writes('locale', 'custom:plan'), plan,
      "so choose their own tag 'plan'; take it out of writeAttributes",
    ],
    [
      'an attribute that the pool lacks', () => {}, { tenant: Claim.customAttribute('tenant') },
      'so nobody gets the tag; add the attribute',
    ],
    ['a user name that people choose', selfSignUp, { user: Claim.username() }, 'people choose themselves when they sign up'],
    ['a claim of a trigger that is not there', () => {}, { tenant: Claim.fromTrigger('tenant') }, 'so nobody gets the tag; add one'],
    ['a raw tag resource', ({ stack, identities }) => {
      new cognito.CfnIdentityPoolPrincipalTag(stack, 'Raw', {
        identityPoolId: identities.identityPoolId, identityProviderName: 'graph.facebook.com', useDefaults: true,
      });
    }, plan, 'Stack/Raw tags the sessions of this identity pool'],
    ['a role that can\'t be tagged', ({ stack, identities, userPool }) => {
      const role = new iam.Role(stack, 'Own', {
        assumedBy: new iam.WebIdentityPrincipal('cognito-identity.amazonaws.com', {
          'StringEquals': { 'cognito-identity.amazonaws.com:aud': identities.identityPoolId },
          'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': 'authenticated' },
        }),
      });
      identities.addGroup(userPool, 'own', { role });
    }, plan, 'does not allow sts:TagSession'],
  ])('%s stops it', (_, prepare, tags, message) => {
    expect(errorsOf(tagged(prepare, tags)).join('\n')).toContain(message);
  });

  test('a claim that people can write is accepted with a reason, which the template tells the guardrails', () => {
    const { stack, identities } = tagged(writes('locale', 'custom:plan'), {
      plan: Claim.customAttribute('plan').acknowledgeWriters('a trigger takes it back'),
    });
    expect(identities.node.validate()).toEqual([]);
    const [{ Metadata }] = Object.values(Template.fromStack(stack).findResources(TYPE));
    expect(Metadata['cdk-cognito-auth'].accepts)
      .toContainEqual({ rule: 'rule-claim-writable', reason: 'a trigger takes it back', claim: 'custom:plan' });
  });

  test('a raw tag resource of another identity pool is nobody\'s business here', () => {
    const { stack, identities } = tagged();
    const other = new cognito.CfnIdentityPool(stack, 'Other', { allowUnauthenticatedIdentities: false });
    new cognito.CfnIdentityPoolPrincipalTag(stack, 'Raw', {
      identityPoolId: other.ref, identityProviderName: 'graph.facebook.com', useDefaults: true,
    });
    expect(identities.node.validate()).toEqual([]);
  });

  test('a user pool that is not registered stops it', () => {
    const { stack, identities } = aPool();
    const imported = cognito.UserPool.fromUserPoolArn(stack, 'Imported', IMPORTED_POOL_ARN);
    identities.tagPrincipals(plan, { userPool: imported });
    expect(identities.node.validate().join())
      .toContain("tagPrincipals: 'plan' is for Stack/Imported, which is not registered; call addUserPool with it");
  });

  test('a tag of a role with the same key is reported', () => {
    const { stack, identities } = tagged();
    Tags.of(identities).add('Plan', 'gold');
    expect(warningsIn(stack)).toEqual(['principal-tag-over-role-tag']);
    const apart = tagged();
    Tags.of(apart.identities).add('stage', 'test');
    expect(warningsIn(apart.stack)).toEqual([]);
  });

  test('the guardrails about tags find nothing', () => {
    const findings = (tags: { [key: string]: Claim }): string[] => {
      const stack = new Stack(new App(), 'Stack');
      const auth = new CognitoAuth(stack, 'Auth', { attributes: { custom: { tenant: CustomAttribute.text() } } });
      if (Object.keys(tags).length > 0) auth.tagPrincipals(tags);
      return checkTemplates([{ name: 'Stack', body: { Resources: {}, ...Template.fromStack(stack).toJSON() } }]).map(({ rule }) => rule);
    };
    expect(findings({ tenant: Claim.customAttribute('tenant'), user: Claim.sub() })).toEqual(findings({}));
  });
});

describe('default tags', () => {
  test('are what the service takes by itself, and every role may be tagged', () => {
    const { stack, client, identities } = aPool();
    identities.tagPrincipalsByDefault();
    Template.fromStack(stack).hasResourceProperties(TYPE, { UseDefaults: true, PrincipalTags: Match.absent() });
    expect(actions(stack)).toEqual([BOTH]);
    const [{ principalTags }] = [AccessModel.fromStack(stack).signedIn(client.userPoolClientId, { attributes: { sub: 'ada' } }).becomes()];
    expect(Object.keys(principalTags ?? {}).sort()).toEqual(['client', 'username']);
  });

  test.each([['username', false], ['tenant', true]])('open what grantTagged asks of %s, and nothing else', (tag, fails) => {
    const { stack, identities } = aPool();
    identities.tagPrincipalsByDefault();
    identities.authenticated.grantTagged(TaggedResource.objects(new s3.Bucket(stack, 'Bucket')), { tag });
    expect(errorsOf({ stack, identities }).join().includes(`no session has the tag '${tag}'`)).toBe(fails);
  });

  test('of one user pool go beside tags of another', () => {
    const { stack, identities } = identityPool();
    const [one, other] = ['One', 'Other'].map(id => users(stack, id));
    [one, other].forEach(({ userPool, client }) => identities.addUserPool(userPool, client));
    identities.tagPrincipalsByDefault(one.userPool);
    identities.tagPrincipals({ id: Claim.sub() }, { userPool: other.userPool });
    const found = Object.values(Template.fromStack(stack).findResources(TYPE))
      .map(({ Properties }) => [Properties.UseDefaults, Properties.PrincipalTags]);
    expect(found).toEqual([[true, undefined], [false, { id: 'sub' }]]);
    expect(() => identities.tagPrincipals({ mail: Claim.sub() })).toThrow(/'mail' and the default tags are for the same tokens/);
  });

  test('fail beside tags of the same tokens, and a second time', () => {
    expect(() => tagged().identities.tagPrincipalsByDefault())
      .toThrow(/tagPrincipalsByDefault: 'plan' and the default tags are for the same tokens.*\{ username: Claim.sub\(\) \}/);
    const { identities, userPool } = aPool();
    identities.tagPrincipalsByDefault(userPool);
    expect(() => identities.tagPrincipals(plan)).toThrow(/tagPrincipals: 'plan' and the default tags are for the same tokens/);
    expect(() => identities.tagPrincipalsByDefault()).toThrow('tagPrincipalsByDefault: the default tags are there already; call it once');
  });
});
