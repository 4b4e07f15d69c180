import { ChildProcess, spawn } from 'child_process';
import { resolve } from 'path';
import { CognitoIdentityClient, GetCredentialsForIdentityCommand, GetIdCommand } from '@aws-sdk/client-cognito-identity';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { end } from '../private/loopback';

const MAIN = "require('./src/cli/main').main(process.argv.slice(1)).then(code => { process.exitCode = code; })";

/** What the server's first line says. */
export interface StartLine {
  readonly endpoint: string;
  readonly identityPools: Record<string, string>;
  readonly providers: Record<string, string>;
  readonly roles: Record<string, string>;
}

/** Where somebody ended up. */
export interface Entered {
  readonly identityId: string;
  readonly arn: string;
  /** By ARN, from the caller's. */
  readonly roleName: string;
}

/** `cdk-cognito-auth serve` as a process of its own, and the SDK clients that talk to it. */
export class IdentityServer {
  public static async start(args: string[]): Promise<IdentityServer> {
    const child = spawn(process.execPath, ['-r', 'ts-node/register/transpile-only', '-e', MAIN, '--', 'serve', ...args], {
      cwd: resolve(__dirname, '../..'),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let errors = '';
    child.stderr.on('data', data => { errors = (errors + data).slice(-4_000); });
    const line = await new Promise<string>((done, fail) => {
      let text = '';
      child.stdout.on('data', data => {
        text += data;
        if (text.includes('\n')) done(text.split('\n')[0]);
      });
      child.once('exit', code => fail(new Error(`serve ended with ${code}: ${errors}`)));
    });
    return new IdentityServer(child, JSON.parse(line));
  }

  private readonly identity: CognitoIdentityClient;

  private constructor(private readonly child: ChildProcess, public readonly started: StartLine) {
    this.identity = new CognitoIdentityClient({
      endpoint: started.endpoint, region: 'us-east-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' }, maxAttempts: 1,
    });
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
      credentials: { accessKeyId: Credentials!.AccessKeyId!, secretAccessKey: Credentials!.SecretKey!, sessionToken: Credentials!.SessionToken! },
    });
    const arn = (await sts.send(new GetCallerIdentityCommand({}))).Arn!;
    sts.destroy();
    return { identityId: IdentityId!, arn, roleName: arn.split('/')[1] };
  }

  /** Ends this very process; returns its exit code. */
  public async stop(): Promise<number | null> {
    this.identity.destroy();
    return end(this.child, 5_000);
  }
}
