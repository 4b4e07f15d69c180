import { Patch, patched, trust } from './good-template';
import { factsOf } from '../../src/guardrails/private/facts/facts';
import type { Facts, RoleFact } from '../../src/guardrails/private/facts/types';
import { claimsInUse, foreignClaimsInUse } from '../../src/guardrails/private/judging/claims-in-use';
import { hasSessionPolicy, resourceGrants, withDenials } from '../../src/guardrails/private/judging/resource-grants';
import { signInOutages } from '../../src/guardrails/private/judging/sign-in-outages';
import { guestRoles, isEverything, liveGuestRoles, mayCall } from '../../src/guardrails/private/judging/statements';
import { assumptions, guestsPass, membersPass, strangersPass, trustsOf } from '../../src/guardrails/private/judging/trusts';
import { unreadValues } from '../../src/guardrails/private/judging/unread/values';

/** Judgements over a whole template, asked directly. */
const facts = (patch: Patch = {}, account?: string): Facts =>
  factsOf([{ name: 'T', body: patched(structuredClone(patch)), ...account === undefined ? {} : { account } }], () => false);
const att = (id: string, name = 'Arn') => ({ 'Fn::GetAtt': [id, name] });
const sub = (text: string) => ({ 'Fn::Sub': text });
const OPEN = { Ref: 'NowhereInTheTemplate' };
const role = (all: Facts, id = 'Guest') => all.roles.find(one => one.id === id)!;
const GUEST: Patch = {
  'Identities/AllowUnauthenticatedIdentities': true,
  'Roles/Roles/unauthenticated': att('Guest'),
  'Guest': { Type: 'AWS::IAM::Role', Properties: { RoleName: 'site-guest', AssumeRolePolicyDocument: trust('unauthenticated') } },
};
const statement = (Principal: unknown, more: object = {}) =>
  ({ Effect: 'Allow', Principal, Action: 's3:GetObject', Resource: 'arn:aws:s3:::photos/*', ...more });
const bucket = (...Statement: unknown[]): Patch =>
  ({ Opens: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: 'photos', PolicyDocument: { Statement } } } });
const queue = (Statement: unknown, Queues: unknown[] = [{ Ref: 'Jobs' }]): Patch => ({
  Jobs: { Type: 'AWS::SQS::Queue' }, Opens: { Type: 'AWS::SQS::QueuePolicy', Properties: { Queues, PolicyDocument: { Statement } } },
});

