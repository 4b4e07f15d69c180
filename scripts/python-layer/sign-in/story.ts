import { CognitoIdentityClient, GetCredentialsForIdentityCommand, GetIdCommand, GetOpenIdTokenCommand } from '@aws-sdk/client-cognito-identity';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { AwsCalls, AwsError, Credentials, Target } from '../aws-calls';
import { altered, resigned } from '../probes/world';
import { Source } from '../sources';
import { deploy, Deployed } from '../stacks/deploy';
import { reset } from '../stacks/run';
import { Tally } from '../tally';
import { IdentityServer, startIdentityServer } from './identity-server';
import { mailedCode } from './mail';
import { Person, signInClient, userPools } from './person';
import { PromisedRoles, promisedRoles } from './promised-roles';

/** Somebody with tokens, or a guest. */
interface Visitor {
  readonly who: string;
  readonly idToken?: string;
  readonly role: string;
}

/** Signs people up and in at the emulator's user pool, and takes its tokens to our identity pool. */
export async function runStory(target: Target, calls: AwsCalls, source: Source, tally: Tally): Promise<void> {
  await reset(target);
  const { name, template } = source.templates[0];
  const stack = await deploy(calls, target, name, template);
  const roles = promisedRoles(template);
  const people = new People(target, stack, tally);
  const visitors = await people.arrive(roles);
  const server = await startIdentityServer(template, names(target, stack), target.endpoint);
  try {
    const story = new Story(target, calls, stack, server, people.provider, tally);
    for (const visitor of visitors) await story.becomes(visitor);
    await story.refusesForgeries(visitors.find(({ idToken }) => idToken)!, people.accessToken);
    await story.actsWithin(visitors, roles);
  } finally {
    await server.stop();
  }
}

function names(target: Target, stack: Deployed): { issuers: Record<string, string>; clients: Record<string, string> } {
  const ids = (type: string) => Object.entries(stack.template.Resources).filter(([, resource]) => resource.Type === type)
    .map(([id]) => [id, stack.facts.physicalIds[id]]);
  return {
    issuers: Object.fromEntries(ids('AWS::Cognito::UserPool').map(([id, pool]) => [id, `https://cognito-idp.${target.region}.amazonaws.com/${pool}`])),
    clients: Object.fromEntries(ids('AWS::Cognito::UserPoolClient')),
  };
}

/** The user-pool half: everything here is asked of the emulator. */
class People {
  public readonly provider: string;
  public accessToken = '';
  private readonly users;

  constructor(private readonly target: Target, private readonly stack: Deployed, private readonly tally: Tally) {
    this.users = userPools(target);
    this.provider = `cognito-idp.${target.region}.amazonaws.com/${this.physicalId('AWS::Cognito::UserPool')}`;
  }

  public async arrive(roles: PromisedRoles): Promise<Visitor[]> {
    const pool = this.physicalId('AWS::Cognito::UserPool');
    const at = await signInClient(this.users, pool, this.physicalId('AWS::Cognito::UserPoolClient'));
    const visitors: Visitor[] = [{ who: 'a guest', role: roles.guest }];
    const admitted = async (who: string, name: string, role: string, attributes: Record<string, string>, group?: string) => {
      await this.tally.check(`${who} signs in by SRP`, async () => {
        const person = await Person.admitted(this.users, at, name, { email: name, ...attributes });
        if (group) await person.join(group);
        visitors.push({ who, idToken: (await person.signIn()).IdToken!, role });
      });
    };
    const mona = new Person(this.users, at, 'mona@example.org');
    await this.signUp(mona);
    await this.tally.check('a member signs in by SRP, and not with another password', async () => {
      await refused(/NotAuthorized/, () => mona.signIn({ password: 'Wrong-horse-battery-9' }));
      const tokens = await mona.signIn();
      this.accessToken = tokens.AccessToken!;
      visitors.push({ who: 'a member', idToken: tokens.IdToken!, role: roles.member });
    });
    await this.tally.check('a member enrols TOTP and signs in with it; refused: another code, both times', async () => {
      await refused(/EnableSoftwareTokenMFA/, () => mona.enrolTotp('000000'));
      await mona.enrolTotp();
      await refused(/CodeMismatch/, () => mona.signIn({ totpCode: mona.wrongTotpCode() }));
      await mona.signIn();
    });
    for (const [group, role] of Object.entries(roles.groups)) await admitted(`somebody in the group ${group}`, `${group}@example.org`, role, {}, group);
    if (roles.rules.gold) await admitted('somebody with the plan gold', 'gold@example.org', roles.rules.gold, { 'custom:plan': 'gold' });
    await admitted('somebody with the plan silver', 'silver@example.org', roles.member, { 'custom:plan': 'silver' });
    return visitors;
  }

