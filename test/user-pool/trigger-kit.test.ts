import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { CfnUserPoolIdentityProvider } from 'aws-cdk-lib/aws-cognito';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { func } from './client-fixture';
import { google, saml } from './federation-fixture';
import {
  AppClient, AppUserPool, CognitoAuth, CognitoAuthProps, CustomAttribute, IdentityProvider, Trigger, TriggerKit,
} from '../../src';
import { reviewTemplates } from '../../src/guardrails/check';
import { appCycles } from '../grants/cycles';
import { warningsIn } from '../warnings';

const env = { account: '111122223333', region: 'eu-west-1' };

function auth(triggers: Trigger[], props: CognitoAuthProps = {}): { stack: Stack; auth: CognitoAuth; app: App } {
  const app = new App();
  const stack = new Stack(app, 'Stack', { env });
  return { app, stack, auth: new CognitoAuth(stack, 'Auth', { triggers, selfSignUp: true, ...props }) };
}

type Call = { readonly command: string; readonly input: any };

/** The function as it stands in the template, with an SDK that answers as told and writes down what it was asked. */
function deployed(stack: Stack, answers: Record<string, any> = {}): { handler: (event: any) => Promise<any>; calls: Call[] } {
  const [{ Properties }] = Object.values(Template.fromStack(stack).findResources('AWS::Lambda::Function'));
  expect(Properties.Handler).toBe('index.handler');
  const calls: Call[] = [];
  const command = (name: string) => class {
    public readonly command = name;
    constructor(public readonly input: any) {}
  };
  const sdk = {
    CognitoIdentityProviderClient: class {
      public async send({ command: name, input }: Call): Promise<any> {
        calls.push({ command: name, input });
        const answer = answers[name];
        if (answer instanceof Error) throw answer;
        return answer ?? {};
      }
    },
    ListUsersCommand: command('ListUsers'),
    AdminLinkProviderForUserCommand: command('AdminLinkProviderForUser'),
    AdminAddUserToGroupCommand: command('AdminAddUserToGroup'),
  };
  const load = (name: string) => {
    if (name !== '@aws-sdk/client-cognito-identity-provider') throw new Error(`not in Lambda: ${name}`);
    return sdk;
  };
  const exports: any = {};
  new Function('exports', 'require', 'process', Properties.Code.ZipFile)(exports, load, { env: Properties.Environment?.Variables ?? {} });
  return { handler: exports.handler, calls };
}

const event = (triggerSource: string, userAttributes: Record<string, string>, userName = 'b3e1f7a2-0000-4000-8000-1c2d3e4f5a6b') => ({
  version: '1',
  region: 'eu-west-1',
  userPoolId: 'eu-west-1_Abc123',
  userName,
  callerContext: { awsSdkVersion: 'aws-sdk-unknown-unknown', clientId: '1h57kf5cpq17m0eml12EXAMPLE' },
  triggerSource,
  request: { userAttributes, validationData: null },
  response: { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false },
});

const codes = (stack: Stack) =>
  Object.values(Template.fromStack(stack).findResources('AWS::Lambda::Function')).map(({ Properties }) => Properties.Code.ZipFile);

/** What the role of the kit's function may do, the log aside. */
function actionsOf(stack: Stack): string[] {
  const policies = Object.values(Template.fromStack(stack).findResources('AWS::IAM::Policy'))
    .filter(({ Properties }) => JSON.stringify(Properties.Roles).includes('Kit'));
  return policies.flatMap(({ Properties }) => Properties.PolicyDocument.Statement.flatMap(({ Action, Resource }: any) => {
    expect(Resource).toEqual({ 'Fn::GetAtt': [expect.stringMatching('UserPool'), 'Arn'] });
    return Action;
  }));
}

