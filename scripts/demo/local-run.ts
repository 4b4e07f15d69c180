import { ChildProcess, spawn } from 'child_process';
import { resolve } from 'path';
import { CognitoIdentityClient, GetCredentialsForIdentityCommand, GetIdCommand } from '@aws-sdk/client-cognito-identity';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { end } from '../private/loopback';

const MAIN = "require('./src/cli/main').main(process.argv.slice(1)).then(code => { process.exitCode = code; })";

/** What the server's first line says. */
export interface StartLine {
  readonly endpoint: string;
  readonly identityPools: Record<string, string>;
  readonly providers: Record<string, string>;
  readonly roles: Record<string, string>;
  readonly userPools: Record<string, { readonly id: string; readonly issuer: string }>;
  /** Client ids by label. */
  readonly clients: Record<string, string>;
  /** Where the messages are that would have been sent. */
  readonly messages: string;
  /** What `Amplify.configure` takes, by client. */
  readonly clientConfig: Record<string, object>;
}

/** A message that would have been sent. */
export interface Message {
  readonly to: string;
  readonly code: string;
}

/** Where somebody ended up. */
export interface Entered {
  readonly identityId: string;
  readonly arn: string;
  /** By ARN, from the caller's. */
  readonly roleName: string;
}

/** `cdk-cognito-auth serve` as a process of its own, and the SDK clients that talk to it. */
export class LocalRun {
  public static async start(args: string[]): Promise<LocalRun> {
    const child = spawn(process.execPath, ['-r', 'ts-node/register/transpile-only', '-e', MAIN, '--', 'serve', ...args], {
      cwd: resolve(__dirname, '../..'),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let errors = '';
    child.stderr.on('data', data => { errors = (errors + data).slice(0, 40_000); });
    const line = await new Promise<string>((done, fail) => {
      let text = '';
      child.stdout.on('data', data => {
        text += data;
        if (text.includes('\n')) done(text.split('\n')[0]);
      });
      child.once('exit', code => fail(new Error(`serve ended with ${code}: ${errors}`)));
    });
    return new LocalRun(child, JSON.parse(line), () => errors);
  }

  public readonly userPool: CognitoIdentityProviderClient;
  private readonly identity: CognitoIdentityClient;

  private constructor(private readonly child: ChildProcess, public readonly started: StartLine, private readonly errors: () => string) {
    const there = {
      endpoint: started.endpoint, region: 'us-east-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' }, maxAttempts: 1,
    };
    this.identity = new CognitoIdentityClient(there);
    this.userPool = new CognitoIdentityProviderClient(there);
  }

  /** What the server says that it does not do of this template. */
  public get notDone(): string[] {
    return [...this.errors().matchAll(/^not done here: (.*)$/gm)].map(([, line]) => line);
  }

  /** The messages that would have been sent, the newest last. */
  public async messages(to?: string): Promise<Message[]> {
    const query = to === undefined ? '' : `?to=${encodeURIComponent(to)}`;
    const { messages } =
      await (await fetch(`${this.started.messages}${query}`)).json() as { messages: Message[] };
    return messages;
  }

  /** The code in the newest message to somebody. */
  public async codeFor(email: string): Promise<string> {
    return (await this.messages(email)).at(-1)!.code;
  }

  /** When the server is gone, by itself or because the terminal ended it. */
  public get ended(): Promise<void> {
    return new Promise(done => this.child.once('exit', () => done()));
  }

  /** GetId, GetCredentialsForIdentity and GetCallerIdentity: what an app does at start-up. */
  public async enter(identityPoolId: string, logins?: Record<string, string>, customRoleArn?: string): Promise<Entered> {
    const signedIn = logins ? { Logins: logins } : {};
    const { IdentityId } = await this.identity.send(new GetIdCommand({ IdentityPoolId: identityPoolId, ...signedIn }));
    const { Credentials } = await this.identity.send(new GetCredentialsForIdentityCommand({
      IdentityId, ...signedIn, ...(customRoleArn ? { CustomRoleArn: customRoleArn } : {}),
    }));
    const sts = new STSClient({
      endpoint: this.started.endpoint,
      region: 'us-east-1',
      credentials: {
        accessKeyId: Credentials!.AccessKeyId!, secretAccessKey: Credentials!.SecretKey!, sessionToken: Credentials!.SessionToken!,
      },
    });
    const arn = (await sts.send(new GetCallerIdentityCommand({}))).Arn!;
    sts.destroy();
    return { identityId: IdentityId!, arn, roleName: arn.split('/')[1] };
  }

  /** Ends this very process; returns its exit code. */
  public async stop(): Promise<number | null> {
    this.identity.destroy();
    this.userPool.destroy();
    return end(this.child, 5_000);
  }
}
