import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import {
  AdminInitiateAuthCommand, AdminResetUserPasswordCommand, AdminUpdateUserAttributesCommand, RespondToAuthChallengeCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { PASSWORD, Stand, withProps } from './stand';
import { KeptStores } from '../../../src/local/user-pool/emulator/kept-stores';
import { addFunctions } from '../../../src/local/user-pool/functions/function-code';
import { attributesOf, Triggers } from '../../../src/local/user-pool/functions/triggers';
import { Challenges } from '../../../src/local/user-pool/sign-in/challenges';
import { changeTokens } from '../../../src/local/user-pool/tokens/pre-token';
import { RefreshTokens } from '../../../src/local/user-pool/tokens/refresh-tokens';
import { attributeClaims, newSession } from '../../../src/local/user-pool/tokens/tokens';
import { refusal } from '../harness';

const GATE = `exports.handler = async event => {
  if (event.request.userAttributes.name === 'Mallory') throw new Error('not now');
  return event;
};`;

const FLOWS = {
  ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_USER_AUTH', 'ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ALLOW_CUSTOM_AUTH'],
};

let stand: Stand;
beforeAll(async () => {
  stand = await Stand.start(withProps({
    Pool: { Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP'] } } },
    Web: FLOWS,
  }, {
    Gated: {
      Type: 'AWS::Cognito::UserPool',
      Properties: {
        UsernameAttributes: ['email'],
        AutoVerifiedAttributes: ['email'],
        MfaConfiguration: 'OFF',
        LambdaConfig: { PreAuthentication: { 'Fn::GetAtt': ['Gate', 'Arn'] } },
      },
    },
    GatedWeb: { Type: 'AWS::Cognito::UserPoolClient', Properties: { UserPoolId: { Ref: 'Gated' }, ...FLOWS } },
    Gate: { Type: 'AWS::Lambda::Function', Properties: { Runtime: 'nodejs22.x', Handler: 'index.handler', Code: { ZipFile: GATE } } },
  }));
  await stand.join('ann@example.org');
});
afterEach(() => jest.restoreAllMocks());
afterAll(() => stand?.stop());

const send = (command: any) => stand.client.send(command) as Promise<any>;
const somebody = (Username: string, poolId = stand.poolId) => ({ UserPoolId: poolId, Username });
const poolId = (label: string) => stand.pools.settings.find(pool => pool.label === label)!.id;
const later = (seconds: number) => {
  const then = Date.now() + seconds * 1000;
  jest.spyOn(Date, 'now').mockImplementation(() => then);
};

describe('the ways to sign in', () => {
  test('an administrator\'s flow is for administrators', async () => {
    const parameters = { USERNAME: 'ann@example.org', PASSWORD };
    expect((await refusal(stand.initiate('ADMIN_USER_PASSWORD_AUTH', parameters))).message).toBe('Initiate Auth method not supported.');
    await expect(send(new AdminInitiateAuthCommand({
      UserPoolId: stand.poolId, ClientId: stand.clientId(), AuthFlow: 'ADMIN_USER_PASSWORD_AUTH', AuthParameters: parameters,
    }))).resolves.toHaveProperty('AuthenticationResult.IdToken');
  });

  test('a flow of one\'s own needs the functions of the pool', async () => {
    expect((await refusal(stand.initiate('CUSTOM_AUTH', { USERNAME: 'ann@example.org' }))).message)
      .toBe('Custom auth lambda trigger is not configured for the user pool.');
  });

  test('what is missing is named', async () => {
    expect((await refusal(stand.initiate('USER_PASSWORD_AUTH', undefined as any))).message).toBe('Missing required parameter USERNAME');
    const asked = await stand.initiate('USER_AUTH', { USERNAME: 'ann@example.org' });
    const answer = (more: object) => send(new RespondToAuthChallengeCommand({
      ClientId: stand.clientId(), ChallengeName: 'SELECT_CHALLENGE', Session: asked.Session, ...more,
    }));
    expect((await refusal(answer({}))).message).toBe('Missing required parameter ANSWER');
    expect((await refusal(answer({ Session: undefined }))).message).toBe('Invalid session for the user.');
  });

  test('a stranger is not asked for a code, where the client may say that there is nobody', async () => {
    const ask = (email: string) => stand.initiate('USER_AUTH', { USERNAME: email, PREFERRED_CHALLENGE: 'EMAIL_OTP' });
    expect((await refusal(ask('nobody@example.org'))).name).toBe('UserNotFoundException');
    expect((await ask('ann@example.org')).ChallengeName).toBe('EMAIL_OTP');
  });

  test('whoever has to reset their password does not sign in before', async () => {
    const email = await stand.join('reset@example.org');
    await send(new AdminResetUserPasswordCommand(somebody(email)));
    expect((await refusal(stand.signIn(email))).name).toBe('PasswordResetRequiredException');
  });

  test('a function is asked before each sign-in of somebody, and its no is a no', async () => {
    const email = await stand.join('ann@gated.example', 'GatedWeb');
    const rename = (Value: string) => send(new AdminUpdateUserAttributesCommand({
      ...somebody(email, poolId('Gated')), UserAttributes: [{ Name: 'name', Value }],
    }));
    await expect(stand.signIn(email, 'GatedWeb')).resolves.toHaveProperty('IdToken');
    await rename('Mallory');
    expect(await refusal(stand.signIn(email, 'GatedWeb'))).toMatchObject({
      name: 'UserLambdaValidationException', message: 'PreAuthentication failed with error not now.',
    });
    expect((await refusal(stand.signIn('nobody@gated.example', 'GatedWeb'))).name).toBe('UserNotFoundException');
  });
});

test('a question waits for three minutes, and for no longer than ten thousand others', () => {
  const challenges = new Challenges();
  const challenge = { name: 'EMAIL_OTP', poolId: 'p', clientId: 'c', seconds: 180 };
  const first = challenges.add(challenge);
  expect(challenges.find(first, 'EMAIL_OTP', 'c')).toBe(challenge);
  const second = challenges.add(challenge);
  for (let others = 2; others <= 10_000; others += 1) challenges.add(challenge, `s${others}`);
  expect(() => challenges.find(first, 'EMAIL_OTP')).toThrow('Invalid session for the user.');
  expect(challenges.find(second, 'EMAIL_OTP')).toBe(challenge);
  expect(() => challenges.find(undefined, 'EMAIL_OTP')).toThrow('Invalid session for the user.');
  later(200);
  challenges.add(challenge, 'new');
  expect(() => challenges.find('s10000', 'EMAIL_OTP')).toThrow(/^Invalid session for the user\.$/);
  expect(challenges.find('new', 'EMAIL_OTP')).toBe(challenge);
});

test('one that was replaced is no longer good once its client does not rotate any more', async () => {
  const store = new KeptStores().open('tokens', { Refresh: {}, Revoked: {} });
  const tokens = new RefreshTokens(store, { isRevoked: () => false } as any);
  const pool = { settings: { id: 'us-east-1_A' } } as any;
  const client = { id: 'c', validity: { refresh: 60 } } as any;
  const nobody = { Username: 'ann', Attributes: [] } as any;
  const first = await tokens.issue(pool, client, nobody, newSession());
  expect(tokens.read(first, pool, client)).toMatchObject({ username: 'ann' });
  expect(tokens.read(first, pool, client)).not.toHaveProperty('sub');
  const second = await tokens.rotate(first, pool, client, nobody);
  expect(() => tokens.read(first, pool, client)).toThrow('invalidated by refresh token rotation');
  expect(tokens.read(first, pool, { ...client, rotation: { graceSeconds: 60 } })).toHaveProperty('replaced');
  expect(tokens.read(second, pool, client)).not.toHaveProperty('replaced');
  expect(() => tokens.read(second, { settings: { id: 'us-east-1_B' } } as any, client)).toThrow('Invalid Refresh Token');
  expect(() => tokens.read(undefined, pool, client)).toThrow('Invalid Refresh Token');
});

test('a scope lets an ID token say what belongs to it', () => {
  const person = { Attributes: ['sub', 'email', 'phone_number', 'name'].map(Name => ({ Name, Value: Name })) } as any;
  const said = (...scopes: string[]) => Object.keys(attributeClaims({} as any, person, scopes));
  expect(said('openid')).toEqual(['sub', 'email', 'phone_number', 'name']);
  expect(said('phone')).toEqual(['sub', 'phone_number']);
  expect(said('profile')).toEqual(['sub', 'name']);
});

describe('what a pre-token function answers', () => {
  const DRAFT = {
    id: { 'sub': 's', 'email': 'a@b.example', 'cognito:groups': ['old'], 'cognito:roles': ['r'], 'cognito:preferred_role': 'r' },
    access: { 'sub': 's', 'scope': 'openid email', 'cognito:groups': ['old'], 'cognito:roles': ['r'] },
  };
  const changedBy = (version: string, response: object) => changeTokens({
    has: () => true, version: () => version, invoke: async () => response,
  } as any, {
    pool: { settings: { id: 'p' } } as any,
    client: { id: 'c' } as any,
    person: { Username: 'ann', Attributes: [] } as any,
    groups: { names: ['old'], roles: ['r'] },
    source: 'Authentication',
    scopes: ['openid', 'email'],
  }, DRAFT);

  test.each(['V1_0', 'V2_0'])('nothing, in an event of %s, changes nothing but that no role is in the access token', async version => {
    const { 'cognito:roles': _roles, ...access } = DRAFT.access;
    expect(await changedBy(version, {})).toEqual({ id: DRAFT.id, access });
    expect(await changedBy(version, { claimsOverrideDetails: null, claimsAndScopeOverrideDetails: {} })).toEqual({ id: DRAFT.id, access });
  });

  test('one token may be changed without the other', async () => {
    const { id, access } = await changedBy('V2_0', {
      claimsAndScopeOverrideDetails: {
        idTokenGeneration: { claimsToAddOrOverride: null, claimsToSuppress: ['email', 'sub'] }, accessTokenGeneration: null,
      },
    });
    expect([Object.keys(id), access.scope]).toEqual([['sub', 'cognito:groups', 'cognito:roles', 'cognito:preferred_role'], 'openid email']);
  });

  test('groups and roles that it names take the place of the others; none, if it names none', async () => {
    const overridden = (groupOverrideDetails: object) => changedBy('V1_0', { claimsOverrideDetails: { groupOverrideDetails } });
    const { id, access } = await overridden({ groupsToOverride: ['new'], iamRolesToOverride: ['n'], preferredRole: 'n' });
    expect(id).toMatchObject({ 'cognito:groups': ['new'], 'cognito:roles': ['n'], 'cognito:preferred_role': 'n' });
    expect(access).toEqual({ 'sub': 's', 'scope': 'openid email', 'cognito:groups': ['new'] });
    expect((await overridden({})).id).toEqual({ sub: 's', email: 'a@b.example' });
  });
});

describe('triggers', () => {
  const triggers = (outcome: object, config: object = { PreSignUp: 'arn:aws:lambda:us-east-1:1:function:Gate' }) => {
    const invoke = jest.fn().mockResolvedValue(outcome);
    const pool = { id: 'p', region: 'eu-west-1', props: { LambdaConfig: config } } as any;
    return { invoke, triggers: new Triggers([pool], ['Gate'], { invoke } as any) };
  };
  const event = { username: 'ann', triggerSource: 'PreSignUp_SignUp', request: {} };

  test.each([[{}], [{ result: null }], [{ result: {} }], [{ result: { response: 'yes' } }], [{ result: { response: null } }]])(
    'an answer of %j is none', async outcome => {
      await expect(triggers(outcome).triggers.invoke('p', 'PreSignUp', event)).rejects.toMatchObject({
        type: 'InvalidLambdaResponseException', message: 'Unrecognizable lambda output',
      });
    });

  test('a function is told of no client where there is none, and answers in `response`', async () => {
    const { invoke, triggers: wired } = triggers({ result: { response: { autoConfirmUser: true } } });
    expect(await wired.invoke('p', 'PreSignUp', event)).toEqual({ autoConfirmUser: true });
    expect(invoke).toHaveBeenCalledWith('Gate', expect.objectContaining({
      region: 'eu-west-1',
      callerContext: expect.objectContaining({ clientId: null }),
      response: expect.objectContaining({ autoConfirmUser: false }),
    }));
    const asked = { userPoolId: 'p', clientId: 'c', username: 'ann' };
    await wired.invokeFor('PreSignUp', { ...asked, triggerSource: 'PreSignUp_AdminCreateUser', source: 'Other' });
    await wired.invokeFor('PreSignUp', { ...asked, source: 'PreSignUp_SignUp', clientMetadata: { a: 'b' } });
    expect(invoke.mock.calls.slice(1).map(([, { triggerSource, request }]) => [triggerSource, request])).toEqual([
      ['PreSignUp_AdminCreateUser', {}], ['PreSignUp_SignUp', { clientMetadata: { a: 'b' } }],
    ]);
  });

  test('a pool calls the functions that it is wired to, with events of the first version unless it says another', () => {
    const none = triggers({}, { PreSignUp: 'arn:aws:lambda:us-east-1:1:function:Elsewhere' }).triggers;
    expect([none.functions, none.has('p', 'PreSignUp'), none.version('p')]).toEqual([[], false, 'V1_0']);
    const LambdaArn = 'arn:aws:lambda:us-east-1:1:function:Gate';
    const config = (more: object) => triggers({}, { PreTokenGenerationConfig: { LambdaArn, ...more } }).triggers;
    expect([config({}).version('p'), config({ LambdaVersion: 'V3_0' }).version('p')]).toEqual(['V1_0', 'V3_0']);
    expect([config({}).has('p', 'PreTokenGeneration'), config({}).has('other', 'PreTokenGeneration')]).toEqual([true, false]);
  });

  test('an attribute without a value is empty text', () => {
    const Attributes = [{ Name: 'name' }, { Name: 'email', Value: 'a@b.example' }];
    expect(attributesOf({ Attributes, UserStatus: 'CONFIRMED' } as any)).toEqual({
      'name': '', 'email': 'a@b.example', 'cognito:user_status': 'CONFIRMED',
    });
  });
});

describe('the code of a function', () => {
  const added = (props: object, metadata?: object, file?: string) => {
    const runner = { add: jest.fn() };
    const Resources = { Fn: { Type: 'AWS::Lambda::Function', Metadata: metadata } };
    const template = { name: 'photos', body: { Resources }, ...(file ? { file } : {}) };
    const notes = addFunctions(runner as any, [{ logicalId: 'Fn', template: 'photos', props }] as any, [template as any], {
      local: text => text.replace('POOL', 'us-east-1_A'), endpoint: 'http://localhost:1',
    });
    return { notes, given: runner.add.mock.calls[0]?.[0] };
  };
  const NODE = { Runtime: 'nodejs22.x', Handler: 'index.handler' };
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'assets-'));
    mkdirSync(join(folder, 'asset.1'));
    writeFileSync(join(folder, 'asset.1', 'index.js'), '');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('is the asset folder beside the template', () => {
    const { notes, given } = added(NODE, { 'aws:asset:path': 'asset.1' }, join(folder, 'photos.template.json'));
    expect([notes, given]).toEqual([[], expect.objectContaining({ name: 'Fn', folder: join(folder, 'asset.1') })]);
  });

  test.each<[string, object, object | undefined, string | undefined]>([
    ['it is for an image, and only Node functions are run', { Handler: 'index.handler' }, undefined, undefined],
    ['only Node functions are run', { Runtime: 'nodejs22.x' }, undefined, undefined],
    ['its code is neither inline nor an asset folder', NODE, undefined, undefined],
    ['its code is neither inline nor an asset folder', NODE, { 'aws:asset:path': 'asset.1' }, undefined],
    ['its code is neither inline nor an asset folder', NODE, { 'aws:asset:path': 'asset.2' }, join(tmpdir(), 'photos.template.json')],
  ])('is not there: %s (%j, %j, %s)', (why, props, metadata, file) => {
    const { notes, given } = added(props, metadata, file);
    expect([notes.length, notes[0], given]).toEqual([1, expect.stringContaining(why), undefined]);
  });

  test('has the environment of the template, in local names; what is not known there is empty', () => {
    const Variables = { POOL_ID: 'POOL', LATER: { 'Fn::ImportValue': 'x' } };
    const { given } = added({ ...NODE, Code: { ZipFile: 'x' }, Environment: { Variables } });
    expect(given).toMatchObject({ source: 'x', environment: { POOL_ID: 'us-east-1_A', LATER: '', AWS_REGION: 'us-east-1' } });
  });
});