describe('domains of e-mail addresses', () => {
  const { stack } = auth([TriggerKit.preSignUp({ emailDomains: ['Example.com', 'example.org'] })]);
  const { handler, calls } = deployed(stack);

  test.each(['ann@example.com', 'ANN@EXAMPLE.COM', '"a@b"@example.org'])('%s may sign up', async email => {
    const asked = event('PreSignUp_SignUp', { email });
    await expect(handler(asked)).resolves.toEqual(event('PreSignUp_SignUp', { email }));
  });

  test.each([
    'ann@evil.example', 'ann@sub.example.com', 'ann@notexample.com', 'ann@example.com.evil.example', 'ann@example.com@evil.example',
    '@example.com',
    'example.com', 'ann@example.com.', 'ann@', '',
  ])('%s may not', async email => {
    await expect(handler(event('PreSignUp_SignUp', { email }))).rejects.toThrow('This e-mail address may not sign up.');
    await expect(handler(event('PreSignUp_ExternalProvider', { email }, 'google_1234'))).rejects.toThrow('may not sign up');
  });

  test('nobody may without an address, but whom an administrator invites', async () => {
    for (const userAttributes of [{}, { email: null }, null, undefined] as any[]) {
      await expect(handler(event('PreSignUp_SignUp', userAttributes))).rejects.toThrow('This e-mail address may not sign up.');
    }
    await expect(handler(event('PreSignUp_AdminCreateUser', { email: 'ann@elsewhere.example' }))).resolves.toBeDefined();
    expect(calls).toEqual([]);
  });

  test('the function may do nothing at the pool', () => {
    expect(actionsOf(stack)).toEqual([]);
  });

  test('a pool that verifies no addresses is warned of', () => {
    const props = (selfSignUp: boolean): CognitoAuthProps => ({ selfSignUp });
    const kit = () => [TriggerKit.preSignUp({ emailDomains: ['example.com'] })];
    const unproven = (selfSignUp: boolean) => {
      const made = auth(kit(), props(selfSignUp));
      made.auth.users.cfnUserPool.autoVerifiedAttributes = [];
      return warningsIn(made.stack);
    };
    expect(unproven(true)).toContain('email-domains-unproven');
    expect(unproven(false)).not.toContain('email-domains-unproven');
    expect(warningsIn(auth(kit()).stack)).not.toContain('email-domains-unproven');
  });
});

