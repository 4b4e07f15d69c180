import * as fs from 'node:fs';
import { App, Stack } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { ACKNOWLEDGEMENTS, acknowledge } from '../../examples/photo-sharing/acknowledgements';
import { PhotoSharingStack } from '../../examples/photo-sharing/photo-sharing-stack';
import { AccessModel, UserDescription, Via } from '../../src';

function example(): PhotoSharingStack {
  return new PhotoSharingStack(new App(), 'PhotoSharing');
}

describe('the photo-sharing example', () => {
  const stack = example();
  const model = AccessModel.fromStack(stack);
  const bucket = model._entities.resources.find(({ type }) => type === 'AWS::S3::Bucket')!.ref;
  const photo = (key: string) => `arn:aws:s3:::${bucket}/${key}`;
  const web = model._entities.clients.find(({ logicalId }) => logicalId.startsWith('AuthUsersClient'))!;
  const signedIn = (user: UserDescription) => model.signedIn(web.logicalId, user);

  test('a guest sees public photos and no private ones', () => {
    model.guest().assertCan('s3:GetObject', photo('public/cat.jpg'));
    model.guest().assertCannot('s3:GetObject', photo('private/cat.jpg'));
  });

  test('a member reads and writes what lies under the own identity id, and nobody else\'s', () => {
    const member = signedIn({});
    const context = { 'cognito-identity.amazonaws.com:sub': 'eu-west-1:me' };

    member.assertCan('s3:PutObject', photo('private/eu-west-1:me/cat.jpg'), { context });
    member.assertCannot('s3:PutObject', photo('private/eu-west-1:you/cat.jpg'), { context });
  });

  test('a gold member also reads originals, and a member without the plan does not', () => {
    const gold = signedIn({ attributes: { 'custom:plan': 'gold' } });

    expect(gold.becomes().via).toBe(Via.RULE);
    gold.assertCan('s3:GetObject', photo('originals/cat.jpg'));
    signedIn({ attributes: { 'custom:plan': 'silver' } }).assertCannot('s3:GetObject', photo('originals/cat.jpg'));
  });

  test('groups keep what members may do, and precedence decides between groups', () => {
    const curator = signedIn({ groups: ['curators'] });

    signedIn({ groups: ['curators', 'admins'] }).assertBecomes(signedIn({ groups: ['admins'] }).role());
    expect(curator.role()).not.toBe(signedIn({ groups: ['admins'] }).role());
    curator.assertCan('s3:PutObject', photo('public/cat.jpg'));
    signedIn({}).assertCannot('s3:PutObject', photo('public/cat.jpg'));
  });

  test('is clean under AwsSolutions, and what is acknowledged is really found', () => {
    const acknowledged = example();
    acknowledge(acknowledged);

    expect(violations(acknowledged)).toEqual([]);
    expect(violations(example())).toEqual(
      ACKNOWLEDGEMENTS.flatMap(({ rule, findings }) => findings.map(finding => finding === '' ? rule : `${rule}[${finding}]`)).sort());
  });

  test.each(ACKNOWLEDGEMENTS)('the README explains $rule', ({ rule, reason }) => {
    expect(fs.readFileSync('README.md', 'utf8')).toContain(`| ${rule} | ${reason} |`);
  });
});

function violations(stack: Stack): string[] {
  return new AwsSolutionsChecks(stack).validateScope(stack).violations.map(({ ruleName }) => ruleName).sort();
}
