import { givenContext } from '../../src/access-model/private/given-context';
import { issuedClaims } from '../../src/access-model/private/issued-claims';
import { refuseSlip } from '../../src/access-model/private/login-keys';

const SUB = '11111111-2222-4333-8444-555555555555';
const ID = 'a'.repeat(26);

describe('a login', () => {
  const web = { label: 'Stack/Web', logicalId: 'Web', ref: 'web-id', userPool: {} };
  const loose = { label: 'Loose', logicalId: 'Loose', ref: 'loose-id' };
  const pool = (props: object = {}, ...providers: object[]): any => ({
    label: 'Identities',
    props,
    providers: [{ providerName: 'cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Here', clientId: 'known-id' }, ...providers],
  });
  const refusal = (key: string, identityPool = pool(), resources: object[] = []) => {
    const entities: any = {
      userPools: [{ label: 'Stack/Users', logicalId: 'Users', ref: 'users-id' }],
      clients: [web, loose],
      identityPools: [identityPool],
      resources,
    };
    try {
      refuseSlip(key, identityPool, entities);
      return undefined;
    } catch (error) {
      return (error as Error).message;
    }
  };

  test.each([
    'userpool:Users:Web', 'userpool:Stack/Users:Stack/Web', 'userpool:users-id:web-id', 'userpool:Users:known-id', `userpool:Users:${ID}`,
    'userpool:eu-west-1_Here:known-id', 'userpool:eu-west-1_Elsewhere:Web', 'userpool:us-gov-west-1_Elsewhere:Web',
    'userpool:Anything:Loose',
    'accounts.google.com', 'arn:aws:iam::123456789012:saml-provider/corp',
  ])('by %s may be one', key => expect(refusal(key)).toBeUndefined());

  test.each([
    ...['userpool:', 'userpool:Users', 'userpool::Web', 'userpool:Users:', 'userpool:Users:Web:more']
      .map(key => [key, 'write userpool:POOL:CLIENT']),
    ['userpool:Users:web', "there is no app client 'web'"],
    ['userpool:Users:unknown-id', "there is no app client 'unknown-id'"],
    [`userpool:Users:${ID.toUpperCase()}`, `there is no app client '${ID.toUpperCase()}'`],
    ['userpool:users:Web', "there is no user pool 'users'"],
    ['userpool:xeu-west-1_Elsewhere:Web', "there is no user pool 'xeu-west-1_Elsewhere'"],
    ['userpool:eu-west-1_Elsewhere-too:Web', "there is no user pool 'eu-west-1_Elsewhere-too'"],
    ['cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Here', 'the app client is missing'],
    ['google', 'it is neither the name or ARN of a provider nor a resource that is one'],
  ])('by %s is a slip', (key, why) => {
    expect(refusal(key)).toBe(`logins: '${key}' can be no provider: ${why}; Identities has userpool:eu-west-1_Here:known-id`);
  });

  test('of an identity pool without any says so', () => {
    expect(refusal('google', { ...pool(), providers: [] })).toMatch(/; Identities has none$/);
  });
  test('may be called as the developers say, if that is known', () => {
    expect(refusal('mine', pool({ DeveloperProviderName: 'mine' }))).toBeUndefined();
    expect(refusal('mine', pool({ DeveloperProviderName: { 'Fn::Unresolved': 'a parameter' } }))).toBeUndefined();
    expect(refusal('mine', pool({ DeveloperProviderName: 'yours' }))).toContain('it is neither');
  });
  test.each([
    ['AWS::IAM::OIDCProvider', true], ['AWS::IAM::SAMLProvider', true], ['Custom::AWSCDKOpenIdConnectProvider', true],
    ['AWS::IAM::Role', false], ['AWS::IAM::OIDCProviderOfAnotherKind', false], ['My::AWS::IAM::SAMLProvider', false],
  ])('by the name of a resource of type %s may be one: %s', (type, may) => {
    const resources = [{ label: 'Stack-Corp', logicalId: 'Corp', type }];
    expect(['Corp', 'Stack-Corp'].map(key => refusal(key, pool(), resources) === undefined)).toEqual([may, may]);
    expect(refusal('Other', pool(), resources)).toContain('it is neither');
  });
});