describe('linking accounts', () => {
  const kit = () => TriggerKit.preSignUp({ linkAccountsOf: ['Google', 'Corp'] });
  const { stack } = auth([kit()]);
  const owner = (changes: Record<string, any> = {}, attributes: Record<string, string> = {}) => ({
    Username: 'b3e1f7a2-1111-4000-8000-1c2d3e4f5a6b',
    Enabled: true,
    UserStatus: 'CONFIRMED',
    Attributes: Object.entries({
      sub: 'b3e1f7a2', email: 'ann@example.com', email_verified: 'true', ...attributes,
    }).map(([Name, Value]) => ({ Name, Value })),
    ...changes,
  });
  const verified = { email: 'ann@example.com', email_verified: 'true' };
  const signUp = async (users: any[], attributes: Record<string, string> = verified, userName = 'google_109876', page = {}) => {
    const { handler, calls } = deployed(stack, { ListUsers: { Users: users, ...page } });
    const asked = event('PreSignUp_ExternalProvider', attributes, userName);
    await expect(handler(asked)).resolves.toEqual(event('PreSignUp_ExternalProvider', attributes, userName));
    return calls;
  };
  const linksOf = (calls: Call[]) => calls.filter(({ command }) => command === 'AdminLinkProviderForUser').map(({ input }) => input);

  test('links to the one account that has the address, verified on both sides', async () => {
    const calls = await signUp([owner()]);
    expect(calls[0]).toEqual({ command: 'ListUsers', input: { UserPoolId: 'eu-west-1_Abc123', Filter: 'email = "ann@example.com"' } });
    expect(linksOf(calls)).toEqual([{
      UserPoolId: 'eu-west-1_Abc123',
      DestinationUser: { ProviderName: 'Cognito', ProviderAttributeValue: 'b3e1f7a2-1111-4000-8000-1c2d3e4f5a6b' },
      SourceUser: { ProviderName: 'Google', ProviderAttributeName: 'Cognito_Subject', ProviderAttributeValue: '109876' },
    }]);
  });

  test('takes the subject as it is, underscores included', async () => {
    const [link] = linksOf(await signUp([owner()], verified, 'Corp_ann_b@corp'));
    expect(link.SourceUser).toMatchObject({ ProviderName: 'Corp', ProviderAttributeValue: 'ann_b@corp' });
  });

  test('a provider that is not linked, and whose name begins as that of one that is, is warned of', () => {
    const ambiguous = (other: string) => {
      const made = auth([kit()], { identityProviders: [saml()] });
      new CfnUserPoolIdentityProvider(made.stack, 'Other', {
        userPoolId: made.auth.userPool.userPoolId, providerName: other, providerType: 'SAML', providerDetails: {},
      });
      return warningsIn(made.stack).filter(id => id === 'account-linking-ambiguous').length;
    };
    expect(ambiguous('corp_EU')).toBe(1);
    expect(ambiguous('Corporate')).toBe(0);
  });

  test.each([
    ['the provider is not among them', verified, 'facebook_1234'],
    ['the name of another provider begins alike', verified, 'googlemail_1234'],
    ['the provider does not say that the address is verified', { email: 'ann@example.com' }, 'google_1234'],
    ['the provider says that it is not', { email: 'ann@example.com', email_verified: 'false' }, 'google_1234'],
    ['there is no address', { email_verified: 'true' }, 'google_1234'],
    ['the address would end the filter', { email: '"ann" or "@example.com', email_verified: 'true' }, 'google_1234'],
    ['the address would escape the end of the filter', { email: 'ann\\@example.com', email_verified: 'true' }, 'google_1234'],
  ])('asks nobody when %s', async (_, attributes, userName) => {
    expect(await signUp([owner()], attributes as Record<string, string>, userName)).toEqual([]);
  });

  test.each([
    ['nobody has the address', []],
    ['whoever has it has not verified it', [owner({}, { email_verified: 'false' })]],
    ['the account is not confirmed', [owner({ UserStatus: 'UNCONFIRMED' })]],
    ['the account waits for its first password', [owner({ UserStatus: 'FORCE_CHANGE_PASSWORD' })]],
    ['the account is one of a provider', [owner({ UserStatus: 'EXTERNAL_PROVIDER' })]],
    ['the account is disabled', [owner({ Enabled: false })]],
    ['the address is another one', [owner({}, { email: 'ann@example.co' })]],
    ['two accounts have it', [owner(), owner({ Username: 'other' })]],
  ])('links nobody when %s', async (_, users) => {
    expect(linksOf(await signUp(users))).toEqual([]);
  });

  test('links nobody when there may be more accounts on the next page', async () => {
    expect(linksOf(await signUp([owner()], verified, 'google_1', { PaginationToken: 'more' }))).toEqual([]);
  });

  test('has nothing to do with people who sign up themselves', async () => {
    const { handler, calls } = deployed(stack, { ListUsers: { Users: [owner()] } });
    await handler(event('PreSignUp_SignUp', verified, 'google_109876'));
    expect(calls).toEqual([]);
  });

  test('passes on that Cognito refuses', async () => {
    const { handler } = deployed(stack, { ListUsers: new Error('TooManyRequests') });
    await expect(handler(event('PreSignUp_ExternalProvider', verified, 'google_1'))).rejects.toThrow('TooManyRequests');
  });

  test('the function may list users and link them, at this pool', () => {
    expect(actionsOf(stack)).toEqual(['cognito-idp:ListUsers', 'cognito-idp:AdminLinkProviderForUser']);
  });

  test('providers that link nobody are warned of', () => {
    const idle = (...identityProviders: IdentityProvider[]) =>
      warningsIn(auth([kit()], { identityProviders }).stack).filter(id => id === 'account-linking-idle');
    expect(idle()).toHaveLength(2);
    expect(idle(google(), saml())).toHaveLength(1);
    expect(idle(google(), saml({ attributes: { email: 'mail', emailVerified: 'verified' }, emailTrustedBecause: undefined }))).toEqual([]);
  });
});

