import {
  AdminAddUserToGroupCommand, AdminUpdateUserAttributesCommand, AssociateSoftwareTokenCommand, ConfirmSignUpCommand,
  GetTokensFromRefreshTokenCommand,
  GlobalSignOutCommand, InitiateAuthCommand, RespondToAuthChallengeCommand, SetUserMFAPreferenceCommand, SignUpCommand,
  UpdateUserAttributesCommand,
  VerifySoftwareTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { TOTP } from 'otpauth';
import { LocalRun } from './local-run';
import { SrpClient, SrpParameters } from '../../src/cli/token/srp-client';

/** Somebody at the keyboard of an app. */
export class Person {
  public idToken = '';
  public accessToken = '';
  public refreshToken = '';
  private authenticator?: TOTP;

  constructor(
    private readonly run: LocalRun,
    private readonly userPoolId: string,
    /** The app client that this person's app uses. */
    private readonly clientId: string,
    public readonly email: string,
    private readonly password = 'Correct-horse-battery-9',
  ) {}

  public signUp = () => this.run.userPool.send(new SignUpCommand({
    ClientId: this.clientId, Username: this.email, Password: this.password, UserAttributes: [{ Name: 'email', Value: this.email }],
  }));

  public confirm = (code: string) => this.run.userPool.send(new ConfirmSignUpCommand({
    ClientId: this.clientId, Username: this.email, ConfirmationCode: code,
  }));

  /** Signs in by password alone, which does not leave this machine's half of the proof. */
  public async signIn(password = this.password): Promise<void> {
    const answer = await this.provePassword(password);
    if (!answer.AuthenticationResult) throw new Error(`challenged for ${answer.ChallengeName}`);
    this.keep(answer.AuthenticationResult);
  }

  /** Takes a secret into an authenticator app; it is not in use before it was shown to work. */
  public async associate(): Promise<void> {
    const { SecretCode } = await this.run.userPool.send(new AssociateSoftwareTokenCommand({ AccessToken: this.accessToken }));
    this.authenticator = new TOTP({ secret: SecretCode! });
  }

  public async enrol(code: string): Promise<void> {
    await this.run.userPool.send(new VerifySoftwareTokenCommand({ AccessToken: this.accessToken, UserCode: code }));
    await this.run.userPool.send(new SetUserMFAPreferenceCommand({
      AccessToken: this.accessToken, SoftwareTokenMfaSettings: { Enabled: true, PreferredMfa: true },
    }));
  }

  /** Signs in by password and the code of the authenticator app. */
  public async signInWithTotp(code: () => string): Promise<void> {
    const { ChallengeName, Session } = await this.provePassword(this.password);
    if (ChallengeName !== 'SOFTWARE_TOKEN_MFA') {
      throw new Error(`expected to be asked for the authenticator app, got ${ChallengeName ?? 'tokens'}`);
    }
    const answer = await this.run.userPool.send(new RespondToAuthChallengeCommand({
      ClientId: this.clientId, ChallengeName, Session, ChallengeResponses: { USERNAME: this.email, SOFTWARE_TOKEN_MFA_CODE: code() },
    }));
    this.keep(answer.AuthenticationResult!);
  }

  public totp = () => this.authenticator!.generate();

  /** A code that the authenticator app shows neither now nor anywhere near now. */
  public wrongTotp = () => {
    const near = new Set([-3, -2, -1, 0, 1, 2, 3].map(step => this.authenticator!.generate({ timestamp: Date.now() + step * 30_000 })));
    return ['000000', '111111', '222222', '333333', '444444', '555555', '666666', '777777'].find(code => !near.has(code))!;
  };

  /** What an administrator does. */
  public putInGroup = (group: string) => this.run.userPool.send(new AdminAddUserToGroupCommand({
    UserPoolId: this.userPoolId, Username: this.email, GroupName: group,
  }));

  /** What the billing system does. */
  public setAttribute = (name: string, value: string) => this.run.userPool.send(new AdminUpdateUserAttributesCommand({
    UserPoolId: this.userPoolId, Username: this.email, UserAttributes: [{ Name: name, Value: value }],
  }));

  /** What nobody may do through this app: its client does not have the flow. */
  public sendPassword = () => this.run.userPool.send(new InitiateAuthCommand({
    ClientId: this.clientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: { USERNAME: this.email, PASSWORD: this.password },
  }));

  /** What this person does themselves, as far as the app's client lets them. */
  public writeAttribute = (name: string, value: string) => this.run.userPool.send(new UpdateUserAttributesCommand({
    AccessToken: this.accessToken, UserAttributes: [{ Name: name, Value: value }],
  }));

  /** Renews the tokens; where the client has it so, the refresh token too. */
  public async refresh(token = this.refreshToken): Promise<void> {
    const answer = await this.run.userPool.send(new GetTokensFromRefreshTokenCommand({ ClientId: this.clientId, RefreshToken: token }));
    this.keep(answer.AuthenticationResult!);
  }

  public refreshWithoutRotation = () => this.run.userPool.send(new InitiateAuthCommand({
    ClientId: this.clientId, AuthFlow: 'REFRESH_TOKEN_AUTH', AuthParameters: { REFRESH_TOKEN: this.refreshToken },
  }));

  public signOutEverywhere = () => this.run.userPool.send(new GlobalSignOutCommand({ AccessToken: this.accessToken }));

  private async provePassword(password: string) {
    const srp = new SrpClient(this.userPoolId);
    const asked = await this.run.userPool.send(new InitiateAuthCommand({
      ClientId: this.clientId, AuthFlow: 'USER_SRP_AUTH', AuthParameters: { USERNAME: this.email, SRP_A: srp.publicValue },
    }));
    return this.run.userPool.send(new RespondToAuthChallengeCommand({
      ClientId: this.clientId,
      ChallengeName: 'PASSWORD_VERIFIER',
      Session: asked.Session,
      ChallengeResponses: srp.prove(asked.ChallengeParameters as SrpParameters, password),
    }));
  }

  private keep(tokens: { IdToken?: string; AccessToken?: string; RefreshToken?: string }): void {
    this.idToken = tokens.IdToken!;
    this.accessToken = tokens.AccessToken!;
    this.refreshToken = tokens.RefreshToken ?? this.refreshToken;
  }
}
