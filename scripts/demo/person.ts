import {
  AdminAddUserToGroupCommand, AdminUpdateUserAttributesCommand, AssociateSoftwareTokenCommand, ConfirmSignUpCommand, InitiateAuthCommand,
  RespondToAuthChallengeCommand, SetUserMFAPreferenceCommand, SignUpCommand, VerifySoftwareTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { TOTP } from 'otpauth';
import { LocalUserPools } from '../local-user-pool';

/** Somebody at the keyboard of an app. */
export class Person {
  public idToken = '';
  public accessToken = '';
  private authenticator?: TOTP;

  constructor(
    private readonly pools: LocalUserPools,
    private readonly userPoolId: string,
    /** The app client that this person's app uses. */
    private readonly clientId: string,
    public readonly email: string,
    private readonly password = 'Correct-horse-battery-9',
  ) {}

  public signUp = () => this.pools.client.send(new SignUpCommand({
    ClientId: this.clientId, Username: this.email, Password: this.password, UserAttributes: [{ Name: 'email', Value: this.email }],
  }));

  public confirm = (code: string) => this.pools.client.send(new ConfirmSignUpCommand({
    ClientId: this.clientId, Username: this.email, ConfirmationCode: code,
  }));

  /** Signs in by password alone. */
  public async signIn(): Promise<void> {
    const answer = await this.askPassword();
    if (!answer.AuthenticationResult) throw new Error(`challenged for ${answer.ChallengeName}`);
    this.keep(answer.AuthenticationResult);
  }

  /** Takes a secret into an authenticator app; it is not in use before it was shown to work. */
  public async associate(): Promise<void> {
    const { SecretCode } = await this.pools.client.send(new AssociateSoftwareTokenCommand({ AccessToken: this.accessToken }));
    this.authenticator = new TOTP({ secret: SecretCode! });
  }

  public async enrol(code: string): Promise<void> {
    await this.pools.client.send(new VerifySoftwareTokenCommand({ AccessToken: this.accessToken, UserCode: code }));
    await this.pools.client.send(new SetUserMFAPreferenceCommand({
      AccessToken: this.accessToken, SoftwareTokenMfaSettings: { Enabled: true, PreferredMfa: true },
    }));
  }

  /** Signs in by password and the code of the authenticator app. */
  public async signInWithTotp(code: () => string): Promise<void> {
    const { ChallengeName, Session } = await this.askPassword();
    if (ChallengeName !== 'SOFTWARE_TOKEN_MFA') throw new Error(`expected to be asked for the authenticator app, got ${ChallengeName ?? 'tokens'}`);
    const answer = await this.pools.client.send(new RespondToAuthChallengeCommand({
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
  public putInGroup = (group: string) => this.pools.client.send(new AdminAddUserToGroupCommand({
    UserPoolId: this.userPoolId, Username: this.email, GroupName: group,
  }));

  /** What the billing system does. */
  public setAttribute = (name: string, value: string) => this.pools.client.send(new AdminUpdateUserAttributesCommand({
    UserPoolId: this.userPoolId, Username: this.email, UserAttributes: [{ Name: name, Value: value }],
  }));

  private readonly askPassword = () => this.pools.client.send(new InitiateAuthCommand({
    ClientId: this.clientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: { USERNAME: this.email, PASSWORD: this.password },
  }));

  private keep(tokens: { IdToken?: string; AccessToken?: string }): void {
    this.idToken = tokens.IdToken!;
    this.accessToken = tokens.AccessToken!;
  }
}
