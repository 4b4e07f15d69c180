import { readFileSync } from 'fs';
import { createServer, IncomingMessage, Server, ServerResponse } from 'http';
import { join, resolve } from 'path';
import {
  AdminAddUserToGroupCommand, AdminRemoveUserFromGroupCommand, AdminUpdateUserAttributesCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { buildSync } from 'esbuild';
import { deeds, may, places, roleNamed } from './promises';
import { Stage } from './stage';

const FOLDER = resolve(__dirname, '../../examples/photo-sharing/web');
const LARGEST_BODY = 10_000;
const TYPES: Record<string, string> = { html: 'text/html', css: 'text/css', js: 'text/javascript', json: 'application/json' };

type Answer = { readonly type: string; readonly body: string };

/** The page of the example, with what only this machine has: the mail, an administrator, and the access model. */
export class WebPage {
  private readonly server: Server;
  private readonly script: string;

  constructor(private readonly stage: Stage) {
    const { outputFiles: [bundle] } = buildSync({
      entryPoints: [join(FOLDER, 'main.ts')],
      bundle: true,
      write: false,
      format: 'esm',
      platform: 'browser',
      target: 'es2022',
      minify: true,
      define: { global: 'globalThis' },
      logLevel: 'error',
      tsconfigRaw: '{}',
    });
    this.script = bundle.text;
    this.server = createServer((request, response) => void this.respond(request, response));
  }

  /** Listens, and says where. */
  public async start(port: number): Promise<string> {
    await new Promise<void>((done, fail) => this.server.once('error', fail).listen(port, '127.0.0.1', done));
    return `http://127.0.0.1:${port}/`;
  }

  public async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise(done => this.server.close(done));
  }

  private async respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const found = isOurs(request) ? await this.answer(request, new URL(request.url!, `http://${request.headers.host}`)) : undefined;
      response.writeHead(found ? 200 : 404, {
        'content-type': `${found?.type ?? 'text/plain'}; charset=utf-8`, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff',
      }).end(found?.body ?? 'not found');
    } catch (error) {
      response.writeHead(400, { 'content-type': 'text/plain; charset=utf-8' }).end((error as Error).message);
    }
  }

  private async answer(request: IncomingMessage, url: URL): Promise<Answer | undefined> {
    const path = url.pathname.slice(1);
    if (request.method === 'POST') return path === 'administrator' ? this.administrate(JSON.parse(await bodyOf(request))) : undefined;
    switch (path) {
      case '': return file('index.html');
      case 'style.css': return file(path);
      case 'main.js': return { type: TYPES.js, body: this.script };
      case 'config.json': return json({ amplify: this.config });
      case 'deeds': return this.deeds(url.searchParams.get('role') ?? '', url.searchParams.get('identity') ?? '');
      case 'mail': return json(await this.stage.server.messages());
      default: return undefined;
    }
  }

  /** Of the first client: the one that the example has for the browser. */
  private get config(): unknown {
    return Object.values(this.stage.server.started.clientConfig)[0];
  }

  private deeds(role: string, identityId: string): Answer {
    const { model } = this.stage;
    const { bucketArn, tableArn } = places(model);
    const logicalId = roleNamed(model, role);
    return json(deeds(bucketArn, tableArn).map(deed => ({ heading: deed.heading, decision: may(model, logicalId, deed, identityId) })));
  }

  private async administrate({ deed, email }: Record<string, string>): Promise<Answer> {
    const { userPool, started } = this.stage.server;
    const who = { UserPoolId: Object.values(started.userPools)[0].id, Username: email };
    switch (deed) {
      case 'curators': await userPool.send(new AdminAddUserToGroupCommand({ ...who, GroupName: 'curators' })); break;
      case 'no-curators': await userPool.send(new AdminRemoveUserFromGroupCommand({ ...who, GroupName: 'curators' })); break;
      case 'gold': await userPool.send(new AdminUpdateUserAttributesCommand({
        ...who, UserAttributes: [{ Name: 'custom:plan', Value: 'gold' }],
      })); break;
      default: throw new Error(`the administrator does not do '${deed}'`);
    }
    return json({});
  }
}

/** Neither a page under a name that leads here, nor one of another origin, gets at the administrator. */
function isOurs({ headers: { host = '', origin } }: IncomingMessage): boolean {
  return /^(127\.0\.0\.1|localhost):\d+$/.test(host) && (origin === undefined || origin === `http://${host}`);
}

function file(name: string): Answer {
  return { type: TYPES[name.split('.').pop()!], body: readFileSync(join(FOLDER, name), 'utf8') };
}

function json(value: unknown): Answer {
  return { type: TYPES.json, body: JSON.stringify(value) };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) {
    text += chunk;
    if (text.length > LARGEST_BODY) throw new Error('too long');
  }
  return text;
}
