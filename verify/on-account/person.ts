import { randomBytes } from 'node:crypto';
import {
  AdminAddUserToGroupCommand, AdminCreateUserCommand, AdminDeleteUserCommand, AdminSetUserPasswordCommand, AssociateSoftwareTokenCommand,
  SetUserMFAPreferenceCommand, VerifySoftwareTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { TOTP } from 'otpauth';
import { Deployment } from './deployment';
import { Ask } from '../../src/cli/token/questions';
import { userPoolService } from '../../src/cli/token/service';
import { SignIn, Tokens } from '../../src/cli/token/sign-in';
import { FrontEnd } from '../../src/client-config';

const CODE_MS = 30_000;

/** Who somebody is, before they sign in. */
export interface Description {
  readonly groups?: string[];
  readonly attributes?: Record<string, string>;
}

/** Somebody in the user pool, made for this one run. */
export class Person {
  public readonly email = `on-account-${randomBytes(6).toString('hex')}@example.org`;
  private readonly password = `${randomBytes(18).toString('base64url')}-aA9`;
  private authenticator?: TOTP;
  private lastStep = 0;

  constructor(private readonly place: Deployment, private readonly userPoolId: string) {}

  public async make({ groups = [], attributes = {} }: Description): Promise<void> {
    const user = { UserPoolId: this.userPoolId, Username: this.email };
    const all = { email: this.email, email_verified: 'true', ...attributes };
    const { administrator } = this.place;
    await administrator.send(new AdminCreateUserCommand({
      ...user, MessageAction: 'SUPPRESS', UserAttributes: Object.entries(all).map(([Name, Value]) => ({ Name, Value })),
    }));
    await administrator.send(new AdminSetUserPasswordCommand({ ...user, Password: this.password, Permanent: true }));
    for (const GroupName of groups) await administrator.send(new AdminAddUserToGroupCommand({ ...user, GroupName }));
  }

  /** Signs in with the password, and with the authenticator app once there is one. */
  public signIn({ client, userPool }: FrontEnd, { password = this.password, code = () => this.code() } = {}): Promise<Tokens> {
    const ask: Ask = async ({ hidden }) => hidden ? password : code();
    const { id, label, flows } = client;
    const call = userPoolService(this.place.endpoint ?? `https://cognito-idp.${userPool.region}.amazonaws.com/`);
    const there = { userPoolId: userPool.id, client: { id, label, ...(flows ? { flows } : {}) } };
    return new SignIn(call, { ...there, username: this.email }, ask).run();
  }

  /** Sets an authenticator app up, which every later sign-in asks for. */
  public async enrol({ AccessToken }: Tokens): Promise<void> {
    const { administrator } = this.place;
    const { SecretCode } = await administrator.send(new AssociateSoftwareTokenCommand({ AccessToken }));
    this.authenticator = new TOTP({ secret: SecretCode! });
    await administrator.send(new VerifySoftwareTokenCommand({ AccessToken, UserCode: await this.code() }));
    const SoftwareTokenMfaSettings = { Enabled: true, PreferredMfa: true };
    await administrator.send(new SetUserMFAPreferenceCommand({ AccessToken, SoftwareTokenMfaSettings }));
  }

  /** A code that the authenticator app shows neither now nor soon. */
  public wrongCode = async () => {
    const near = [-3, -2, -1, 0, 1, 2, 3].map(step => this.authenticator!.generate({ timestamp: Date.now() + step * CODE_MS }));
    return ['000000', '111111', '222222', '333333', '444444', '555555', '666666', '777777'].find(code => !near.includes(code))!;
  };

  public async remove(): Promise<void> {
    await this.place.administrator.send(new AdminDeleteUserCommand({ UserPoolId: this.userPoolId, Username: this.email }));
  }

  /** A code is taken once, so the next one is waited for; where nobody waits, it is given before it is shown. */
  private async code(): Promise<string> {
    this.lastStep = Math.max(Math.floor(Date.now() / CODE_MS), this.lastStep + 1);
    const timestamp = this.lastStep * CODE_MS;
    await this.place.wait(Math.max(0, timestamp - Date.now()));
    return this.authenticator!.generate({ timestamp });
  }
}
