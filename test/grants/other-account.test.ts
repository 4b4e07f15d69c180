import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Claim, CognitoAuth, RoleRule } from '../../src';

describe('the role of an identity', () => {
  test('gets a name that is known beforehand only when another account reads about it', () => {
    const app = new App();
    const data = new Stack(app, 'Data', { env: { account: '111111111111', region: 'us-east-1' } });
    const stack = new Stack(app, 'Auth', { env: { account: '222222222222', region: 'us-east-1' } });
    const auth = new CognitoAuth(stack, 'Auth');
    const editors = auth.addGroup('editors', { precedence: 1, inherit: false });
    auth.addRule('Gold', RoleRule.equalTo(Claim.customAttribute('plan').acknowledgeWriters('for the test'), 'gold'));
    new s3.Bucket(data, 'Bucket', { bucketName: 'photos' }).grantRead(editors);
    const roles = Object.values(Template.fromStack(stack).findResources('AWS::IAM::Role'));
    expect(roles.filter(role => role.Properties.RoleName !== undefined).map(role => role.Properties.Description))
      .toEqual(['Members of the group editors']);
    const [policy] = Object.values(Template.fromStack(data).findResources('AWS::S3::BucketPolicy'));
    const [{ Properties: { RoleName } }] = roles.filter(role => role.Properties.RoleName !== undefined);
    expect(JSON.stringify(policy)).toContain(`:iam::222222222222:role/${RoleName}`);
  });
});

describe('a bucket of another account', () => {
  test.each([true, false, undefined])('names every role that inherits, also later ones (minimizePolicies %s)', minimize => {
    const app = new App(minimize === undefined ? {} : { context: { '@aws-cdk/aws-iam:minimizePolicies': minimize } });
    const names = ['One', 'Two', 'Three', 'Alone'];
    const data = new Stack(app, 'Data', { env: { account: '111111111111', region: 'us-east-1' } });
    const stack = new Stack(app, 'Auth', { env: { account: '222222222222', region: 'us-east-1' } });
    const made = new CognitoAuth(stack, 'Auth', { authenticatedRole: { role: own(stack, 'Base') } });
    made.addGroup('one', { precedence: 0, role: own(stack, 'One') });
    const bucket = new s3.Bucket(data, 'Bucket', { bucketName: 'photos' });
    bucket.grantRead(made.authenticated);
    bucket.grantPut(made.authenticated);
    made.addGroup('two', { precedence: 1, role: own(stack, 'Two') });
    made.addGroup('three', { precedence: 2, role: own(stack, 'Three') });
    made.addGroup('alone', { precedence: 3, role: own(stack, 'Alone'), inherit: false });
    const [policy] = Object.values(Template.fromStack(data).findResources('AWS::S3::BucketPolicy'));
    for (const statement of policy.Properties.PolicyDocument.Statement) {
      const principals = JSON.stringify(statement.Principal.AWS);
      expect(statement.Principal.AWS).toHaveLength(4);
      ['Base', ...names.slice(0, 3)].forEach(name => expect(principals).toContain(`role/${name}`));
      expect(principals).not.toContain('role/Alone');
    }
  });

  function own(stack: Stack, roleName: string): iam.IRole {
    return iam.Role.fromRoleArn(stack, roleName, `arn:aws:iam::222222222222:role/${roleName}`);
  }
});