describe('what a policy on a resource allows', () => {
  const grants = (patch: Patch, account?: string) => resourceGrants(facts({ ...GUEST, ...patch }, account));
  const whose = (patch: Patch, account?: string) =>
    grants(patch, account).map(({ role: { id }, everybody }) => everybody ? `${id} of all` : id);
  const OURS = '444455556666';

  test.each<[string, unknown, string[]]>([
    ['the role', { AWS: att('Guest') }, ['Guest']],
    ['the role by its name', { AWS: sub('arn:aws:iam::${AWS::AccountId}:role/site-guest') }, ['Guest']],
    ['the role by its name and path', { AWS: sub('arn:aws:iam::${AWS::AccountId}:role/app/site-guest') }, ['Guest']],
    ['the role by reference', { AWS: sub('arn:aws:iam::${AWS::AccountId}:role/${Guest}') }, ['Guest']],
    ['a session of the role', { AWS: sub('arn:aws:sts::${AWS::AccountId}:assumed-role/site-guest/CognitoIdentityCredentials') }, ['Guest']],
    ['another session', { AWS: sub('arn:aws:sts::${AWS::AccountId}:assumed-role/site-guest/somebody') }, []],
    ['a session of another role', { AWS: sub('arn:aws:sts::${AWS::AccountId}:assumed-role/other/CognitoIdentityCredentials') }, []],
    ['another role', { AWS: sub('arn:aws:iam::${AWS::AccountId}:role/other') }, []],
    ['another role of the template', { AWS: att('Gold') }, []],
    ['a user that is called so', { AWS: sub('arn:aws:iam::${AWS::AccountId}:user/site-guest') }, []],
    ['a role of another account that is called so', { AWS: 'arn:aws:iam::999988887777:role/site-guest' }, []],
    ['the account', { AWS: sub('arn:aws:iam::${AWS::AccountId}:root') }, []],
    ['what is not known', { AWS: OPEN }, []],
    ['a service', { Service: 'cloudfront.amazonaws.com' }, []],
    ['everybody', '*', ['Guest of all', 'Member of all', 'Gold of all']],
  ])('is granted to %s', (_, principal, expected) => expect(whose(bucket(statement(principal))).sort()).toEqual([...expected].sort()));

  test('is granted where the account is known, by its number too', () => {
    for (const arn of [`arn:aws:iam::${OURS}:role/site-guest`, sub('arn:aws:iam::${AWS::AccountId}:role/site-guest')]) {
      expect(whose(bucket(statement({ AWS: arn })), OURS)).toEqual(['Guest']);
    }
    const seen = (account: unknown) => grants(bucket(statement('*', {
      Condition: { StringEquals: { 'aws:PrincipalAccount': account } },
    })), OURS)[0].statement.condition;
    expect(seen(OURS)).toEqual(seen({ Ref: 'AWS::AccountId' }));
    expect(seen(OURS)).not.toEqual(seen('111122223333'));
  });

  test('is granted to somebody who signs in where everybody gets the role', () => {
    expect(whose(bucket(statement({ AWS: [att('Member'), att('Gold')] })))).toEqual(['Member']);
  });
  test('is granted to nobody where guests are off', () => {
    expect(whose({ ...bucket(statement({ AWS: att('Guest') })), 'Identities/AllowUnauthenticatedIdentities': false })).toEqual([]);
  });
  test('is not granted by what denies, nor by what is no statement', () => {
    expect(whose(bucket(statement({ AWS: att('Guest') }, { Effect: 'Deny' })))).toEqual([]);
    expect(whose(bucket('a text', statement({ AWS: att('Guest') })))).toEqual(['Guest']);
    expect(whose({ Opens: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: 'photos', PolicyDocument: OPEN } } })).toEqual([]);
  });

  test('is about what the policy stands on, where it does not say', () => {
    const resources = (patch: Patch) => grants(patch).flatMap(grant => grant.statement.resources);
    const to = (Resource: unknown) => statement({ AWS: att('Guest') }, { Action: 'sqs:SendMessage', Resource });
    expect(resources(queue(to('*')))).toEqual(['«0:Jobs.Arn»']);
    expect(resources(queue(to('*'), ['https://sqs.eu-west-1.amazonaws.com/1/jobs']))).toEqual(['https://sqs.eu-west-1.amazonaws.com/1/jobs']);
    expect(resources(queue(to('arn:aws:sqs:eu-west-1:1:jobs')))).toEqual(['arn:aws:sqs:eu-west-1:1:jobs']);
    expect(resources(bucket(statement({ AWS: att('Guest') }, { Resource: '*' })))).toEqual(['*']);
    const topic = { Type: 'AWS::SNS::TopicPolicy', Properties: { Topics: [{ Ref: 'News' }], PolicyDocument: { Statement: to('*') } } };
    expect(resources({ News: { Type: 'AWS::SNS::Topic' }, Opens: topic })).toEqual(['«0:News»']);
  });

  test('comes with what is denied there, for sure or perhaps, and with a boundary where it names the role', () => {
    const denial = (principal: unknown) => statement(principal, { Effect: 'Deny', Action: 's3:PutObject' });
    const held = (patch: Patch) => grants(patch).filter(grant => grant.guests)[0].holder;
    const denied = (patch: Patch) => held(patch).statements.filter(({ effect }) => effect === 'Deny').length;
    const allowed = statement({ AWS: att('Guest') });
    expect(denied(bucket(allowed, denial('*')))).toBe(1);
    expect(denied(bucket(allowed, denial({ AWS: OPEN })))).toBe(1);
    expect(denied(bucket(allowed, denial({ AWS: att('Gold') }), statement({ AWS: att('Guest') }, { Action: 's3:List*' })))).toBe(0);
    const Limit = { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: { Statement: { Effect: 'Allow', Action: 's3:*' } } } };
    const limited = { Limit, 'Guest/PermissionsBoundary': { Ref: 'Limit' } };
    expect([held({ ...bucket(allowed), ...limited }).boundary, held({ ...bucket(statement('*')), ...limited }).boundary])
      .toEqual([[expect.objectContaining({ actions: ['s3:*'] })], undefined]);
    expect(held(bucket(allowed))).not.toHaveProperty('boundary');
  });

  test('is cut by the session policy of guests where it names the role, and the classic flow is off', () => {
    const cut = (principal: unknown, more: Patch = {}) => grants({ ...bucket(statement(principal)), ...more }).map(hasSessionPolicy);
    expect([cut({ AWS: att('Guest') }), cut({ AWS: att('Member') }), cut({ AWS: att('Guest') }, { 'Identities/AllowClassicFlow': true })])
      .toEqual([[true], [false], [false]]);
    expect(cut('*')).toEqual([false, false, false]);
  });
});

