import { App, Stack, aws_dynamodb as dynamodb, aws_iam as iam } from 'aws-cdk-lib';
import { AccessModel, Claim, CognitoAuth, CustomAttribute, Decision, TaggedResource } from '../../src';

const GET = 'dynamodb:GetItem';
const OF_ACME = { context: { 'dynamodb:LeadingKeys': ['acme'] } };

function tenants(add: (auth: CognitoAuth, table: dynamodb.Table) => void = () => undefined) {
  const stack = new Stack(new App(), 'Stack');
  const table = new dynamodb.Table(stack, 'Table', { partitionKey: { name: 'pk', type: dynamodb.AttributeType.STRING } });
  const auth = new CognitoAuth(stack, 'Auth', { attributes: { custom: { tenant: CustomAttribute.text() } } });
  auth.tagPrincipals({ tenant: Claim.customAttribute('tenant') });
  auth.authenticated.grantTagged(TaggedResource.items(table), { tag: 'tenant' });
  add(auth, table);
  const model = AccessModel.fromStack(stack);
  const user = (attributes?: { [name: string]: string }) => model.signedIn(auth.client.userPoolClientId, { attributes });
  return { table, user };
}

describe('who has no claim for a tag', () => {
  test.each([[undefined], [{}], [{ 'custom:tenant': '' }]])('gets nothing by the tag: %j', attributes => {
    const { table, user } = tenants();
    user(attributes).assertCannot(GET, table.tableArn, OF_ACME);
    expect(user(attributes).can(GET, table.tableArn, OF_ACME).decision).toBe(Decision.DENIED);
  });

  test('gets nothing, where others get their own and nobody else\'s', () => {
    const { table, user } = tenants();
    user({ 'custom:tenant': 'acme' }).assertCan(GET, table.tableArn, OF_ACME);
    user({ 'custom:tenant': 'bolt' }).assertCannot(GET, table.tableArn, OF_ACME);
  });

  test('may have an empty tag or none, so that what tells these apart is not known', () => {
    const { table, user } = tenants((auth, items) => auth.authenticated.addToPolicy(new iam.PolicyStatement({
      actions: [GET], resources: [items.tableArn], conditions: { Null: { 'aws:PrincipalTag/tenant': 'true' } },
    })));
    const decision = user().can(GET, table.tableArn, OF_ACME);
    expect(decision).toEqual({
      decision: Decision.UNKNOWN, reason: 'whether a session has a tag whose claim the token lacks, or an empty one, is not documented',
    });
    expect(() => user().assertCan(GET, table.tableArn, OF_ACME)).toThrow();
    expect(() => user().assertCannot(GET, table.tableArn, OF_ACME)).toThrow();
    user().assertCan(GET, table.tableArn, { context: { ...OF_ACME.context, 'aws:PrincipalTag/tenant': [] } });
  });
});