describe('what else a request says', () => {
  test.each([
    {}, { 'aws:SourceIp': '1.2.3.4' }, { 'aws:TokenIssueTime': 1, 'aws:SecureTransport': true }, { 'saml:groups': ['a', 'b'] },
    { 'my-cognito-identity.amazonaws.com:aud': 'x' }, { 'cognito-identity.amazonaws.com:sub': 'x' }, { 'aws:TagKeysToo': 'x' },
  ])('%j is given', context => expect(givenContext(context)).toBe(context));

  test.each([undefined, null, 'text', [], 1])('%j is no context', context => {
    expect(() => givenContext(context)).toThrow('context must be an object from condition keys to values');
  });
  test.each([
    'cognito-identity.amazonaws.com:aud', 'COGNITO-identity.amazonaws.com:AMR', 'cognito-identity-us-gov.amazonaws.com:aud',
    'aws:RequestTag/plan', 'aws:TagKeys',
  ])('%s follows from the rest', key => {
    expect(() => givenContext({ [key]: 'x' }))
      .toThrow(`context: ${key} follows from the identity pool and the claims: leave it out, or change those`);
  });
  test.each([[null], [{}], [['a', {}]], [[['a']]]])('%j is no value', value => {
    expect(() => givenContext({ 'aws:SourceIp': value }))
      .toThrow(`context: the value of aws:SourceIp must be a text or a list of texts, got: ${JSON.stringify(value)}`);
  });
});

describe('the token of a user', () => {
  const users = { label: 'Users', providerName: 'cognito-idp.eu-west-1.amazonaws.com/eu-west-1_x' };
  const client = (props: object = {}): any => ({ ref: 'web-id', props, userPool: users, poolId: 'eu-west-1_x' });
  const ofNoPool = { ...client(), userPool: undefined, poolId: undefined };
  const issued = (user: object, asked = client(), ...groups: object[]) => issuedClaims(user, asked, { groups } as any);
  const plain = {
    'sub': SUB, 'aud': 'web-id', 'iss': `https://${users.providerName}`, 'token_use': 'id', 'cognito:username': SUB,
  };

  test('says who it is, and for whom', () => {
    expect(issued({})).toEqual(plain);
    expect(issued({ sub: 'me' })).toEqual({ ...plain, 'sub': 'me', 'cognito:username': 'me' });
    expect(issued({ sub: 'me', username: 'jo' })).toEqual({ ...plain, 'sub': 'me', 'cognito:username': 'jo' });
    expect(issued({}, ofNoPool)).toEqual({ ...plain, iss: undefined });
  });
  test('has what the client may read, and what is not empty', () => {
    const attributes = { 'email': 'a@b', 'custom:plan': 'gold', 'name': '' };
    expect(issued({ attributes })).toEqual({ ...plain, 'email': 'a@b', 'custom:plan': 'gold' });
    expect(issued({ attributes }, client({ ReadAttributes: ['email', 'name'] }))).toEqual({ ...plain, email: 'a@b' });
    expect(issued({ attributes: { sub: 'forged' } })).toEqual(plain);
  });
  test('has the groups, if there are any', () => {
    expect(issued({ groups: ['a'] })).toEqual({ ...plain, 'cognito:groups': ['a'] });
    expect(issued({ groups: [] })).toEqual(plain);
  });
  test('has the role of a group of the same user pool alone', () => {
    const admins = (UserPoolId: unknown, more: object = {}) =>
      ({ conditions: [], props: { UserPoolId, GroupName: 'admins', RoleArn: 'arn:admin', Precedence: 1, ...more } });
    const role = { 'cognito:preferred_role': 'arn:admin' };
    expect(issued({ groups: ['admins'] }, client(), admins('eu-west-1_x'))).toMatchObject(role);
    expect(issued({ groups: ['admins'] }, client(), admins('eu-west-1_y'))).not.toHaveProperty(['cognito:preferred_role']);
    expect(issued({ groups: ['admins'] }, ofNoPool, admins(undefined))).not.toHaveProperty(['cognito:preferred_role']);
  });
  test('has none where it is open which role the groups give', () => {
    const elsewhere = { ...client(), userPool: undefined };
    const group = (GroupName: string, Precedence: unknown) =>
      ({ conditions: [], props: { UserPoolId: 'eu-west-1_x', GroupName, RoleArn: `arn:${GroupName}`, Precedence } });
    const [admins, staff] = [group('admins', 1), group('staff', { 'Fn::Unresolved': 'a parameter' })];
    expect(issued({ groups: ['admins'] }, elsewhere, admins)).toMatchObject({ 'cognito:preferred_role': 'arn:admins' });
    for (const claims of [
      issued({ groups: ['admins', 'others'] }, elsewhere, admins), issued({ groups: ['admins', 'staff'] }, client(), admins, staff),
    ]) expect(Object.keys(claims)).not.toContain('cognito:roles');
  });
});