describe('a group for everybody', () => {
  const { stack, auth: made } = auth([TriggerKit.postConfirmation({ group: 'members' })]);
  made.addGroup('members');

  test('has whoever signed up', async () => {
    const { handler, calls } = deployed(stack);
    await expect(handler(event('PostConfirmation_ConfirmSignUp', { email: 'ann@example.com' }, 'ann'))).resolves.toBeDefined();
    expect(calls).toEqual([
      { command: 'AdminAddUserToGroup', input: { UserPoolId: 'eu-west-1_Abc123', Username: 'ann', GroupName: 'members' } },
    ]);
  });

  test('is not given back to who was taken out and has a new password', async () => {
    const { handler, calls } = deployed(stack);
    await handler(event('PostConfirmation_ConfirmForgotPassword', { email: 'ann@example.com' }, 'ann'));
    expect(calls).toEqual([]);
  });

  test('is what people say about themselves no matter', async () => {
    const { handler, calls } = deployed(stack);
    await handler({
      ...event('PostConfirmation_ConfirmSignUp', { 'custom:group': 'admins' }, 'ann'),
      request: { userAttributes: {}, clientMetadata: { GROUP_NAME: 'admins' } },
    });
    expect(calls[0].input.GroupName).toBe('members');
  });

  test('ends in an error where it is not to be had', async () => {
    const { handler } = deployed(stack, { AdminAddUserToGroup: new Error('ResourceNotFoundException') });
    await expect(handler(event('PostConfirmation_ConfirmSignUp', {}, 'ann'))).rejects.toThrow('ResourceNotFoundException');
  });

  test('takes membership only, and is warned of when the app does not make it', () => {
    expect(actionsOf(stack)).toEqual(['cognito-idp:AdminAddUserToGroup']);
    expect(warningsIn(stack)).not.toContain('default-group-missing');
    expect(warningsIn(auth([TriggerKit.postConfirmation({ group: 'members' })]).stack)).toContain('default-group-missing');
  });
});

describe('claims from attributes', () => {
  const custom = (writable: boolean): CognitoAuthProps => ({
    attributes: { custom: { plan: CustomAttribute.text() } },
    client: AppClient.browser(writable ? { writeAttributes: ['email', 'custom:plan'] } : { writeAttributes: ['email'] }),
  });
  const kit = () => TriggerKit.preTokenGeneration({ claims: { 'https://example.com/plan': 'custom:plan', 'mail': 'email' } });
  const { stack, auth: made } = auth([kit()], custom(false));

  test('stand in both tokens, and nothing else is touched', async () => {
    const { handler } = deployed(stack);
    const asked = {
      ...event('TokenGeneration_Authentication', { 'custom:plan': 'gold', 'email': 'ann@example.com', 'sub': '1' }),
      version: '2',
      response: {},
    };
    const claimsToAddOrOverride = { 'https://example.com/plan': 'gold', 'mail': 'ann@example.com' };
    expect((await handler(asked)).response).toEqual({
      claimsAndScopeOverrideDetails: { idTokenGeneration: { claimsToAddOrOverride }, accessTokenGeneration: { claimsToAddOrOverride } },
    });
  });

  test('are left out for who lacks the attribute, whatever the caller says', async () => {
    const { handler } = deployed(stack);
    const asked = {
      ...event('TokenGeneration_HostedAuth', { email: '' }),
      request: { userAttributes: { email: '' }, clientMetadata: { 'custom:plan': 'gold' } },
    };
    const { idTokenGeneration, accessTokenGeneration } = (await handler(asked)).response.claimsAndScopeOverrideDetails;
    expect([idTokenGeneration, accessTokenGeneration]).toEqual([{ claimsToAddOrOverride: {} }, { claimsToAddOrOverride: {} }]);
  });

  test.each<[string, any]>([
    ['RefreshTokens', { 'custom:plan': null, 'email': null }], ['NewPasswordChallenge', null], ['AuthenticateDevice', undefined],
    ['ClientCredentials', {}],
  ])('are left out where there is nothing to copy (%s)', async (source, userAttributes) => {
    const { handler } = deployed(stack);
    const { response } = await handler({ ...event(`TokenGeneration_${source}`, userAttributes), version: '3' });
    expect(response.claimsAndScopeOverrideDetails.idTokenGeneration).toEqual({ claimsToAddOrOverride: {} });
  });

  test('come by event version 2, raise the plan and need no rights', () => {
    Template.fromStack(stack)
      .hasResourceProperties('AWS::Cognito::UserPool', { LambdaConfig: { PreTokenGenerationConfig: { LambdaVersion: 'V2_0' } } });
    expect(made.plan.name).toBe('ESSENTIALS');
    expect(actionsOf(stack)).toEqual([]);
  });

  test('that people can write themselves are warned of, as are those of no attribute', () => {
    expect(warningsIn(stack)).not.toEqual(expect.arrayContaining(['claim-people-write']));
    expect(warningsIn(auth([kit()], custom(true)).stack)).toContain('claim-people-write');
    expect(warningsIn(auth([kit()]).stack)).toContain('claim-of-no-attribute');
    expect(warningsIn(stack)).not.toContain('claim-of-no-attribute');
  });
});

