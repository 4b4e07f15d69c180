import { App, CfnParameter, Duration, SecretValue, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { func } from './client-fixture';
import { AppClient, AppUserPool, AppUserPoolProps, CognitoAuth, CustomAttribute, Mfa, Trigger } from '../../src';

const custom = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`a${i}`, CustomAttribute.text()]));

function made(props: AppUserPoolProps = {}, region = 'us-east-1') {
  const stack = new Stack(new App(), 'Stack', { env: { account: '123456789012', region } });
  return { stack, users: new AppUserPool(stack, 'Users', props) };
}

function warns(stack: Stack, text: string): boolean {
  Template.fromStack(stack);
  return Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp(text)).length > 0;
}

describe('custom attributes', () => {
  test.each(['website', 'name', 'email', 'sub', 'email_verified', 'updated_at'])('warns of %s, a standard one', name => {
    expect(warns(
      made({ attributes: { custom: { [name]: CustomAttribute.text() } } }).stack, `'${name}' is the name of a standard attribute`,
    )).toBe(true);
  });

  test.each(['websites', 'mail', 'Website', 'familyName'])('says nothing of %s', name => {
    expect(warns(made({ attributes: { custom: { [name]: CustomAttribute.text() } } }).stack, 'standard attribute')).toBe(false);
  });

  test('fails for a schema of 51', () => {
    expect(() => made({ attributes: { fullname: { required: true }, custom: custom(50) } }))
      .toThrow(/Stack\/Users: attributes: 50 custom and 1 standard.*takes 50/);
    expect(() => made({ attributes: { custom: custom(50) } })).not.toThrow();
    expect(() => made({ attributes: { fullname: {}, custom: custom(49) } })).not.toThrow();
  });

  test('fails for a schema of 51 on the resource', () => {
    const { stack, users } = made({ attributes: { custom: custom(49) } });
    users.cfnUserPool.addPropertyOverride('Schema.49', { Name: 'b', AttributeDataType: 'String' });
    expect(() => Template.fromStack(stack)).not.toThrow();
    const one = made({ attributes: { custom: custom(50) } });
    one.users.cfnUserPool.addPropertyOverride('Schema.50', { Name: 'b', AttributeDataType: 'String' });
    expect(() => Template.fromStack(one.stack)).toThrow(/the schema has 51 attributes/);
  });

  test('that are undefined are left out', () => {
    const { stack } = made({ attributes: { email: undefined, custom: { plan: CustomAttribute.text(), beta: undefined as any } } });
    expect(JSON.stringify(Template.fromStack(stack).toJSON())).not.toContain('beta');
  });
});

