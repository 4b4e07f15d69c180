import { App, Stack, aws_iam as iam, aws_s3 as s3 } from 'aws-cdk-lib';
import { AccessModel, AppIdentityPool, AppUserPool, AppClient, CognitoAuth, UndecidedRole } from '../../src';

const GET = 's3:GetObject';

describe('who is in several groups', () => {
  const stack = new Stack(new App(), 'Stack');
  const bucket = new s3.Bucket(stack, 'Reports');
  const auth = new CognitoAuth(stack, 'Auth');
  const admins = auth.addGroup('admins', { precedence: 0 });
  const finance = auth.addGroup('finance', { precedence: 1 });
  finance.grantReadPrefix(bucket, 'reports');
  const model = AccessModel.fromStack(stack);
  const report = bucket.arnForObjects('reports/1');
  const ada = model.signedIn(auth.client.userPoolClientId, { groups: ['admins', 'finance'] });

  test('may do what any of their roles may, since they may ask for it', () => {
    ada.assertBecomes(admins.role.roleArn);
    ada.assertBecomes(finance.role.roleArn, { customRoleArn: finance.role.roleArn });
    expect(() => ada.assertCannot(GET, report))
      .toThrow(/^this identity may ask for the role AuthIdentitiesfinance\w+ \(customRoleArn\): expected AuthIdentitiesfinance\w+ to be denied/);
  });

  test('may not do what none of them may', () => {
    ada.assertCannot('s3:PutObject', report);
    model.signedIn(auth.client.userPoolClientId, { groups: ['admins'] }).assertCannot(GET, report);
  });
});

describe('whose groups tie, where the undecided are refused', () => {
  const stack = new Stack(new App(), 'Stack');
  const users = new AppUserPool(stack, 'Users');
  const web = users.addClient('Web', AppClient.browser());
  const identities = new AppIdentityPool(stack, 'Identities', { undecidedRole: UndecidedRole.DENY });
  identities.addUserPool(users.userPool, web);
  const [one, two] = ['one', 'two'].map(name => identities.addGroup(users.userPool, name));
  const model = AccessModel.fromStack(stack);

  test('is refused without asking, and gets either role by asking', () => {
    const both = model.signedIn(web.userPoolClientId, { groups: ['one', 'two'] });
    model.assertRefused(both.request);
    expect(() => both.assertRefused()).toThrow(/may ask for the role Identities\w+ \(customRoleArn\): expected no role, got/);
    both.assertRefused({ customRoleArn: identities.authenticated.role.roleArn });
    expect(one.role).not.toBe(two.role);
  });

  test('is refused altogether in no group', () => model.signedIn(web.userPoolClientId).assertRefused());
});

test.each([true, false])('each role that trusts the pool may be asked for in the classic flow: %s', classicFlow => {
  const stack = new Stack(new App(), 'Stack');
  const bucket = new s3.Bucket(stack, 'Bucket');
  const auth = new CognitoAuth(stack, 'Auth', { classicFlow });
  const loose = new iam.Role(stack, 'Loose', { assumedBy: auth.identityPool.authenticatedPrincipal });
  bucket.grantRead(loose);
  const member = AccessModel.fromStack(stack).signedIn(auth.client.userPoolClientId);
  const denied = () => member.assertCannot(GET, bucket.arnForObjects('a'));
  if (classicFlow) expect(denied).toThrow(/may ask for the role Loose\w+ \(customRoleArn\)/);
  else expect(denied).not.toThrow();
});