describe('what policies on resources deny a role', () => {
  const denials = (...principals: unknown[]) => {
    const all = facts({ ...GUEST, ...bucket(...principals.map(principal => statement(principal, { Effect: 'Deny' })), statement('*')) });
    const holder = withDenials(role(all), all);
    return [holder === role(all), holder.statements.map(({ effect }) => effect), withDenials(role(all), all) === holder];
  };
  test('counts where it is sure', () => {
    expect(denials('*')).toEqual([false, ['Deny'], true]);
    expect(denials({ AWS: att('Guest') })).toEqual([false, ['Deny'], true]);
    expect(denials({ AWS: OPEN }, { AWS: att('Gold') })).toEqual([true, [], true]);
  });
});

describe('trust policies of several statements', () => {
  const KEY = 'cognito-identity.amazonaws.com';
  const allow = (more: object = {}) => ({ ...trust('authenticated').Statement[0], ...more });
  const asked = (...Statement: unknown[]) => {
    const all = facts({ 'Member/AssumeRolePolicyDocument': { Statement } });
    return assumptions(all).filter(({ role: one }) => one.id === 'Member')
      .map(one => [membersPass(one), guestsPass(one), strangersPass(one)]);
  };
  const MEMBERS = ['allowed', 'denied', 'denied'];
  test('are judged each for itself, with what is denied', () => {
    const guests = allow({ Condition: { 'ForAnyValue:StringLike': { [`${KEY}:amr`]: 'unauthenticated' } } });
    expect(asked(allow(), allow({ Condition: {} }))).toEqual([MEMBERS, ['allowed', 'allowed', 'allowed']]);
    expect(asked(allow(), { ...allow({ Condition: undefined }), Effect: 'Deny' })).toEqual([['denied', 'denied', 'denied']]);
    expect(asked(allow(), OPEN)).toEqual([['unknown', 'unknown', 'unknown']]);
    expect(asked(allow(), { ...guests, Effect: 'Deny' })).toEqual([MEMBERS]);
    expect(asked(allow(), allow({ Action: 'sts:TagSession' }))).toEqual([MEMBERS]);
  });
  test('are for identity pools by what they leave out', () => {
    const but = (NotPrincipal: unknown) => trustsOf(role(facts({
      'Member/AssumeRolePolicyDocument/Statement/0': { ...allow(), Principal: undefined, NotPrincipal },
    }), 'Member')).length;
    expect([but({ AWS: 'arn:aws:iam::123456789012:root' }), but({ Federated: KEY }), but('*')]).toEqual([1, 0, 0]);
  });
  test('that name a provider let in those who signed in there', () => {
    const by = (amr: unknown, more: Patch = {}) => {
      const all = facts({
        'Member/AssumeRolePolicyDocument/Statement/0/Condition/ForAnyValue:StringLike': { [`${KEY}:amr`]: amr }, ...more,
      });
      return membersPass(trustsOf(role(all, 'Member'))[0]);
    };
    const corp = 'arn:aws:iam::123456789012:saml-provider/corp';
    expect([by(att('Pool', 'ProviderName')), by('cognito-idp.*'), by('authenticated')]).toEqual(['allowed', 'allowed', 'allowed']);
    expect([by(corp), by(corp, { 'Identities/SamlProviderARNs': [corp] })]).toEqual(['denied', 'allowed']);
    expect([by('login.mine'), by('login.mine', { 'Identities/DeveloperProviderName': 'login.mine' })]).toEqual(['denied', 'allowed']);
    const google = 'accounts.google.com';
    expect([by(google), by(google, { 'Identities/SupportedLoginProviders': { [google]: 'x' } })]).toEqual(['denied', 'allowed']);
    const alone = { 'Roles/Roles': {}, 'Roles/RoleMappings': undefined };
    expect([by(google, alone), by(corp, alone), by('unauthenticated', alone)]).toEqual(['allowed', 'allowed', 'denied']);
  });
});