describe('clientName', () => {
  test.each(['Photos (iOS)', '', 'x'.repeat(129), 'Fotos für alle'])('fails for %j', clientName => {
    expect(() => made().users.addClient('App', AppClient.mobile({ clientName })))
      .toThrow(/Stack\/Users: client 'App': AppClient.mobile: clientName: '/);
  });

  test.each(['Photos, iOS @ home = 2.0+beta_1-x', 'x', 'x'.repeat(128)])('may be %j', clientName => {
    expect(() => made().users.addClient('App', AppClient.mobile({ clientName }))).not.toThrow();
  });
});

describe('texts', () => {
  test.each([
    ['invitation.emailSubject', { invitation: { emailSubject: 'Welcome\u200b' } }],
    ['invitation.emailBody', { invitation: { emailBody: '{username} {####}\u00ad' } }],
  ])('fails for a format character in %s', (prop, props) => {
    expect(() => made(props)).toThrow(new RegExp(`Stack/Users: ${prop}: .* holds the character U\\+(200B|00AD)`));
  });

  test('may have symbols, emoji, several lines and spaces of any kind', () => {
    expect(() => made({ invitation: { emailSubject: 'Bienvenue\u00a0! 🎉', emailBody: 'Hi {username},\r\n\t{####}' } })).not.toThrow();
  });
});

test('fails for a relying party of 64 characters', () => {
  const id = (length: number) => `${'a'.repeat(length - 12)}.example.com`;
  const props = (length: number) => ({ firstFactors: { passkey: true }, passkeys: { relyingPartyId: id(length) } });
  expect(() => made(props(64))).toThrow(/passkeys.relyingPartyId: .* has 64 characters; use 1 to 63/);
  expect(() => made(props(63))).not.toThrow();
});

describe('durations of tokens', () => {
  const token = (unit: 'seconds' | 'minutes' | 'hours' | 'days') =>
    (stack: Stack) => Duration[unit](new CfnParameter(stack, 'Value', { type: 'Number' }).valueAsNumber);
  const render = (prop: string, unit: Parameters<typeof token>[0]) => {
    const { stack, users } = made();
    users.addClient('App', AppClient.mobile({ [prop]: token(unit)(stack) }));
  };

  test.each([
    ['authSessionValidity', 'hours', 'minutes'], ['authSessionValidity', 'seconds', 'minutes'],
    ['refreshTokenGracePeriod', 'minutes', 'seconds'],
  ] as const)(
    'fails for %s in %s', (prop, unit, wanted) => {
      expect(() => render(prop, unit))
        .toThrow(new RegExp(`Stack/Users: client 'App': AppClient.mobile: ${prop}: .*Duration.${wanted}\\(…\\)`));
      expect(() => render(prop, wanted)).not.toThrow();
    });

  test.each(['seconds', 'minutes', 'hours', 'days'] as const)('may be %s for a token', unit => {
    expect(() => render('accessTokenValidity', unit)).not.toThrow();
  });

  test('fails for a temporary password in hours', () => {
    const stack = new Stack();
    expect(() => new AppUserPool(stack, 'Users', { passwordPolicy: { temporaryValidity: token('hours')(stack) } }))
      .toThrow(/passwordPolicy.temporaryValidity: .*Duration.days/);
  });
});

test('fails for an empty id', () => {
  const { stack, users } = made();
  expect(() => users.addClient('', AppClient.mobile())).toThrow("Stack/Users: addClient(''): the construct id is empty");
  expect(() => users.addResourceServer('', { identifier: 'orders', scopes: { read: 'Read' } }))
    .toThrow("addResourceServer(''): the construct id is empty");
  expect(() => new AppUserPool(stack, '')).toThrow('Stack: new AppUserPool: the construct id is empty');
  expect(() => new CognitoAuth(stack, '')).toThrow('new CognitoAuth: the construct id is empty');
});

test('fails for a user pool in China', () => {
  expect(() => made({}, 'cn-north-1')).toThrow(/Stack\/Users: the region cn-north-1 is in China/);
  expect(() => made({}, 'us-gov-west-1')).not.toThrow();
});

describe('passkeys', () => {
  const mfa = Mfa.required({ totp: true, passkey: true });

  test('are warned about without domain and relying party', () => {
    expect(warns(made({ mfa }).stack, 'neither a domain nor a relying party')).toBe(true);
    expect(warns(made({ firstFactors: { passkey: true } }).stack, 'neither a domain nor a relying party')).toBe(true);
  });

  test('have a relying party or a domain', () => {
    expect(warns(made({ mfa, passkeys: { relyingPartyId: 'accounts.example.org' } }).stack, 'neither a domain')).toBe(false);
    const { stack, users } = made({ mfa });
    users.userPool.addDomain('Domain', { cognitoDomain: { domainPrefix: 'photos' } });
    expect(warns(stack, 'neither a domain')).toBe(false);
  });
});

describe('triggers', () => {
  const there = (stack: Stack, region: string) =>
    lambda.Function.fromFunctionArn(stack, 'Fn', `arn:aws:lambda:${region}:123456789012:function:there`);

  test('fail for a function of another region', () => {
    const { stack, users } = made();
    expect(() => users.addTrigger(Trigger.preSignUp(there(stack, 'eu-west-1'))))
      .toThrow(/trigger preSignUp: 'Stack\/Fn' is in eu-west-1 and the user pool in us-east-1/);
    const other = made();
    expect(() => other.users.addTrigger(Trigger.preSignUp(there(other.stack, 'us-east-1')))).not.toThrow();
  });

  test('give the permission a name that does not tell which came first', () => {
    const ids = (names: ('preSignUp' | 'postConfirmation')[]) => {
      const { stack, users } = made();
      const fn = func(stack, 'Check');
      names.forEach(name => users.addTrigger(Trigger[name](fn)));
      return Object.keys(Template.fromStack(stack).findResources('AWS::Lambda::Permission'));
    };
    expect(ids(['preSignUp', 'postConfirmation'])).toEqual(ids(['postConfirmation', 'preSignUp']));
  });
});

describe('clients past the pool', () => {
  test('are warned about with what the CDK makes up', () => {
    const { stack, users } = made();
    users.userPool.addClient('Second');
    expect(warns(stack, 'Stack/Users/UserPool/Second.*implicit grant.*https://example.com')).toBe(true);
  });

  test('may have a callback and a grant of their own, or none', () => {
    const { stack, users } = made();
    users.userPool.addClient('Own', { oAuth: { flows: { authorizationCodeGrant: true }, callbackUrls: ['https://photos.example.org'] } });
    users.userPool.addClient('None', { disableOAuth: true });
    users.addClient('Ours', AppClient.browser({ callbackUrls: ['https://example.com'] }));
    expect(warns(stack, 'made past addClient')).toBe(false);
  });
});

test('the mapping of a provider names attributes as Cognito does', () => {
  const mapping = (attribute: string) => {
    const { stack, users } = made({ attributes: { custom: { plan: CustomAttribute.text({ writableByUser: true }) } } });
    new cognito.UserPoolIdentityProviderGoogle(stack, 'Google', {
      userPool: users.userPool,
      clientId: 'id',
      clientSecretValue: SecretValue.secretsManager('google'),
      attributeMapping: { email: cognito.ProviderAttribute.GOOGLE_EMAIL, custom: { [attribute]: cognito.ProviderAttribute.other('x') } },
    });
    users.addClient('App', AppClient.mobile());
    return () => Template.fromStack(stack);
  };
  expect(mapping('plan')).toThrow(/maps 'plan', which is no attribute of a user pool; write 'custom:plan' in attributeMapping$/m);
  expect(mapping('dept')).toThrow(/write 'custom:dept' in attributeMapping, and declare it in attributes.custom/);
  expect(mapping('familyName')).toThrow(/maps 'familyName', .*write 'family_name'/);
  expect(mapping('custom:plan')).not.toThrow();
});

test('undefined members of lists are left out', () => {
  const { stack, users } = made({ triggers: [undefined as any] });
  users.addClient(
    'Web',
    AppClient.browser({
      callbackUrls: ['https://photos.example.org', undefined as any], scopes: [cognito.OAuthScope.OPENID, undefined as any],
    }),
  );
  users.addResourceServer('Api', { identifier: 'orders', scopes: { read: 'Read', write: undefined as any } });
  expect(() => Template.fromStack(stack)).not.toThrow();
});
