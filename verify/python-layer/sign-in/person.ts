import * as idp from '@aws-sdk/client-cognito-identity-provider';
import { TOTP } from 'otpauth';
import { SrpClient, SrpParameters } from '../../../src/cli/token/srp-client';
import { secretHash } from '../../../src/private/sign-in/secret-hash';
import { Target } from '../aws-calls';

/** An app client as its users see it. */
export interface SignInClient {
  readonly pool: string;
  readonly client: string;
  readonly secret?: string;
}

type Users = idp.CognitoIdentityProviderClient;

const PASSWORD = 'Correct-horse-battery-9';

const attributeList = (attributes: Record<string, string>) => Object.entries(attributes).map(([Name, Value]) => ({ Name, Value }));

/** The real SDK client against the emulator, as root. */
export function userPools(target: Target): Users {
  return new idp.CognitoIdentityProviderClient({
    region: target.region,
    endpoint: target.endpoint,
    credentials: { accessKeyId: target.account, secretAccessKey: 'local' },
  });
}

/** The app client with its secret, if it has one. */
export async function signInClient(users: Users, pool: string, client: string): Promise<SignInClient> {
  const { UserPoolClient } = await users.send(new idp.DescribeUserPoolClientCommand({ UserPoolId: pool, ClientId: client }));
  return { pool, client, ...(UserPoolClient!.ClientSecret ? { secret: UserPoolClient!.ClientSecret } : {}) };
}

/** Somebody with an account. */
export class Person {

  /** An account made and confirmed by an administrator. */
  public static async admitted(users: Users, at: SignInClient, name: string, attributes: Record<string, string> = {}): Promise<Person> {
    const person = new Person(users, at, name);
    await users.send(new idp.AdminCreateUserCommand({
      UserPoolId: at.pool,
      Username: name,
      MessageAction: 'SUPPRESS',
      // the one that ministack invents does not meet its own policy
      TemporaryPassword: PASSWORD,
      UserAttributes: attributeList(attributes),
    }));
    await users.send(new idp.AdminSetUserPasswordCommand({ UserPoolId: at.pool, Username: name, Password: PASSWORD, Permanent: true }));
    return person;
  }

  private totp?: TOTP;

  constructor(private readonly users: Users, private readonly at: SignInClient, public readonly name: string) {}

  public async join(group: string): Promise<void> {
    await this.users.send(new idp.AdminAddUserToGroupCommand({ UserPoolId: this.at.pool, Username: this.name, GroupName: group }));
  }

  public async signUp(attributes: Record<string, string> = {}): Promise<void> {
    await this.users.send(new idp.SignUpCommand({
      ClientId: this.at.client,
      Username: this.name,
      Password: PASSWORD,
      UserAttributes: attributeList(attributes),
      ...this.secretHash(),
    }));
  }

  public async confirm(code: string): Promise<void> {
    const confirmation = { ClientId: this.at.client, Username: this.name, ConfirmationCode: code, ...this.secretHash() };
    await this.users.send(new idp.ConfirmSignUpCommand(confirmation));
  }

  /** Proves the password, and the second factor if asked for it. */
  public async signIn(options: { password?: string; totpCode?: string } = {}): Promise<idp.AuthenticationResultType> {
    const srp = new SrpClient(this.at.pool);
    const { ChallengeParameters } = await this.users.send(new idp.InitiateAuthCommand({
      ClientId: this.at.client,
      AuthFlow: 'USER_SRP_AUTH',
      AuthParameters: { USERNAME: this.name, SRP_A: srp.publicValue, ...this.secretHash('SECRET_HASH') },
    }));
    const proof = srp.prove(ChallengeParameters as SrpParameters, options.password ?? PASSWORD);
    const answer = await this.respond('PASSWORD_VERIFIER', { ...proof, ...this.secretHash('SECRET_HASH', proof.USERNAME) });
    if (answer.AuthenticationResult) return answer.AuthenticationResult;
    if (answer.ChallengeName !== 'SOFTWARE_TOKEN_MFA') throw new Error(`challenged with ${answer.ChallengeName}`);
    const code = options.totpCode ?? this.totp!.generate();
    const responses = { USERNAME: proof.USERNAME, SOFTWARE_TOKEN_MFA_CODE: code, ...this.secretHash('SECRET_HASH', proof.USERNAME) };
    return (await this.respond('SOFTWARE_TOKEN_MFA', responses, answer.Session)).AuthenticationResult!;
  }

  public async enrolTotp(code?: string): Promise<void> {
    const { AccessToken } = await this.signIn();
    const { SecretCode } = await this.users.send(new idp.AssociateSoftwareTokenCommand({ AccessToken }));
    const totp = new TOTP({ secret: SecretCode! });
    await this.users.send(new idp.VerifySoftwareTokenCommand({ AccessToken, UserCode: code ?? totp.generate() }));
    this.totp = totp;
  }

  /** Six digits that are not the current code. */
  public wrongTotpCode(): string {
    return String((Number(this.totp!.generate()) + 1) % 1_000_000).padStart(6, '0');
  }

  private respond(ChallengeName: idp.ChallengeNameType, ChallengeResponses: Record<string, string>, Session?: string) {
    return this.users.send(new idp.RespondToAuthChallengeCommand({ ClientId: this.at.client, ChallengeName, ChallengeResponses, Session }));
  }

  private secretHash(key = 'SecretHash', name = this.name): Record<string, string> {
    const { secret, client } = this.at;
    return secret ? { [key]: secretHash(client, secret, name) } : {};
  }
}
