import { Readable } from 'stream';
import {
  CognitoIdentityClient, GetCredentialsForIdentityCommand, GetIdCommand, GetOpenIdTokenCommand,
} from '@aws-sdk/client-cognito-identity';
import { AssumeRoleWithWebIdentityCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { photoTemplate } from './fixture';
import { TestIssuer } from './issuer';
import { AccessModel } from '../../src/access-model';
import { createDirectory } from '../../src/local/directory/access-directory';
import { Directory } from '../../src/local/directory/directory';
import { LocalServer, LocalServerOptions } from '../../src/local/server';
import { startLine } from '../../src/local/start-line';
import { IdentityStore } from '../../src/local/store/identity-store';

export interface HarnessOptions {
  readonly template?: Record<string, any>;
  /** Instead of a template. */
  readonly model?: AccessModel;
  readonly store?: IdentityStore;
  readonly server?: LocalServerOptions;
  /** Instead of the test issuer's. */
  readonly issuers?: Record<string, string>;
  readonly keys?: Record<string, string>;
  readonly clientIds?: Record<string, string>;
}

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export interface Entered extends Credentials {
  readonly expiration: Date;
  readonly identityId: string;
}

const NOBODY = { accessKeyId: 'AKIATESTTESTTESTTEST', secretAccessKey: 'nobody' };

/** A local server over the photo-sharing template, an issuer that it trusts, and the real SDK clients. */
export class Harness {
  /** @param given what may depend on where the issuer is */
  public static async start(given: HarnessOptions | ((issuer: TestIssuer) => HarnessOptions) = {}): Promise<Harness> {
    const issuer = await new TestIssuer().start();
    const options = typeof given === 'function' ? given(issuer) : given;
    const model = options.model ?? AccessModel.fromTemplate(options.template ?? photoTemplate());
    const log: string[] = [];
    const directory = createDirectory(model, {
      issuers: options.issuers ?? (options.keys ? {} : { Pool: issuer.url }),
      keys: options.keys ?? {},
      clientIds: options.clientIds ?? {},
      log: line => log.push(line),
    });
    const store = options.store ?? new IdentityStore();
    const server = new LocalServer(directory, store, { log: line => log.push(line), ...options.server });
    return new Harness(issuer, directory, store, server, await server.start(), log);
  }

  public readonly identity: CognitoIdentityClient;
  public readonly key: string;

  private constructor(
    public readonly issuer: TestIssuer,
    public readonly directory: Directory,
    public readonly store: IdentityStore,
    public readonly server: LocalServer,
    public readonly endpoint: string,
    public readonly log: string[],
  ) {
    this.identity = new CognitoIdentityClient({ endpoint, region: 'us-east-1', credentials: NOBODY, maxAttempts: 1 });
    this.key = (startLine(endpoint, directory) as any).providers['Pool:Web'];
  }

  public poolId(logicalId: string): string {
    return [...this.directory.pools.values()].find(pool => pool.label === logicalId)!.id;
  }

  public roleArn(logicalId: string): string {
    return [...this.directory.roles.values()].find(role => role.label === logicalId)!.arn;
  }

  public logins(claims: Record<string, unknown> = {}): Record<string, string> {
    return { [this.key]: this.issuer.token(claims) };
  }

  public async getId(logins?: Record<string, string>, pool = 'Photos'): Promise<string> {
    return (await this.identity.send(new GetIdCommand({
      IdentityPoolId: this.poolId(pool), ...(logins ? { Logins: logins } : {}),
    }))).IdentityId!;
  }

  /** GetId and GetCredentialsForIdentity, as an app does. */
  public async enter(logins?: Record<string, string>, pool = 'Photos', customRole?: string): Promise<Entered> {
    const identityId = await this.getId(logins, pool);
    const answer = await this.identity.send(new GetCredentialsForIdentityCommand({
      IdentityId: identityId,
      ...(logins ? { Logins: logins } : {}),
      ...(customRole ? { CustomRoleArn: customRole } : {}),
    }));
    const { AccessKeyId, SecretKey, SessionToken, Expiration } = answer.Credentials!;
    const secrets = { accessKeyId: AccessKeyId!, secretAccessKey: SecretKey!, sessionToken: SessionToken! };
    return { ...secrets, expiration: Expiration!, identityId: answer.IdentityId! };
  }

  /** The ARN that STS finds behind credentials. */
  public async whoIs(credentials: Credentials): Promise<string> {
    return (await this.sts(credentials).send(new GetCallerIdentityCommand({}))).Arn!;
  }

  /** Every element of the raw GetCallerIdentity answer, also those that the SDK does not know. */
  public async session(credentials: Credentials): Promise<Record<string, string>> {
    let raw = '';
    const client = this.sts(credentials);
    client.middlewareStack.add(next => async args => {
      const result = await next(args);
      const response = result.response as { body: AsyncIterable<Buffer> };
      const chunks: Buffer[] = [];
      for await (const chunk of response.body) chunks.push(chunk);
      raw = Buffer.concat(chunks).toString('utf8');
      return { ...result, response: { ...response, body: Readable.from([raw]) } };
    }, { step: 'deserialize', priority: 'low' });
    await client.send(new GetCallerIdentityCommand({})).catch(() => undefined);
    return Object.fromEntries([...raw.matchAll(/<(\w+)>([^<]*)<\/\1>/g)].map(([, name, value]) => [name, value.replaceAll('&#34;', '"')]));
  }

  public sts(credentials: Credentials = NOBODY): STSClient {
    return new STSClient({ endpoint: this.endpoint, region: 'us-east-1', credentials, maxAttempts: 1 });
  }

  public async openIdToken(logins: Record<string, string>, pool = 'Partners'): Promise<string> {
    const IdentityId = await this.getId(logins, pool);
    return (await this.identity.send(new GetOpenIdTokenCommand({ IdentityId, Logins: logins }))).Token!;
  }

  public async assume(token: string, role: string, more: object = {}) {
    const input = { RoleArn: this.roleArn(role), RoleSessionName: 'partner', WebIdentityToken: token, ...more };
    return this.sts().send(new AssumeRoleWithWebIdentityCommand(input));
  }

  public async stop(): Promise<void> {
    this.identity.destroy();
    await this.server.stop();
    await this.issuer.stop();
  }
}

/** What an SDK call is refused with: the error's name and message. */
export async function refusal(call: Promise<unknown>): Promise<{ name: string; message: string; status?: number }> {
  try {
    await call;
  } catch (error) {
    const { name, message, $metadata } = error as Error & { $metadata?: { httpStatusCode: number } };
    return { name, message, status: $metadata?.httpStatusCode };
  }
  throw new Error('the call was expected to be refused and was not');
}