describe('the functions', () => {
  const all = () => [
    TriggerKit.preSignUp({ emailDomains: ['example.com'], linkAccountsOf: ['Google'] }),
    TriggerKit.postConfirmation({ group: 'members' }),
    TriggerKit.preTokenGeneration({ claims: { mail: 'email' } }),
  ];

  test('fit into a template: no asset, no code of more than 4096 bytes', () => {
    const { stack } = auth(all());
    expect(codes(stack)).toHaveLength(3);
    codes(stack).forEach(code => expect(Buffer.byteLength(code)).toBeLessThanOrEqual(4096));
  });

  test('make no cycle, may write their own log only, and are called by this pool', () => {
    const { app, stack, auth: { identityPool } } = auth(all());
    expect(identityPool).toBeDefined();
    expect(appCycles(app)).toEqual([]);
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::Lambda::Permission', 3);
    template.resourcePropertiesCountIs('AWS::Logs::LogGroup', { RetentionInDays: 90 }, 3);
    template.hasResourceProperties('AWS::IAM::Role', {
      ManagedPolicyArns: Match.absent(),
      Policies: [{
        PolicyDocument: {
          Statement: [
            { Action: ['logs:CreateLogStream', 'logs:PutLogEvents'], Resource: { 'Fn::GetAtt': [Match.stringLikeRegexp('Log'), 'Arn'] } },
          ],
        },
      }],
    });
    template.allResourcesProperties('AWS::Lambda::Function', { Timeout: 5, Runtime: 'nodejs22.x' });
  });

  test('are accepted by the guardrails about triggers, in words, and a function of the same rights is not', () => {
    const findings = (triggers: Trigger[], grant?: (made: CognitoAuth, stack: Stack) => void) => {
      const made = auth(triggers);
      made.auth.addGroup('members');
      grant?.(made.auth, made.stack);
      const review = reviewTemplates([{ name: 'Stack', body: Template.fromStack(made.stack).toJSON() as any }]);
      return { found: review.findings.map(({ rule }) => rule), accepted: review.accepted.map(({ rule }) => rule) };
    };
    const about = ['trigger-links-accounts', 'trigger-adds-to-group', 'sign-up-auto-confirmed', 'pre-token-decides-roles'];
    const kit = findings(all());
    expect(kit.accepted).toEqual(expect.arrayContaining(['trigger-links-accounts', 'trigger-adds-to-group']));
    expect(kit.found.filter(rule => about.includes(rule))).toEqual([]);
    const own = findings([], (made, stack) => {
      const fn = func(stack, 'Own');
      made.addTrigger(Trigger.postConfirmation(fn));
      made.grants.manageGroupMembership(fn);
      made.grants.linkIdentities(fn);
    });
    expect(own.found).toEqual(expect.arrayContaining(['trigger-links-accounts', 'trigger-adds-to-group']));
    expect(findings([TriggerKit.preTokenGeneration({ claims: { roles: 'email' } })]).found).toContain('pre-token-decides-roles');
    const asking = (code: string) =>
      findings([], (made, stack) => made.addTrigger(Trigger.preTokenGeneration(new lambda.Function(stack, 'Own', {
        runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline(code),
      })))).found;
    expect(asking('exports.handler = async event => ({ ...event, response: await (await fetch("https://x.example")).json() });'))
      .toContain('pre-token-decides-roles');
    expect(asking('exports.handler = async event => event;')).not.toContain('pre-token-decides-roles');
  });

  test('have no room beside a function of the same trigger', () => {
    const { stack, auth: made } = auth([TriggerKit.postConfirmation({ group: 'members' })]);
    expect(() => made.addTrigger(Trigger.postConfirmation(func(stack, 'Own')))).toThrow('trigger postConfirmation is already');
    expect(() => made.addTrigger(TriggerKit.postConfirmation({ group: 'others' })))
      .toThrow('TriggerKit.postConfirmation: the construct id');
  });
});

