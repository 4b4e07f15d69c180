import { decide, PolicySet, SessionPrincipal } from '../../src/policy';

const ROLE = 'arn:aws:iam::123456789012:role/app/Guest';
const ROOT = 'arn:aws:iam::123456789012:root';
const SESSION = 'arn:aws:sts::123456789012:assumed-role/Guest/CognitoIdentityCredentials';
const OTHER = 'arn:aws:iam::123456789012:role/Other';
const RESOURCE = 'arn:aws:s3:::photos/a';
const principal: SessionPrincipal = {
  roleArn: ROLE, sessionName: 'CognitoIdentityCredentials', federated: 'cognito-identity.amazonaws.com',
};

function policy(name: string, ...statements: object[]) {
  return {
    name,
    document: {
      Version: '2012-10-17',
      Statement: statements.map(statement => ({ Effect: 'Allow', Action: 's3:GetObject', Resource: '*', ...statement })),
    },
  };
}

const nothing = policy('nothing', { Action: 's3:Nothing' });
const everything = policy('everything', {});

function decision(policies: Partial<PolicySet>, who: SessionPrincipal | undefined = principal): string {
  return decide(
    { action: 's3:GetObject', resource: RESOURCE, context: {}, ...(who ? { principal: who } : {}) }, { identity: [], ...policies },
  ).decision;
}

test.each<[string, object, string]>([
  ['everybody', { Principal: '*' }, 'allowed'],
  ['everybody as AWS', { Principal: { AWS: '*' } }, 'allowed'],
  ['everybody among others', { Principal: { AWS: [OTHER, '*'] } }, 'allowed'],
  ['the role', { Principal: { AWS: ROLE } }, 'allowed'],
  ['the role beside a service', { Principal: { Service: 'lambda.amazonaws.com', AWS: [ROLE] } }, 'allowed'],
  ['the session', { Principal: { AWS: SESSION } }, 'allowed'],
  ['the identity service', { Principal: { Federated: 'cognito-identity.amazonaws.com' } }, 'allowed'],
  ['everybody but another', { NotPrincipal: { AWS: OTHER } }, 'allowed'],
  ['another role', { Principal: { AWS: OTHER } }, 'denied'],
  ['a role of the same name without the path', { Principal: { AWS: 'arn:aws:iam::123456789012:role/Guest' } }, 'denied'],
  ['the role in another account', { Principal: { AWS: ROLE.replace('123456789012', '210987654321') } }, 'denied'],
  ['another session', { Principal: { AWS: SESSION.replace('Cognito', 'Other') } }, 'denied'],
  ['a session of another role', { Principal: { AWS: SESSION.replace('Guest', 'Other') } }, 'denied'],
  ['another provider', { Principal: { Federated: 'accounts.google.com' } }, 'denied'],
  ['the account, which delegates only', { Principal: { AWS: ROOT } }, 'denied'],
  ['the account by its number', { Principal: { AWS: '123456789012' } }, 'denied'],
  ['a service', { Principal: { Service: 'cloudfront.amazonaws.com' } }, 'denied'],
  ['a canonical user', { Principal: { CanonicalUser: 'abc' } }, 'denied'],
  ['a user', { Principal: { AWS: 'arn:aws:iam::123456789012:user/Guest' } }, 'denied'],
  ['everybody but the role', { NotPrincipal: { AWS: ROLE } }, 'denied'],
  ['somebody not known', { Principal: { AWS: { 'Fn::Unresolved': 'a parameter' } } }, 'unknown'],
  ['a wildcard in an ARN', { Principal: { AWS: 'arn:aws:iam::123456789012:role/*' } }, 'unknown'],
  ['a role by its id', { Principal: { AWS: 'AROAEXAMPLE' } }, 'unknown'],
  ['every provider', { Principal: { Federated: '*' } }, 'unknown'],
  ['nobody', {}, 'unknown'],
  ['a principal of no type', { Principal: { Somebody: 'x' } }, 'unknown'],
])('a resource policy for %s', (_, who, expected) => {
  expect(decision({ resource: [policy('on the bucket', who)] })).toBe(expected);
});

