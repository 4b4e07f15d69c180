import { CognitoIdentityClient, GetCredentialsForIdentityCommand, GetIdCommand } from '@aws-sdk/client-cognito-identity';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { administratorOf, Deployment } from './deployment';
import { Person } from './person';
import { Act, GUEST, OWN, SEEDS, Visitor, VISITORS } from './promises';
import { Credentials, objectStatus } from './signed-request';
import { Outcome, SampleIdentity } from '../../src/access-model';
import { FrontEnd, FrontEndIdentityPool } from '../../src/client-config';

/** One assertion: what the access model says, and what happened. */
export interface Compared {
  readonly what: string;
  readonly promised: string;
  readonly happened: string;
}

interface Entered {
  readonly identityId: string;
  readonly credentials: Credentials;
}

/** Until IAM has told everywhere what was just deployed. */
const [TRIES, PATIENCE_MS] = [6, 5_000];

/** People come to the deployed stacks, and what they become and may do is compared with what the access model says of the templates. */
export class Story {
  public readonly compared: Compared[] = [];
  private readonly written = new Map<string, [bucket: string, key: string]>();
  private readonly people: Person[] = [];

  constructor(private readonly place: Deployment, private readonly say: (line: string) => void = () => undefined) {}

  /** @param only whose story; by default everybody's */
  public async tell(only?: string): Promise<Compared[]> {
    const isMeant = ({ who }: Visitor) => only === undefined || who === only;
    try {
      for (const [bucket, key] of SEEDS) await this.asAdministrator('PUT', this.nameOf(bucket), key);
      if (isMeant(GUEST)) await this.visit(GUEST, this.place.model.guest());
      for (const visitor of VISITORS.filter(isMeant)) await this.welcome(visitor);
    } finally {
      await this.clear();
    }
    return this.compared;
  }

  private async welcome(visitor: Visitor): Promise<void> {
    const { who, client, groups = [], attributes = {}, authenticator } = visitor;
    const frontEnd = this.frontEnd(client);
    const person = new Person(this.place, frontEnd.userPool.id);
    this.people.push(person);
    await person.make({ groups, attributes });
    const refused = (what: string, attempt: () => Promise<unknown>) => this.compare(`${who} ${what}`, 'refused', () => wayOf(attempt));
    let tokens = await person.signIn(frontEnd);
    if (authenticator) {
      await refused('with a wrong password', () => person.signIn(frontEnd, { password: 'Wrong-horse-battery-9' }));
      await person.enrol(tokens);
      await refused('with a wrong code', () => person.signIn(frontEnd, { code: person.wrongCode }));
      tokens = await person.signIn(frontEnd);
    }
    const identity = this.place.model.signedIn(frontEnd.client.label, { groups, attributes });
    const logins = { [frontEnd.userPool.loginKey]: tokens.IdToken };
    await this.visit(visitor, identity, logins);
    for (const other of this.place.frontEnds.filter(({ identityPool }) => identityPool!.id !== frontEnd.identityPool!.id)) {
      const { outcome } = identity.becomes({ identityPool: other.identityPool!.label });
      const promised = outcome === Outcome.ROLE ? 'let in' : 'refused';
      await this.compare(`${who} at ${other.identityPool!.label}`, promised, () => wayOf(() => this.enter(other.identityPool!, logins)));
    }
  }

  /** The role, something allowed and something denied. */
  private async visit(visitor: Visitor, identity: SampleIdentity, logins?: Record<string, string>): Promise<void> {
    const { who, client, bucket, may, mayNot } = visitor;
    const { identityPool } = this.frontEnd(client);
    const { role, principalTags = {}, reason } = identity.becomes({ identityPool: identityPool!.label });
    if (role === undefined) throw new Error(`the access model has no role for ${who}: ${reason}`);
    let entered: Entered | undefined;
    await this.compare(`${who} becomes`, this.place.nameOf(role), async () => {
      entered = await this.enter(identityPool!, logins);
      return this.roleOf(entered.credentials);
    });
    if (!entered) return;
    const { identityId, credentials } = entered;
    const context = {
      'cognito-identity.amazonaws.com:sub': identityId,
      ...Object.fromEntries(Object.entries(principalTags).map(([key, value]) => [`aws:PrincipalTag/${key}`, value])),
    };
    const decide = ({ method, key }: Act) => this.place.model.can(role, method === 'PUT' ? 's3:PutObject' : 's3:GetObject',
      `arn:aws:s3:::${this.labelOf(bucket)}/${key.replace(OWN, identityId)}`, { context }).decision;
    for (const [act, expected] of [[may, 'allowed'], [mayNot, 'denied']] as const) {
      const said = decide(act);
      if (said !== expected) throw new Error(`${who}: ${act.method} ${act.key} was meant to be ${expected}, the access model says ${said}`);
      await this.compare(`${who}: ${act.method} ${bucket}/${act.key} is`, expected, () => this.act(act, bucket, identityId, credentials));
    }
  }