describe('roles of guests', () => {
  const ids = (roles: RoleFact[]) => roles.map(({ id }) => id).sort();
  test('are those that any condition on amr names, or any use', () => {
    const [AMR, two] = ['cognito-identity.amazonaws.com:amr', ['StringEquals', 'ForAnyValue:StringLike']];
    const both = { [two[0]]: { [AMR]: 'authenticated' }, [two[1]]: { [AMR]: 'unauthenticated' } };
    expect(ids(guestRoles(facts({ 'Member/AssumeRolePolicyDocument/Statement/0/Condition': both })))).toEqual(['Member']);
    expect(ids(guestRoles(facts({ 'Roles/Roles/unauthenticated': att('Member') })))).toEqual(['Member']);
  });
  test('are live where some pool that gives them, or that they trust, has guests or is not known', () => {
    const Second = { Type: 'AWS::Cognito::IdentityPool', Properties: { AllowUnauthenticatedIdentities: true } };
    const OFF = { 'Identities/AllowUnauthenticatedIdentities': false };
    const AUD = 'Guest/AssumeRolePolicyDocument/Statement/0/Condition/StringEquals';
    const aud = (value: unknown) => ({
      ...GUEST,
      ...OFF,
      'Roles/Roles/unauthenticated': undefined,
      Second,
      [AUD]: {
        'cognito-identity.amazonaws.com:aud': value,
      },
    });
    expect(ids(liveGuestRoles(facts({ ...GUEST, ...OFF, Second })))).toEqual([]);
    expect([aud({ Ref: 'Identities' }), aud([{ Ref: 'Identities' }, { Ref: 'Second' }]), aud('eu-west-1:elsewhere')]
      .map(patch => ids(liveGuestRoles(facts(patch))))).toEqual([[], ['Guest'], ['Guest']]);
    const members = { 'Guest/AssumeRolePolicyDocument/Statement/0/Condition': {} };
    expect(ids(liveGuestRoles(facts({ ...GUEST, ...members })))).toEqual(['Guest']);
    expect(ids(liveGuestRoles(facts({ ...GUEST, ...OFF, ...members })))).toEqual([]);
  });
});

describe('whether a role may call something', () => {
  const may = (action: string, ...Statement: object[]) => mayCall(role(facts({
    'Member/Policies': [{ PolicyDocument: { Statement } }],
  }), 'Member'), action);
  const but = (NotAction: unknown, Resource: unknown = '*') => ({ Effect: 'Allow', NotAction, Resource });
  test.each<[string, boolean, object[]]>([
    ['by name', true, [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }]],
    ['by all but others', true, [but(['iam:*', 'sts:*'])]], ['by all but itself', false, [but(['iam:*', 's3:Get*'])]],
    ['by all but others on one of its service', true, [but('iam:*', ['arn:aws:sqs:::q', 'arn:aws:s3:::b/*'])]],
    ['by all but others on something else', false, [but('iam:*', 'arn:aws:sqs:::q')]],
    ['by one of two', true, [but('s3:*'), but('iam:*')]],
    ['by all but others, denied', false, [but('iam:*'), { Effect: 'Deny', Action: 's3:*', Resource: '*' }]],
    ['not by what is not known', false, [{ Effect: 'Allow', Action: OPEN, Resource: '*' }]],
  ])('%s: %s', (_, expected, statements) => expect(may('s3:GetObject', ...statements)).toBe(expected));
  test('everything is every action of every service', () => {
    expect(['*', '*:*', 's3:*', '*:Get', '**'].map(isEverything)).toEqual([true, true, false, false, false]);
  });
});