test.each<[string, object, string]>([
  ['everybody', { Principal: '*' }, 'denied'],
  ['the role', { Principal: { AWS: ROLE } }, 'denied'],
  ['the account', { Principal: { AWS: ROOT } }, 'denied'],
  ['the session', { Principal: { AWS: SESSION } }, 'denied'],
  ['everybody but another', { NotPrincipal: { AWS: OTHER } }, 'denied'],
  ['everybody but the root user', { NotPrincipal: { AWS: ROOT } }, 'denied'],
  ['another role', { Principal: { AWS: OTHER } }, 'allowed'],
  ['another action', { Principal: '*', Action: 's3:PutObject' }, 'allowed'],
  ['another resource', { Principal: '*', Resource: 'arn:aws:s3:::photos/b*' }, 'allowed'],
  ['everybody but account, role and session', { NotPrincipal: { AWS: [ROOT, ROLE, SESSION] } }, 'allowed'],
  ['everybody but everybody', { NotPrincipal: '*' }, 'unknown'],
  ['everybody but the role, without its session', { NotPrincipal: { AWS: [ROOT, ROLE] } }, 'unknown'],
  ['a canonical user', { Principal: { CanonicalUser: 'abc' } }, 'unknown'],
])('a denial for %s beside a role that allows', (_, who, expected) => {
  expect(decision({ identity: [everything], resource: [policy('on the bucket', { Effect: 'Deny', ...who })] })).toBe(expected);
});

test('a boundary and a session policy limit what is allowed to the role, not what is to its session or to everybody', () => {
  const limits: Partial<PolicySet>[] = [{ boundary: nothing }, { session: [nothing] }, { boundary: nothing, session: [nothing] }];
  for (const limit of limits) {
    expect(decision({ ...limit, resource: [policy('p', { Principal: { AWS: ROLE } })] })).toBe('denied');
    expect(decision({ ...limit, resource: [policy('p', { Principal: { AWS: SESSION } })] })).toBe('allowed');
    expect(decision({ ...limit, resource: [policy('p', { Principal: '*' })] })).toBe('allowed');
  }
  const denying = policy('denying', { Effect: 'Deny' });
  expect(decision({ boundary: denying, resource: [policy('p', { Principal: '*' })] })).toBe('denied');
  expect(decision({ session: [denying], resource: [policy('p', { Principal: '*' })] })).toBe('denied');
  expect(decision({ identity: [denying], resource: [policy('p', { Principal: '*' })] })).toBe('denied');
});

test('a key needs its policy: the role named, or the account, which hands the decision to identity policies', () => {
  const key = (statement: object, identity = [everything]) =>
    decision({ identity, resource: [policy('the key', statement)], resourceDecides: true });
  expect(key({ Principal: { AWS: ROOT } })).toBe('allowed');
  expect(key({ Principal: { AWS: ROOT } }, [])).toBe('denied');
  expect(key({ Principal: { AWS: ROLE } }, [])).toBe('allowed');
  expect(key({ Principal: '*' }, [])).toBe('allowed');
  expect(key({ Principal: { AWS: OTHER } })).toBe('denied');
  expect(key({ Principal: { AWS: ROOT }, Action: 's3:PutObject' })).toBe('denied');
  expect(key({ Principal: { CanonicalUser: 'abc' } })).toBe('unknown');
  expect(decision({ identity: [everything], resource: [{ name: 'the key' }], resourceDecides: true })).toBe('unknown');
});

test('a policy that was not read leaves open what it could change, and names itself', () => {
  const unread = { name: 'on the bucket' };
  expect(decision({ resource: [unread] })).toBe('unknown');
  expect(decision({ identity: [everything], resource: [unread] })).toBe('unknown');
  expect(decision({ identity: [policy('denying', { Effect: 'Deny' })], resource: [unread] })).toBe('denied');
  const { reason } = decide({ action: 's3:GetObject', resource: RESOURCE, context: {}, principal }, { identity: [], resource: [unread] });
  expect(reason).toContain('on the bucket');
});

test('who asks has to be known where a resource policy counts, as far as it counts', () => {
  const unknownWay: SessionPrincipal = { roleArn: ROLE };
  expect(decision({ resource: [policy('p', { Principal: { Federated: 'cognito-identity.amazonaws.com' } })] }, unknownWay)).toBe('unknown');
  expect(decision({ resource: [policy('p', { Principal: { Federated: 'accounts.google.com' } })] }, unknownWay)).toBe('denied');
  expect(decision({ resource: [policy('p', { Principal: { AWS: SESSION } })] }, unknownWay)).toBe('unknown');
  const request = { action: 's3:GetObject', resource: RESOURCE, context: {} };
  expect(decide(request, { identity: [], resource: [policy('p', { Principal: '*' })] }).decision).toBe('unknown');
});

test('the answer names the statement that decided, or what comes nearest', () => {
  const answer = (statement: object) => decide({ action: 's3:GetObject', resource: RESOURCE, context: {}, principal }, {
    identity: [], resource: [policy('on the bucket', statement)],
  });
  expect(answer({ Principal: '*' })).toMatchObject({ statement: { policy: 'on the bucket', index: 0, effect: 'Allow' } });
  expect(answer({ Principal: { AWS: OTHER } }).reason)
    .toMatch(/no statement of the identity policies or of on the bucket allows .* fails at Principal/);
});
