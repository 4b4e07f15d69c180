import { createServer, IncomingMessage, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { runSimulation } from '@cloud-copilot/iam-simulate';
import { RoleEntity } from '../../../src/identity-facts/entities/entities';
import { checkSignature, readAuthorization } from '../../../src/local/requests/sigv4';
import { Session, Sessions } from '../../../src/local/tokens/sessions';
import { Credentials } from '../signed-request';

const ACTIONS: Record<string, string> = { GET: 's3:GetObject', PUT: 's3:PutObject', DELETE: 's3:DeleteObject' };
/** The simulator drops keys of services other than the action's, so Cognito's has to travel as a tag. */
const IDENTITY = { key: 'cognito-identity.amazonaws.com:sub', tag: 'aws:PrincipalTag/x-cognito-sub' };

/** Buckets on loopback for the sessions of the local run: who may do what is said by an IAM simulator that is not ours. */
export class BucketDoor {
  public static async open(sessions: Sessions, roles: readonly RoleEntity[], administrator: Credentials): Promise<BucketDoor> {
    const door = new BucketDoor(sessions, roles, administrator);
    await new Promise<void>(done => door.server.listen(0, '127.0.0.1', done));
    return door;
  }

  private readonly server: Server;
  private readonly objects = new Set<string>();

  private constructor(
    private readonly sessions: Sessions,
    private readonly roles: readonly RoleEntity[],
    private readonly administrator: Credentials,
  ) {
    this.server = createServer((request, response) => {
      void this.status(request).catch(() => 403).then(status => response.writeHead(status).end());
    });
  }

  public get endpoint(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  public close(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise(done => this.server.close(() => done()));
  }

  private async status(request: IncomingMessage): Promise<number> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { method = '', url = '', headers } = request;
    const who = readAuthorization(headers);
    const isAdministrator = who.accessKeyId === this.administrator.accessKeyId;
    const session = isAdministrator ? undefined : this.sessions.resolve(who.accessKeyId, String(headers['x-amz-security-token']));
    const secret = isAdministrator ? this.administrator.secretAccessKey : this.sessions.secretOf(who.accessKeyId);
    checkSignature({ method, url, headers, body: Buffer.concat(chunks) }, who, secret, Date.now() / 1000);
    const path = decodeURIComponent(url.slice(1));
    if (session && !await this.isAllowed(session, ACTIONS[method], `arn:aws:s3:::${path}`)) return 403;
    if (method === 'PUT') this.objects.add(path);
    if (method === 'DELETE') this.objects.delete(path);
    return method === 'DELETE' ? 204 : this.objects.has(path) ? 200 : 404;
  }

  private async isAllowed(session: Session, action: string, resource: string): Promise<boolean> {
    const role = this.roles.find(({ arn }) => arn === session.roleArn)!;
    const accountId = role.arn.split(':')[4];
    const result = await runSimulation({
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      identityPolicies: JSON.parse(JSON.stringify(role.policies).replaceAll(IDENTITY.key, IDENTITY.tag))
        .map(({ name, document }: { name: string; document: object }) => ({ name, policy: document })),
      request: {
        principal: `arn:aws:sts::${accountId}:assumed-role/${role.arn.split('/').pop()}/${session.sessionName}`,
        action,
        resource: { resource, accountId },
        contextVariables: {
          [IDENTITY.tag]: session.identityId!,
          ...Object.fromEntries(Object.entries(session.tags ?? {}).map(([key, value]) => [`aws:PrincipalTag/${key}`, value])),
        },
      },
    } as any, {});
    if (result.resultType === 'error') throw new Error(`the simulator refuses the case: ${JSON.stringify(result.errors)}`);
    return result.overallResult === 'Allowed';
  }
}
