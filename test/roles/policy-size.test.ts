import { Aws, Fn, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { leastSize } from '../../src/roles/policy-size';
import { errorsOf, identityPool } from '../identity-pool/identity-fixture';

/** The characters of `{"Statement":[{"Action":"s3:GetObject","Effect":"Allow","Resource":""}],"Version":"2012-10-17"}`. */
const FRAME = 95;
const LIMIT = 10_240;

function reading(resource: string): iam.PolicyStatement {
  return new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: [resource] });
}

function sizeWith(resource: string): number {
  const stack = new Stack();
  return leastSize(new iam.Policy(stack, 'Policy', {
    statements: [reading(resource)], roles: [iam.Role.fromRoleName(stack, 'Role', 'role')],
  }));
}

describe('the size of a policy', () => {
  test('is that of its JSON', () => {
    expect(sizeWith('*')).toBe(FRAME + 1);
  });

  test('has no white space in it', () => {
    expect(sizeWith('arn:aws:s3:::photos/a folder/*')).toBe(sizeWith('arn:aws:s3:::photos/afolder/*'));
  });

  test('counts what is literal of a text that is joined at deployment, and nothing of the rest', () => {
    expect(sizeWith(`arn:${Aws.PARTITION}:s3:::photos`)).toBe(FRAME + 'arn::s3:::photos'.length);
    expect(sizeWith(Aws.STACK_NAME)).toBe(FRAME);
    expect(sizeWith(Fn.join('', Fn.split(',', Aws.STACK_NAME)))).toBe(FRAME);
  });
});

describe('a role of an identity', () => {
  test(`may have ${LIMIT} characters of grants, fails with one more`, () => {
    const pool = identityPool();
    pool.identities.authenticated.role.addToPrincipalPolicy(reading('x'.repeat(LIMIT - FRAME)));
    expect(errorsOf(pool)).toEqual([]);
    const another = identityPool();
    another.identities.authenticated.role.addToPrincipalPolicy(reading('x'.repeat(LIMIT - FRAME + 1)));
    expect(errorsOf(another))
      .toEqual([expect.stringContaining('Stack/Identities/Authenticated: a role may have 10240 characters of inline policies')]);
  });

  test('fails when the grants that it inherits and its own are too many together', () => {
    const pool = identityPool({ guestAccess: true });
    const half = reading(`arn:${'x'.repeat(LIMIT / 2 - 4)}`);
    pool.identities.authenticated.addToPolicy(half);
    pool.identities.guests!.addToPolicy(half);
    expect(errorsOf(pool)).toEqual([]);
    pool.identities.authenticated.role.addToPrincipalPolicy(half);
    expect(errorsOf(pool)).toEqual([expect.stringMatching(/has at least 10\d{3}; grant by prefix/)]);
  });

  test('may have a managed policy instead', () => {
    const pool = identityPool();
    pool.identities.authenticated.addManagedPolicy(new iam.ManagedPolicy(pool.stack, 'Managed', {
      statements: [reading('x'.repeat(LIMIT))],
    }));
    expect(errorsOf(pool)).toEqual([]);
  });
});