  private async signUp(person: Person): Promise<void> {
    await this.tally.check('sign-up; refused: a mail address that the pre-sign-up trigger turns away', async () => {
      const pool = { pool: this.physicalId('AWS::Cognito::UserPool'), client: this.physicalId('AWS::Cognito::UserPoolClient') };
      const throwAway = new Person(this.users, await signInClient(this.users, pool.pool, pool.client), 'x@throwaway.example');
      await refused(/UserLambdaValidation/, () => throwAway.signUp({ email: throwAway.name }));
      await person.signUp({ email: person.name });
    });
    await this.tally.check('confirmation with the code in the mail; refused: signing in before, and another code', async () => {
      await refused(/UserNotConfirmed/, () => person.signIn());
      await refused(/CodeMismatch/, () => person.confirm('000000'));
      await person.confirm(await mailedCode(this.target, person.name));
    });
  }

  private physicalId(type: string): string {
    const [id] = Object.entries(this.stack.template.Resources).find(([, resource]) => resource.Type === type)!;
    return this.stack.facts.physicalIds[id];
  }
}

/** The identity-pool half, which is ours; then, with the role that it gives, the emulator's IAM. */
class Story {
  private readonly identities: CognitoIdentityClient;
  private readonly identityPool: string;

  constructor(
    private readonly target: Target,
    private readonly calls: AwsCalls,
    private readonly stack: Deployed,
    private readonly server: IdentityServer,
    private readonly provider: string,
    private readonly tally: Tally,
  ) {
    this.identities = new CognitoIdentityClient({ region: target.region, endpoint: server.endpoint, credentials: { accessKeyId: 'unused', secretAccessKey: 'unused' } });
    [this.identityPool] = Object.values(server.identityPools);
  }

  public async becomes({ who, idToken, role }: Visitor): Promise<void> {
    await this.tally.check(`our identity pool: ${who} becomes ${role}`, async () => {
      const identity = await this.identityId(idToken);
      if (idToken && identity !== await this.identityId(idToken)) throw new Error('two identity ids for the same user');
      const request = new GetCredentialsForIdentityCommand({ IdentityId: identity, ...this.logins(idToken) });
      const { Credentials: given } = await this.identities.send(request);
      const sts = new STSClient({
        region: this.target.region,
        endpoint: this.server.endpoint,
        credentials: { accessKeyId: given!.AccessKeyId!, secretAccessKey: given!.SecretKey!, sessionToken: given!.SessionToken! },
      });
      const { Arn } = await sts.send(new GetCallerIdentityCommand({}));
      const [, roleName] = Arn!.split('/');
      const expected = this.server.roles[role]?.split('/').pop();
      if (roleName !== expected) throw new Error(`the caller is ${Arn}, expected the role ${expected}`);
    });
  }

  public async refusesForgeries({ idToken }: Visitor, accessToken: string): Promise<void> {
    const forgeries: [string, string][] = [
      ['other claims under the same signature', altered(idToken!)],
      ["somebody else's signature", resigned(idToken!)],
      ['the access token', accessToken],
    ];
    for (const [what, token] of forgeries) {
      await this.tally.check(`our identity pool takes the token; refused: ${what}`, async () => {
        await this.identityId(idToken);
        await refused(/NotAuthorized/, () => this.identityId(token));
      });
    }
  }