describe('who signs in to an identity pool', () => {
  const outages = (patch: Patch) => signInOutages(facts(patch).identityPools[0]).map(({ at, message }) => `${at.id}: ${message}`);
  const LOGIN = 'Identities/CognitoIdentityProviders/0';
  const MAPPING = 'Roles/RoleMappings/web';
  const NO_ROLE = ['Roles: Roles has no authenticated role, which those who sign in to Identities get'];
  test.each<[string, Patch, string[]]>([
    ['nobody by a login without client', { [`${LOGIN}/ClientId`]: undefined }, ['Identities: Identities has a login without ClientId']],
    ['nobody by one with an empty client', { [`${LOGIN}/ClientId`]: '' }, ['Identities: Identities has a login without ClientId']],
    ['whoever it is of a login that is not known', { [LOGIN]: OPEN }, []],
    ['everybody by a client that is not known', { [`${LOGIN}/ClientId`]: OPEN }, []],
    ['nobody by a GovCloud id', { [`${LOGIN}/ProviderName`]: 'us-gov-west-1_Abc' }, [
      'Identities: Identities has ProviderName us-gov-west-1_Abc, which is not cognito-idp.REGION.amazonaws.com/USER_POOL_ID',
    ]],
    ['everybody by a name that only contains one', { [`${LOGIN}/ProviderName`]: 'cognito-idp.eu-west-1.amazonaws.com/eu-west-1_A' }, []],
    ['nobody by plain HTTP', { [`${LOGIN}/ProviderName`]: 'HTTP://x' }, [
      'Identities: Identities has ProviderName HTTP://x, which is not cognito-idp.REGION.amazonaws.com/USER_POOL_ID',
    ]],
    ['everybody, whom a mapping denies, without a role for the others', { 'Roles/Roles': {} }, []],
    ['everybody without a role, where a mapping falls back', {
      'Roles/Roles': {}, [`${MAPPING}/AmbiguousRoleResolution`]: 'AuthenticatedRole',
    }, NO_ROLE],
    ['everybody without a role, where a second provider has no mapping', {
      'Roles/Roles': {}, 'Identities/SupportedLoginProviders': { 'accounts.google.com': 'x' },
    }, NO_ROLE],
    ['whoever it is of a mapping that is not known', {
      'Roles/Roles': {}, [`${MAPPING}/AmbiguousRoleResolution`]: OPEN, 'Identities/DeveloperProviderName': 'mine',
    }, []],
    ['nobody, where there is no provider', {
      'Roles/Roles': {}, 'Identities/CognitoIdentityProviders': undefined, 'Roles/RoleMappings': undefined,
    }, []],
    ['guests without a role', { 'Identities/AllowUnauthenticatedIdentities': true }, [
      'Roles: Roles has no unauthenticated role, but Identities lets guests in',
    ]],
    ['guests with a role', GUEST, []],
    ['guests, where a second attachment may have it', {
      'Identities/AllowUnauthenticatedIdentities': true,
      'More': { Type: 'AWS::Cognito::IdentityPoolRoleAttachment', Properties: { IdentityPoolId: { Ref: 'Identities' } } },
    }, []],
    ['those of a provider that has no groups, by token', {
      'Identities/SupportedLoginProviders': { 'accounts.google.com': 'x' },
      'Roles/RoleMappings': { other: { IdentityProvider: 'accounts.google.com', Type: 'Token', AmbiguousRoleResolution: 'Deny' } },
    }, ['Roles: Roles maps accounts.google.com by Token, but its tokens have no cognito:roles: all are denied']],
    ['those of a provider of another name, by token', {
      'Roles/RoleMappings': { other: { IdentityProvider: 'my.accounts.google.com', Type: 'Token', AmbiguousRoleResolution: 'Deny' } },
    }, []],
    ['those of the user pool, by token', { [`${MAPPING}/Type`]: 'Token' }, []],
  ])('%s', (_, patch, expected) => expect(outages(patch)).toEqual(expected));
});

