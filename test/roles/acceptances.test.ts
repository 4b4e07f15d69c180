import { App, Stack, Validations } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { CognitoAuth } from '../../src';
import { reviewTemplates } from '../../src/guardrails/check';

function app() {
  const stack = new Stack(new App(), 'Stack');
  const auth = new CognitoAuth(stack, 'Auth');
  new s3.Bucket(stack, 'Photos').grantRead(auth.authenticated);
  return { stack, auth };
}

function acceptancesOf(stack: Stack, type: string): unknown[] {
  return Object.values(Template.fromStack(stack).findResources(type))
    .flatMap(({ Metadata }) => Metadata?.['cdk-cognito-auth']?.accepts ?? []);
}

const acknowledge = { id: 'cdk-cognito-auth::role-not-per-identity', reason: 'the photos are everybody\'s' };
const ACCEPTED = { rule: 'role-not-per-identity', reason: acknowledge.reason };

test('what is acknowledged on a role is accepted of it, and shown with its reason', () => {
  const { stack, auth } = app();
  Validations.of(auth.authenticated.role).acknowledge(acknowledge);
  expect(acceptancesOf(stack, 'AWS::IAM::Role')).toEqual([ACCEPTED]);
  const { findings, accepted } = reviewTemplates([{ name: 'Stack', body: Template.fromStack(stack).toJSON() as any }]);
  expect(accepted).toEqual([expect.objectContaining(ACCEPTED)]);
  expect(findings.map(({ rule }) => rule)).not.toContain(ACCEPTED.rule);
});

test('what is not acknowledged is found', () => {
  const { stack } = app();
  expect(acceptancesOf(stack, 'AWS::IAM::Role')).toEqual([]);
  const { findings } = reviewTemplates([{ name: 'Stack', body: Template.fromStack(stack).toJSON() as any }]);
  expect(findings.map(({ rule }) => rule)).toContain(ACCEPTED.rule);
});

test('what is acknowledged on an app client is accepted of it', () => {
  const { stack, auth } = app();
  Validations.of(auth.client).acknowledge({ id: 'cdk-cognito-auth::implicit-grant', reason: 'an old app' });
  expect(acceptancesOf(stack, 'AWS::Cognito::UserPoolClient')).toEqual([{ rule: 'implicit-grant', reason: 'an old app' }]);
});