describe('what the kit refuses', () => {
  const added = (trigger: Trigger) => new AppUserPool(new Stack(new App(), 'Stack'), 'Users').addTrigger(trigger);
  const preSignUp = (options: Parameters<typeof TriggerKit.preSignUp>[0]) => () => added(TriggerKit.preSignUp(options));
  const claims = (given: Record<string, string>) => () => added(TriggerKit.preTokenGeneration({ claims: given }));
  const count = (amount: number) => Object.fromEntries(Array.from({ length: amount }, (_, index) => [`claim${index}`, 'email']));

  test('no option at all', () => {
    expect(preSignUp({})).toThrow('TriggerKit.preSignUp: give emailDomains or linkAccountsOf');
    expect(preSignUp({ emailDomains: [] })).toThrow('give emailDomains or linkAccountsOf');
  });

  test.each([
    '*.example.com', '@example.com', 'example', 'a b.example', '', 'exämple.com', 'https://example.com',
  ])('the domain %p', domain => {
    expect(preSignUp({ emailDomains: [domain] })).toThrow(`emailDomains: '${domain}' is no domain`);
  });

  test.each(['xn--exmple-cua.com', 'a.co', 'sub.example.co.uk'])('not the domain %p', domain => {
    expect(preSignUp({ emailDomains: [domain] })).not.toThrow();
  });

  test.each(['', 'ab', '_Corp', 'Corp x', 'C'.repeat(33)])('the provider %p', provider => {
    expect(preSignUp({ linkAccountsOf: [provider] })).toThrow(`linkAccountsOf: '${provider}' is no name of an identity provider`);
  });

  test('not a provider of 32 characters, nor a group of 128', () => {
    expect(preSignUp({ linkAccountsOf: ['C'.repeat(32)] })).not.toThrow();
    expect(() => added(TriggerKit.postConfirmation({ group: 'g'.repeat(128) }))).not.toThrow();
  });

  test('groups of no or 129 characters, and what is known at deployment only', () => {
    const { auth: made } = auth([]);
    for (const group of ['', 'g'.repeat(129)]) {
      expect(() => added(TriggerKit.postConfirmation({ group })))
        .toThrow('group must have 1 to 128 characters');
    }
    expect(() => added(TriggerKit.postConfirmation({ group: made.addGroup('a').cfnGroup.ref })))
      .toThrow('Stack/Users: TriggerKit.postConfirmation: group has a value that is known at deployment only; write it out');
  });

  test.each(['sub', 'cognito:groups', 'aud', 'scope', 'email_verified', ' '])('the claim %p', claim => {
    expect(claims({ [claim]: 'email' })).toThrow(`'${claim}' is a claim that Cognito writes itself`);
  });

  test.each(['plan', 'custom:', 'Email', ''])('the attribute %p', attribute => {
    expect(claims({ plan: attribute })).toThrow(`'${attribute}' is no attribute`);
  });

  test('no claims, and the 51st', () => {
    expect(claims({})).toThrow('claims has 0 entries');
    expect(claims(count(50))).not.toThrow();
    expect(claims(count(51))).toThrow('claims has 51 entries');
  });

  test('settings of more than 4096 bytes, which Lambda does not take', () => {
    const domains = (last: string) =>
      [...Array.from({ length: 203 }, (_, index) => `d${String(index).padStart(4, '0')}.example.com`), last];
    expect(() => auth([TriggerKit.preSignUp({ emailDomains: domains('1234567.example.com') })])).not.toThrow();
    expect(() => auth([TriggerKit.preSignUp({ emailDomains: domains('12345678.example.com') })]))
      .toThrow('its settings have 4097 bytes, and a Lambda function takes 4096');
  });
});