  /** The role that our identity pool names, assumed at the emulator, where its trust policy and its permissions are enforced. */
  public async actsWithin(visitors: Visitor[], roles: PromisedRoles): Promise<void> {
    const bucket = this.stack.facts.physicalIds[Object.keys(this.stack.template.Resources).find(id => this.stack.template.Resources[id].Type === 'AWS::S3::Bucket')!];
    for (const key of ['public/a', 'originals/a']) await this.calls.call('s3', 'PutObject', { Bucket: bucket, Key: key, Body: 'x' });
    const may: Record<string, { may: [string, string]; mayNot: [string, string] }> = {
      [roles.guest]: { may: ['GetObject', 'public/a'], mayNot: ['GetObject', 'originals/a'] },
      [roles.member]: { may: ['GetObject', 'public/a'], mayNot: ['PutObject', 'public/a'] },
      [roles.rules.gold]: { may: ['GetObject', 'originals/a'], mayNot: ['PutObject', 'originals/a'] },
      [roles.groups.curators]: { may: ['PutObject', 'public/a'], mayNot: ['GetObject', 'originals/a'] },
      [roles.groups.admins]: { may: ['PutObject', 'originals/a'], mayNot: ['DeleteBucket', ''] },
    };
    const act = (call: AwsCalls['callOverPlainHttp'], [operation, Key]: [string, string], credentials: Credentials) =>
      call('s3', operation, { Bucket: bucket, ...(Key ? { Key } : {}), ...(operation === 'PutObject' ? { Body: 'x' } : {}) }, credentials);
    for (const { who, idToken, role } of visitors) {
      if (!may[role]) continue;
      const { may: allowed, mayNot } = may[role];
      await this.tally.check(`the emulator's IAM: ${who} may ${allowed.join(' ')}; refused: ${mayNot.join(' ')}, and plain HTTP`, async () => {
        const credentials = await this.assume(this.stack.facts.attributes[role].Arn, idToken);
        const overTls: AwsCalls['callOverPlainHttp'] = (...args) => this.calls.call(...args);
        await act(overTls, allowed, credentials);
        await refused(/AccessDenied/, () => act(overTls, mayNot, credentials));
        await refused(/AccessDenied/, () => act((...args) => this.calls.callOverPlainHttp(...args), allowed, credentials));
      });
    }
  }

  private async assume(RoleArn: string, idToken?: string): Promise<Credentials> {
    const emulated = new CognitoIdentityClient({ region: this.target.region, endpoint: this.target.endpoint, credentials: { accessKeyId: this.target.account, secretAccessKey: 'local' } });
    const [attachment] = Object.values(this.stack.template.Resources).filter(({ Type }) => Type === 'AWS::Cognito::IdentityPoolRoleAttachment');
    const pool = this.stack.facts.physicalIds[(attachment.Properties!.IdentityPoolId as { Ref: string }).Ref];
    const { IdentityId } = await emulated.send(new GetIdCommand({ IdentityPoolId: pool, ...this.logins(idToken) }));
    const { Token } = await emulated.send(new GetOpenIdTokenCommand({ IdentityId, ...this.logins(idToken) }));
    const { Credentials: given } = await this.calls.call('sts', 'AssumeRoleWithWebIdentity', { RoleArn, RoleSessionName: 'story', WebIdentityToken: Token });
    return { accessKeyId: given.AccessKeyId, secretAccessKey: given.SecretAccessKey, sessionToken: given.SessionToken };
  }

  private async identityId(token?: string): Promise<string> {
    return (await this.identities.send(new GetIdCommand({ IdentityPoolId: this.identityPool, ...this.logins(token) }))).IdentityId!;
  }

  private logins(token?: string) {
    return token ? { Logins: { [this.provider]: token } } : {};
  }
}

/** @throws Error if the action succeeds, or is refused with another error */
async function refused(name: RegExp, action: () => Promise<unknown>): Promise<void> {
  const refusal = await action().then(() => undefined, (error: AwsError) => error.code ?? error.name);
  if (refusal === undefined) throw new Error(`not refused, expected ${name}`);
  if (!name.test(refusal)) throw new Error(`refused with ${refusal}, expected ${name}`);
}