describe('claims of a user pool that IAM knows as a provider', () => {
  const foreign = 'cognito-idp.eu-west-1.amazonaws.com/eu-west-1_x';
  const arn = `arn:aws:iam::123456789012:oidc-provider/${foreign}`;
  const uses = (name: unknown) => {
    const all = facts({
      'Identities/OpenIdConnectProviderARNs': [arn, arn.replace(/x$/, 'y')],
      'Tags': {
        Type: 'AWS::Cognito::IdentityPoolPrincipalTag',
        Properties: { IdentityPoolId: { Ref: 'Identities' }, IdentityProviderName: name, PrincipalTags: { team: 'custom:team' } },
      },
      'Roles/RoleMappings/web/IdentityProvider': name,
    });
    return [...foreignClaimsInUse(all), ...claimsInUse(all)].map(({ claim, issuer, tag }) => `${claim} ${issuer} ${tag}`);
  };
  test('are in use by either of its names in tags, and by its ARN in rules', () => {
    expect(uses(arn)).toEqual(['custom:plan true false', 'custom:team true true']);
    expect(uses(foreign)).toEqual(['custom:team true true']);
    expect(uses('arn:aws:iam::123456789012:oidc-provider/other')).toEqual([]);
  });
});

describe('policies that are written out nowhere here', () => {
  const unread = (id: string, ManagedPolicyArns: unknown[], more: Patch = {}) =>
    unreadValues(facts({ ...GUEST, ...more, [`${id}/ManagedPolicyArns`]: ManagedPolicyArns })).map(({ at, path, what, decides }) =>
      `${at.id} ${path} ${what} ${decides}`);
  const arn = (name: string) => `arn:aws:iam::123456789012:policy/${name}`;
  test('are unread, but for those of which another rule says what they do', () => {
    expect(unread('Member', [arn('Ours')])).toEqual([`Member ManagedPolicyArns ${arn('Ours')} true`]);
    for (const id of ['Member', 'Guest']) {
      const ofAws = (name: string) => unread(id, [`arn:aws:iam::aws:policy/${name}`]);
      expect([ofAws('AmazonEC2FullAccess'), ofAws('job-function/EverythingFullAccess')]).toEqual([[], []]);
      expect(ofAws('FullAccessToNothing')).toHaveLength(1);
      expect(unread(id, [arn('OursFullAccess')])).toHaveLength(1);
      expect(unread(id, [arn('path/OursFullAccess')])).toHaveLength(1);
      expect(unread(id, [arn('OursReadOnly')])).toEqual([`${id} ManagedPolicyArns ${arn('OursReadOnly')} true`]);
      expect(unread(id, [arn('ReadOnlySessionPolicy')])).toHaveLength(1);
    }
  });
  test('are none that AWS has, and none that the template makes', () => {
    const Ours = { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: { Statement: [] } } };
    expect(unread('Member', ['arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess', { Ref: 'Ours' }], { Ours })).toEqual([]);
  });
  test('are policies of an app\'s role where a part of them was not read, however it has them', () => {
    const where = (more: Patch) => unreadValues(facts(more)).map(({ at, path }) => `${at.id} ${path}`);
    const imported = { 'Fn::ImportValue': 'x' };
    const Broken = { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: { Statement: imported }, Roles: [{ Ref: 'Member' }] } };
    const Loose = { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: { Statement: imported } } };
    expect(where({ Broken })).toEqual(['Broken PolicyDocument.Statement']);
    expect(where({ Loose })).toEqual([]);
    expect(where({ Loose, 'Member/ManagedPolicyArns': [{ Ref: 'Loose' }] })).toEqual(['Loose PolicyDocument.Statement']);
    expect(where({ 'Member/Policies': [{ PolicyDocument: { Statement: imported } }] }))
      .toEqual(['Member Policies.PolicyDocument.Statement']);
    expect(where({ 'Member/ManagedPolicyArns': [imported] })).toEqual(['Member ManagedPolicyArns']);
  });
});
