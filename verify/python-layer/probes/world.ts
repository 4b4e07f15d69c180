import { createHmac } from 'node:crypto';
import {
  CognitoIdentityClient, GetCredentialsForIdentityCommand, GetIdCommand, GetOpenIdTokenCommand,
} from '@aws-sdk/client-cognito-identity';
import * as idp from '@aws-sdk/client-cognito-identity-provider';
import { SrpClient, SrpParameters } from '../../../src/cli/token/srp-client';
import { AwsCalls, Credentials, Target } from '../aws-calls';

export const PASSWORD = 'Correct-horse-9';
export const WRONG_PASSWORD = 'Wrong-horse-9';
export const ADA = 'ada@example.org';
export const BUCKET = 'probe-bucket';
const COGNITO = 'cognito-identity.amazonaws.com';

type ClientFlows = idp.ExplicitAuthFlowsType[];

/** What the probes act on: made by API calls, so that they judge the emulator and not a template of ours. */
export class World {
  public static async make(target: Target, calls: AwsCalls): Promise<World> {
    const world = new World(target, calls);
    world.pool = await world.makeUserPool('OPTIONAL');
    world.client = await world.makeClient(world.pool, ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH']);
    world.srpOnlyClient = await world.makeClient(world.pool, ['ALLOW_USER_SRP_AUTH']);
    await world.addUser(ADA);
    world.identityPool = await world.makeIdentityPool('probe', true);
    await calls.call('s3', 'CreateBucket', { Bucket: BUCKET });
    world.roles.member = await world.makeRole('probe-member', 'authenticated');
    world.roles.guest = await world.makeRole('probe-guest', 'unauthenticated');
    world.roles.curator = await world.makeRole('probe-curator', 'authenticated');
    const rule = { Claim: 'email', MatchType: 'Equals', Value: ADA, RoleARN: world.roles.curator };
    await calls.call('cognito-identity', 'SetIdentityPoolRoles', {
      IdentityPoolId: world.identityPool,
      Roles: { authenticated: world.roles.member, unauthenticated: world.roles.guest },
      RoleMappings: {
        [`${world.provider}:${world.client}`]: { Type: 'Rules', AmbiguousRoleResolution: 'Deny', RulesConfiguration: { Rules: [rule] } },
      },
    });
    return world;
  }

  public readonly users: idp.CognitoIdentityProviderClient;
  public readonly identities: CognitoIdentityClient;
  public pool = '';
  public client = '';
  public srpOnlyClient = '';
  public identityPool = '';
  public readonly roles = { member: '', guest: '', curator: '' };

  private constructor(private readonly target: Target, public readonly calls: AwsCalls) {
    const root = {
      region: target.region, endpoint: target.endpoint, credentials: { accessKeyId: target.account, secretAccessKey: 'local' },
    };
    this.users = new idp.CognitoIdentityProviderClient(root);
    this.identities = new CognitoIdentityClient(root);
  }

  public async makeUserPool(mfa: 'ON' | 'OPTIONAL'): Promise<string> {
    const { UserPool } = await this.users.send(new idp.CreateUserPoolCommand({
      PoolName: 'probe',
      MfaConfiguration: mfa,
      UsernameAttributes: ['email'],
      AutoVerifiedAttributes: ['email'],
      Policies: { PasswordPolicy: { MinimumLength: 12 } },
    }));
    return UserPool!.Id!;
  }

  public async makeClient(pool: string, flows: ClientFlows): Promise<string> {
    const { UserPoolClient } = await this.users.send(new idp.CreateUserPoolClientCommand({
      UserPoolId: pool, ClientName: 'probe', ExplicitAuthFlows: flows,
    }));
    return UserPoolClient!.ClientId!;
  }

  public async addUser(name: string, pool = this.pool): Promise<void> {
    await this.users.send(new idp.AdminCreateUserCommand({
      UserPoolId: pool,
      Username: name,
      MessageAction: 'SUPPRESS',
      UserAttributes: [{ Name: 'email', Value: name }, { Name: 'email_verified', Value: 'true' }],
    }));
    await this.setPassword(name, PASSWORD, pool);
  }

  public async setPassword(name: string, password: string, pool = this.pool): Promise<void> {
    await this.users.send(new idp.AdminSetUserPasswordCommand({ UserPoolId: pool, Username: name, Password: password, Permanent: true }));
  }

  public async signUp(name: string): Promise<void> {
    await this.users.send(new idp.SignUpCommand({
      ClientId: this.client,
      Username: name,
      Password: PASSWORD,
      UserAttributes: [{ Name: 'email', Value: name }],
    }));
  }

  public signIn(name: string, password = PASSWORD, client = this.client): Promise<idp.InitiateAuthCommandOutput> {
    return this.users.send(new idp.InitiateAuthCommand({
      ClientId: client, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: { USERNAME: name, PASSWORD: password },
    }));
  }

  /** The ID token, by proof of the password. */
  public async signInBySrp(name: string, password = PASSWORD, client = this.client): Promise<string> {
    const srp = new SrpClient(this.pool);
    const { ChallengeParameters } = await this.users.send(new idp.InitiateAuthCommand({
      ClientId: client, AuthFlow: 'USER_SRP_AUTH', AuthParameters: { USERNAME: name, SRP_A: srp.publicValue },
    }));
    const ChallengeResponses = srp.prove(ChallengeParameters as SrpParameters, password);
    const { AuthenticationResult } = await this.users.send(new idp.RespondToAuthChallengeCommand({
      ClientId: client, ChallengeName: 'PASSWORD_VERIFIER', ChallengeResponses,
    }));
    return AuthenticationResult!.IdToken!;
  }

  public async idToken(name = ADA): Promise<string> {
    return (await this.signIn(name)).AuthenticationResult!.IdToken!;
  }

  public get provider(): string {
    return `cognito-idp.${this.target.region}.amazonaws.com/${this.pool}`;
  }

  public async makeIdentityPool(name: string, guests: boolean): Promise<string> {
    const { IdentityPoolId } = await this.calls.call('cognito-identity', 'CreateIdentityPool', {
      IdentityPoolName: name,
      AllowUnauthenticatedIdentities: guests,
      AllowClassicFlow: true,
      CognitoIdentityProviders: [{ ProviderName: this.provider, ClientId: this.client, ServerSideTokenCheck: true }],
    });
    return IdentityPoolId;
  }

  private async makeRole(name: string, amr: string): Promise<string> {
    const Condition = { 'StringEquals': { [`${COGNITO}:aud`]: this.identityPool }, 'ForAnyValue:StringLike': { [`${COGNITO}:amr`]: amr } };
    const trust = { Effect: 'Allow', Principal: { Federated: COGNITO }, Action: 'sts:AssumeRoleWithWebIdentity', Condition };
    const { Role } = await this.calls.call('iam', 'CreateRole', { RoleName: name, AssumeRolePolicyDocument: policy(trust) });
    const put = (keys: string) => ({ Effect: 'Allow', Action: 's3:PutObject', Resource: `arn:aws:s3:::${BUCKET}/${keys}` });
    await this.calls.call('iam', 'PutRolePolicy', {
      RoleName: name, PolicyName: 'own', PolicyDocument: policy(put('open/*'), put(`private/\${${COGNITO}:sub}/*`)),
    });
    return Role.Arn;
  }

  private logins(token?: string) {
    return token ? { Logins: { [this.provider]: token } } : {};
  }

  public async identityId(token?: string, pool = this.identityPool): Promise<string> {
    return (await this.identities.send(new GetIdCommand({ IdentityPoolId: pool, ...this.logins(token) }))).IdentityId!;
  }

  public async credentials(token?: string, options: { identityId?: string; customRole?: string } = {}): Promise<Credentials> {
    const { Credentials: given } = await this.identities.send(new GetCredentialsForIdentityCommand({
      IdentityId: options.identityId ?? await this.identityId(token),
      CustomRoleArn: options.customRole,
      ...this.logins(token),
    }));
    return { accessKeyId: given!.AccessKeyId!, secretAccessKey: given!.SecretKey!, sessionToken: given!.SessionToken! };
  }

  /** The name of the role that the credentials act as. */
  public async roleOf(credentials: Credentials): Promise<string> {
    const { Arn } = await this.calls.call('sts', 'GetCallerIdentity', {}, credentials);
    return Arn.split('/')[1];
  }

  public async openIdToken(token?: string, pool?: string): Promise<string> {
    const IdentityId = await this.identityId(token, pool);
    return (await this.identities.send(new GetOpenIdTokenCommand({ IdentityId, ...this.logins(token) }))).Token!;
  }

  public assume(role: string, openIdToken: string): Promise<unknown> {
    return this.calls.call('sts', 'AssumeRoleWithWebIdentity', { RoleArn: role, RoleSessionName: 'probe', WebIdentityToken: openIdToken });
  }

  public put(key: string, credentials: Credentials): Promise<unknown> {
    return this.calls.call('s3', 'PutObject', { Bucket: BUCKET, Key: key, Body: 'x' }, credentials);
  }
}

function policy(...statements: object[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}

/** The token with other claims under the same signature. */
export function altered(token: string): string {
  const [header, payload, signature] = token.split('.');
  const claims = { ...JSON.parse(Buffer.from(payload, 'base64url').toString()), email: 'somebody@else.example' };
  return [header, Buffer.from(JSON.stringify(claims)).toString('base64url'), signature].join('.');
}

/** The token with a signature that its issuer did not make. */
export function resigned(token: string): string {
  const [header, payload] = token.split('.');
  return [header, payload, createHmac('sha256', 'somebody').update(`${header}.${payload}`).digest('base64url')].join('.');
}
