import { createServer } from 'net';
import {
  CognitoIdentityProviderClient, ConfirmSignUpCommand, InitiateAuthCommand, RespondToAuthChallengeCommand, SignUpCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { AccessModel } from '../../../src/access-model';
import { SrpClient, SrpParameters } from '../../../src/cli/token/srp-client';
import { LocalUserPools, LocalUserPoolsOptions } from '../../../src/local/user-pool/local-user-pools';
import { photoTemplate } from '../fixture';
import { Harness } from '../harness';

export const PASSWORD = 'Correct-horse-battery-9';

const NO_ANSWER = {};

/** What the user pools are given besides the template. */
type Given = Pick<LocalUserPoolsOptions, 'issuers' | 'clientIds' | 'providers' | 'state'>;

/** A template's user pools and identity pools on one endpoint, and an SDK client for them. */
export class Stand {
  public static async start(template: Record<string, any> = photoTemplate(), more: Given = {}): Promise<Stand> {
    const model = AccessModel.fromTemplate(template);
    const port = await freePort();
    const endpoint = `http://127.0.0.1:${port}`;
    const log: string[] = [];
    const templates = [{ name: 'photos', body: template as any }];
    const pools = await LocalUserPools.start({ entities: model._entities, templates, endpoint, log: line => log.push(line), ...more });
    const identity = await Harness.start({
      template,
      issuers: pools.issuers,
      keys: pools.keys,
      clientIds: pools.clientIds,
      server: {
        port, userPools: pools, log: line => log.push(line),
      },
    });
    return new Stand(endpoint, pools, identity, log);
  }

  public readonly client: CognitoIdentityProviderClient;
  public readonly poolId: string;

  private constructor(
    public readonly endpoint: string,
    public readonly pools: LocalUserPools,
    public readonly identity: Harness,
    public readonly log: string[],
  ) {
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
    this.client = new CognitoIdentityProviderClient({ endpoint, region: 'us-east-1', credentials, maxAttempts: 1 });
    this.poolId = pools.settings[0].id;
  }

  public clientId(label = 'Web'): string {
    return this.pools.clientIds[label];
  }

  /** The newest code that somebody was sent. */
  public async code(to: string): Promise<string> {
    const { messages } = await (await fetch(`${this.endpoint}/_local/messages?to=${encodeURIComponent(to)}`)).json() as {
      messages: { code: string }[];
    };
    return messages.at(-1)!.code;
  }

  public signUp(email: string, more: object = NO_ANSWER, client = 'Web') {
    return this.client.send(new SignUpCommand({ ClientId: this.clientId(client), Username: email, Password: PASSWORD, ...more }));
  }

  public confirm(email: string, code: string, client = 'Web') {
    return this.client.send(new ConfirmSignUpCommand({ ClientId: this.clientId(client), Username: email, ConfirmationCode: code }));
  }

  /** Somebody who has signed up and confirmed. */
  public async join(email: string, client = 'Web'): Promise<string> {
    await this.signUp(email, NO_ANSWER, client);
    await this.confirm(email, await this.code(email), client);
    return email;
  }

  public initiate(flow: string, parameters: Record<string, string>, client = 'Web') {
    return this.client.send(new InitiateAuthCommand({
      ClientId: this.clientId(client), AuthFlow: flow as any, AuthParameters: parameters,
    }));
  }

  public respond(name: string, session: string | undefined, answers: Record<string, string>, client = 'Web') {
    return this.client.send(new RespondToAuthChallengeCommand({
      ClientId: this.clientId(client), ChallengeName: name as any, ChallengeResponses: answers, ...(session ? { Session: session } : {}),
    }));
  }

  public async srp(email: string, password = PASSWORD, client = 'Mobile') {
    const srp = new SrpClient(this.poolId);
    const asked = await this.initiate('USER_SRP_AUTH', { USERNAME: email, SRP_A: srp.publicValue }, client);
    return this.respond('PASSWORD_VERIFIER', asked.Session, srp.prove(asked.ChallengeParameters as SrpParameters, password), client);
  }

  public async signIn(email: string, client = 'Web', password = PASSWORD): Promise<Tokens> {
    const { AuthenticationResult } = await this.initiate('USER_PASSWORD_AUTH', { USERNAME: email, PASSWORD: password }, client);
    return AuthenticationResult as Tokens;
  }

  public async stop(): Promise<void> {
    this.client.destroy();
    await this.identity.stop();
    this.pools.stop();
  }
}

export interface Tokens {
  readonly IdToken: string;
  readonly AccessToken: string;
  readonly RefreshToken: string;
  readonly ExpiresIn: number;
}

export function claimsOf(token: string): Record<string, any> {
  return JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString('utf8'));
}

/** The photo template with something else in its resources. */
export function withProps(props: Record<string, Record<string, unknown>>, more: Record<string, object> = {}): Record<string, any> {
  const template = photoTemplate();
  for (const [id, changed] of Object.entries(props)) Object.assign(template.Resources[id].Properties, changed);
  Object.assign(template.Resources, more);
  return template;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as { port: number };
  await new Promise(done => server.close(done));
  return port;
}
