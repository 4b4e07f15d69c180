import { App, CfnParameter, Duration, NestedStack, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { AppIdentityPool, Claim, CognitoAuth, CognitoAuthProps, RoleRule } from '../../src';

function auth(props: CognitoAuthProps = {}) {
  const stack = new Stack(new App(), 'Stack');
  return { stack, auth: new CognitoAuth(stack, 'Auth', props) };
}

function warned(stack: Stack, text: string): boolean {
  Template.fromStack(stack);
  return Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp(text)).length > 0;
}

test('guests fails without guestAccess, and says so', () => {
  expect(() => auth().auth.guests)
    .toThrow('Stack/Auth/Identities: guests: people who have not signed in have no role here; set guestAccess: true');
  expect(() => auth().auth.identityPool.guests).toThrow(/set guestAccess: true/);
  expect(auth({ guestAccess: true }).auth.guests.roleArn).toBeDefined();
});

describe('a group made past the identity pool', () => {
  const withGroup = (props: CognitoAuthProps, role: boolean) => {
    const made = auth(props);
    const ops = new iam.Role(made.stack, 'Ops', { assumedBy: made.auth.identityPool.authenticatedPrincipal });
    made.auth.userPool.addGroup('Operators', { groupName: 'operators', ...(role ? { role: ops } : {}) });
    return made;
  };

  test('is warned about when its role is never given', () => {
    expect(warned(withGroup({}, true).stack, 'never given by this identity pool.*addGroup, or set groupRoles: true')).toBe(true);
  });

  test('may have no role, or a mapping that gives it', () => {
    expect(warned(withGroup({}, false).stack, 'never given')).toBe(false);
    expect(warned(withGroup({ groupRoles: true }, true).stack, 'never given')).toBe(false);
  });
});

describe('managed policies', () => {
  const withPolicies = (count: number) => {
    const made = auth();
    for (let i = 0; i < count; i++) {
      made.auth.authenticated.addManagedPolicy(iam.ManagedPolicy.fromManagedPolicyName(made.stack, `P${i}`, `p${i}`));
    }
    return made.stack;
  };

  test('fail above 20, are warned about above 10', () => {
    expect(() => Template.fromStack(withPolicies(21))).toThrow(/may have 20 managed policies at most, and this one has 21/);
    expect(warned(withPolicies(20), 'has 20 managed policies')).toBe(true);
    expect(warned(withPolicies(11), 'has 11 managed policies')).toBe(true);
    expect(warned(withPolicies(10), 'managed policies')).toBe(false);
  });
});

test('fails for a session duration that only deployment knows in another unit than seconds', () => {
  const make = (unit: 'hours' | 'seconds') => () => {
    const stack = new Stack();
    const value = new CfnParameter(stack, 'Value', { type: 'Number' }).valueAsNumber;
    return new AppIdentityPool(stack, 'Identities', { roleDefaults: { maxSessionDuration: Duration[unit](value) } });
  };
  expect(make('hours')).toThrow(/Identities: roleDefaults: maxSessionDuration: .*Duration.seconds/);
  expect(make('seconds')).not.toThrow();
});

test('a role of a nested stack has a name that is known beforehand when another account needs it', () => {
  const names = () => {
    const app = new App();
    const stack = new Stack(app, 'Stack', { env: { account: '123456789012', region: 'us-east-1' } });
    const foreign = new Stack(app, 'Foreign', { env: { account: '210987654321', region: 'us-east-1' } });
    const nested = new NestedStack(stack, 'Nested');
    new s3.Bucket(foreign, 'Bucket', {
      bucketName: 'bucket-of-another-account',
    }).grantRead(new AppIdentityPool(nested, 'Identities').authenticated);
    return Object.values(Template.fromStack(nested).findResources('AWS::IAM::Role')).map(({ Properties }) => Properties.RoleName);
  };
  expect(names()[0]).toMatch(/^[\w+=,.@-]{1,64}$/);
  expect(names()).toEqual(names());
});

describe('what the role for everyone signed in is granted by itself', () => {
  const group = (made: CognitoAuth) => void made.addGroup('admins');
  const told = (grantee: (made: CognitoAuth) => iam.IGrantable, more: (made: CognitoAuth) => void = group) => {
    const made = auth({ guestAccess: true });
    new s3.Bucket(made.stack, 'Photos').grantRead(grantee(made.auth));
    more(made.auth);
    return warned(made.stack, 'grant to authenticated instead of authenticated.role.*grant-not-inherited');
  };

  test('is told where groups or rules do not inherit it', () => {
    expect(told(made => made.authenticated.role)).toBe(true);
    expect(told(made => made.authenticated.role, made => void made.addRule('Ann', RoleRule.equalTo(Claim.sub(), 'ann')))).toBe(true);
  });

  test('is not where nobody would, nor what all of them are granted', () => {
    expect(told(made => made.authenticated.role, () => {})).toBe(false);
    expect(told(made => made.authenticated.role, made => void made.addGroup('apart', { inherit: false }))).toBe(false);
    expect(told(made => made.authenticated)).toBe(false);
    expect(told(made => made.guests.role)).toBe(false);
  });
});
