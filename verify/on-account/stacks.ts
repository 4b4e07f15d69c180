import { App, CfnOutput, CfnResource, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as s3 from 'aws-cdk-lib/aws-s3';
import {
  AppClient, AppIdentityPool, Claim, CognitoAuth, CustomAttribute, ExistingUserPool, Mfa, RoleRule, TaggedResource,
} from '../../src';

export const STACKS = ['OnAccountFirst', 'OnAccountSecond'];

/** An app with every way to a role: groups, a rule, a tag, guests, a second factor; and a second app for the same people. */
export function makeStacks(app: App): void {
  const [first, second] = STACKS.map(name => new Stack(app, name));
  const auth = new CognitoAuth(first, 'Auth', {
    removalPolicy: RemovalPolicy.DESTROY,
    client: AppClient.browser(),
    mfa: Mfa.optional({ totp: true }),
    attributes: { custom: { plan: CustomAttribute.text(), team: CustomAttribute.text() } },
    guestAccess: true,
  });
  auth.tagPrincipals({ team: Claim.customAttribute('team') });
  const admins = auth.addGroup('admins', { precedence: 0 });
  const editors = auth.addGroup('editors', { precedence: 10 });
  const gold = auth.addRule('Gold', RoleRule.equalTo(Claim.customAttribute('plan'), 'gold'));
  const photos = new s3.Bucket(first, 'Photos', { removalPolicy: RemovalPolicy.DESTROY });
  photos.grantReadWrite(admins, 'public/*');
  photos.grantReadWrite(editors, 'drafts/*');
  photos.grantRead(gold, 'originals/*');
  auth.guests.grantReadPrefix(photos, 'public');
  auth.authenticated.grantOwnObjects(photos, { prefix: 'private' });
  auth.authenticated.grantTagged(TaggedResource.objects(photos, { prefix: 'teams' }), { tag: 'team' });
  auth.clientConfig.addOutputs();

  const users = ExistingUserPool.fromUserPool(second, 'Users', auth.userPool);
  const identities = new AppIdentityPool(second, 'Identities', { removalPolicy: RemovalPolicy.DESTROY });
  const client = users.addClient('Reports', AppClient.browser());
  identities.addUserPool(users.userPool, client);
  const reports = new s3.Bucket(second, 'Reports', { removalPolicy: RemovalPolicy.DESTROY });
  identities.authenticated.grantOwnObjects(reports, { prefix: 'private' });
  new CfnOutput(second, 'ReportsClientId', { value: client.userPoolClientId });
  new CfnOutput(second, 'IdentityPoolId', { value: identities.identityPoolId });

  for (const stack of [first, second]) namesOf(stack);
}

/** What roles and buckets are called once they are deployed. */
function namesOf(stack: Stack): void {
  const resources = stack.node.findAll().filter(CfnResource.isCfnResource);
  for (const resource of resources.filter(({ cfnResourceType: type }) => type === 'AWS::IAM::Role' || type === 'AWS::S3::Bucket')) {
    new CfnOutput(stack, `NameOf${stack.resolve(resource.logicalId)}`, { value: resource.ref });
  }
}