  private async act({ method, key }: Act, bucket: Visitor['bucket'], identityId: string, credentials: Credentials): Promise<string> {
    const [name, path] = [this.nameOf(bucket), key.replace(OWN, identityId)];
    const status = await objectStatus(this.place.storage, credentials, method, name, path);
    if (method === 'PUT' && status === 200) this.written.set(`${name}/${path}`, [name, path]);
    return status === 200 ? 'allowed' : status === 403 ? 'denied' : `answered with ${status}`;
  }

  /** What was just deployed may take a while, so what differs is asked again; what is the same is taken at once. */
  private async compare(what: string, promised: string, look: () => Promise<string>): Promise<void> {
    let happened = '';
    for (let tried = 0; tried < TRIES && happened !== promised; tried += 1) {
      if (tried > 0) await this.place.wait(PATIENCE_MS);
      happened = await look().catch(error => `${(error as Error).name}: ${(error as Error).message}`);
      if (this.place.endpoint !== undefined) break;
    }
    this.compared.push({ what, promised, happened });
    this.say(happened === promised ? `as promised  ${what} ${happened}` : `DIFFERENT    ${what} ${happened}, promised was ${promised}`);
  }

  private async enter({ id, region }: FrontEndIdentityPool, logins?: Record<string, string>): Promise<Entered> {
    const client = new CognitoIdentityClient({ ...this.there(region), credentials: { accessKeyId: 'nobody', secretAccessKey: 'nobody' } });
    const Logins = logins ? { Logins: logins } : {};
    const { IdentityId } = await client.send(new GetIdCommand({ IdentityPoolId: id, ...Logins }));
    const { Credentials: given } = await client.send(new GetCredentialsForIdentityCommand({ IdentityId, ...Logins }));
    client.destroy();
    const credentials = { accessKeyId: given!.AccessKeyId!, secretAccessKey: given!.SecretKey!, sessionToken: given!.SessionToken! };
    return { identityId: IdentityId!, credentials };
  }

  private async roleOf(credentials: Credentials): Promise<string> {
    const client = new STSClient({ ...this.there(this.place.storage.region), credentials });
    const { Arn } = await client.send(new GetCallerIdentityCommand({}));
    client.destroy();
    return Arn!.split('/')[1];
  }

  private there(region: string) {
    return { region, maxAttempts: 1, ...(this.place.endpoint === undefined ? {} : { endpoint: this.place.endpoint }) };
  }

  private frontEnd(client: string): FrontEnd {
    return this.place.frontEnds.find(({ client: { label } }) => label.startsWith(client))!;
  }

  private labelOf(bucket: string): string {
    return this.place.model._entities.resources.find(({ type, label }) => type === 'AWS::S3::Bucket' && label.startsWith(bucket))!.label;
  }

  private nameOf(bucket: string): string {
    return this.place.nameOf(this.labelOf(bucket));
  }

  private async asAdministrator(method: string, bucket: string, key: string): Promise<void> {
    const status = await objectStatus(this.place.storage, await administratorOf(this.place), method, bucket, key);
    if (status >= 300) throw new Error(`${method} ${bucket}/${key} by whoever deployed is answered with ${status}`);
  }

  /** Buckets with something in them can't be removed. What can't be cleared away must not hide what happened before. */
  private async clear(): Promise<void> {
    const seeds = SEEDS.map(([bucket, key]) => [this.nameOf(bucket), key] as const);
    const left = (what: string) => (error: Error) => this.say(`LEFT BEHIND  ${what}: ${error.message}`);
    for (const [bucket, key] of [...seeds, ...this.written.values()]) {
      await this.asAdministrator('DELETE', bucket, key).catch(left(`${bucket}/${key}`));
    }
    for (const person of this.people) await person.remove().catch(left(person.email));
  }
}

const wayOf = (attempt: () => Promise<unknown>): Promise<string> => attempt().then(() => 'let in', error => {
  if (REFUSALS.some(name => name === (error as Error).name || name === (error as { type?: string }).type)) return 'refused';
  throw error;
});

const REFUSALS = ['NotAuthorizedException', 'CodeMismatchException'];
