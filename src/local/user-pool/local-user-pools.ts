import { join } from 'path';
import { UserPoolApi } from './api';
import { CONTEXT, Emulator } from './emulator/emulator';
import { KeptStores } from './emulator/kept-stores';
import { checkGiven, GivenProviders } from './federation/identity-providers';
import { addFunctions } from './functions/function-code';
import { FunctionRunner } from './functions/function-runner';
import { Triggers } from './functions/triggers';
import { notDoneLocally } from './limits';
import { Documents, json } from './login-pages/documents';
import { LoginPages } from './login-pages/login-pages';
import { newCode, Outbox } from './outbox';
import { Parts, Pools } from './parts';
import { PoolSettings, poolSettings } from './settings';
import { RefreshTokens } from './tokens/refresh-tokens';
import { Tokens } from './tokens/tokens';
import { UserPool } from './user-pool';
import { ModelEntities } from '../../identity-facts/entities/entities';
import { LoadedTemplate } from '../../template/text/load';
import { notAuthorized } from '../requests/service-error';
import { StartLine } from '../start-line';
import { Journal } from '../store/journal';
import { Page, PageRequest, UserPoolService } from '../user-pool-service';

export interface LocalUserPoolsOptions {
  readonly entities: ModelEntities;
  readonly templates: LoadedTemplate[];
  /** Where they are served. */
  readonly endpoint: string;
  /** The `iss` of a pool's tokens by label, where it is not to be the place where it is served. */
  readonly issuers?: Readonly<Record<string, string>>;
  /** Client ids by label, where they are not to be made of the label. */
  readonly clientIds?: Readonly<Record<string, string>>;
  /** Where the identity providers of the user pools are, by name. */
  readonly providers?: GivenProviders;
  /** What they remember, and where they write it down. */
  readonly state?: { readonly journal: Journal; readonly entries: object[] };
  /** Gets one line for each message that would be sent. */
  readonly log?: (line: string) => void;
}

/** Where the messages are that would have been sent: no path of the service. */
export const MESSAGES = '/_local/messages';

/** The user pools of a template, standing on this machine. */
export class LocalUserPools implements UserPoolService {
  /** @throws Error if the emulator is not there, or an option names what the template does not have */
  public static async start(options: LocalUserPoolsOptions): Promise<LocalUserPools> {
    const { entities, templates, endpoint, issuers = {}, clientIds = {}, providers = {}, log = () => undefined } = options;
    checkGiven(entities, providers);
    const settings = poolSettings(entities, {
      pools: Object.fromEntries(Object.entries(issuers).map(([label, url]) => [label, url.split('/').pop()])), clients: clientIds,
    }, providers);
    const runner = new FunctionRunner([join(process.cwd(), 'node_modules'), join(__dirname, '../../../node_modules')]);
    const triggers = new Triggers(settings, entities.functions.map(({ logicalId }) => logicalId), runner);
    const wired = entities.functions.filter(({ logicalId }) => triggers.functions.includes(logicalId));
    const ids = entities.userPools.map(({ ref, label }) => [String(ref), settings.find(pool => pool.label === label)!.id]);
    const local = (text: string) => ids.reduce((value, [ref, id]) => value.replaceAll(ref, id), text);
    const notes = addFunctions(runner, wired, templates, { endpoint, local });
    const outbox = new Outbox(log);
    const stores = new KeptStores(options.state?.journal, options.state?.entries);
    try {
      const emulator = Emulator.find(stores, {
        otp: newCode,
        lambda: { enabled: trigger => triggers.enabled(trigger), invoke: (_context, trigger, event) => triggers.invokeFor(trigger, event) },
        deliver: (_person, { Destination, DeliveryMedium }, message) => outbox.add(Destination, DeliveryMedium, message),
      });
      const pools = await provision(emulator, stores, settings);
      const kept = stores.open('tokens', { Refresh: {}, Revoked: {} });
      const issuersById = new Map(settings.map(({ label, id }) => [id, issuers[label] ?? `${endpoint}/${id}`]));
      const tokens = new Tokens(kept, issuersById, triggers);
      const parts = { pools: new Pools(pools), emulator, triggers, tokens, refreshTokens: new RefreshTokens(kept, tokens), outbox };
      return new LocalUserPools(settings, endpoint, parts, runner, [
        ...notes, ...notDoneLocally(entities, settings).map(line => `not done here: ${line}`),
      ]);
    } catch (error) {
      runner.stop();
      throw error;
    }
  }

  private readonly api: UserPoolApi;
  private readonly documents: Documents;
  private readonly loginPages: LoginPages;

  private constructor(
    public readonly settings: PoolSettings[],
    private readonly endpoint: string,
    public readonly parts: Parts,
    private readonly runner: FunctionRunner,
    /** What the template asks for and is not done, one line each. */
    public readonly notes: string[],
  ) {
    this.api = new UserPoolApi(parts);
    this.documents = new Documents(parts, endpoint);
    this.loginPages = new LoginPages(parts, this.api);
  }

  public call(operation: string, input: Record<string, any>, isSigned: boolean): Promise<object> {
    return this.api.call(operation, input, isSigned);
  }

  public async checkLogin(claims: Record<string, unknown>): Promise<void> {
    const pool = this.parts.pools.all.find(candidate => candidate.client(claims.aud));
    // one that is made elsewhere cannot be asked
    if (!pool) return;
    const person = await pool.find(String(claims.sub));
    const why = !person
      ? 'does not exist'
      : !person.Enabled ? 'is disabled' : this.parts.tokens.isRevoked(claims) ? 'has signed out' : undefined;
    if (why) throw notAuthorized(`Invalid login token. The user ${why}. (ServerSideTokenCheck)`);
  }

  public hasPage(path: string): boolean {
    return path === MESSAGES || this.documents.has(path) || this.loginPages.has(path);
  }

  public async page(request: PageRequest): Promise<Page> {
    const { url } = request;
    if (url.pathname === MESSAGES) return json({ messages: this.parts.outbox.list(url.searchParams.get('to') ?? undefined) });
    return this.documents.has(url.pathname) ? this.documents.get(url.pathname) : this.loginPages.get(request);
  }

  /** The `iss` of their tokens, by label. */
  public get issuers(): Record<string, string> {
    return Object.fromEntries(this.parts.pools.all.map(pool => [pool.settings.label, this.parts.tokens.issuer(pool)]));
  }

  /** Where their keys are, by label. */
  public get keys(): Record<string, string> {
    return Object.fromEntries(this.settings.map(({ label, id }) => [label, `${this.endpoint}/${id}`]));
  }

  public get clientIds(): Record<string, string> {
    return Object.fromEntries(this.settings.flatMap(({ clients }) => clients.map(({ label, id }) => [label, id])));
  }

  /** What a client has to know besides the ids. */
  public get startLine(): Pick<StartLine, 'userPools' | 'clients' | 'loginDomains' | 'clientSecrets' | 'messages'> {
    const clients = this.settings.flatMap(({ clients: theirs }) => theirs);
    const { issuers, endpoint } = this;
    return {
      userPools: Object.fromEntries(this.settings.map(({ label, id }) => [label, { id, issuer: issuers[label], endpoint }])),
      clients: this.clientIds,
      loginDomains: Object.fromEntries(this.settings.filter(({ hasDomain }) => hasDomain).map(({ label }) => [
        label, new URL(this.endpoint).host,
      ])),
      clientSecrets: Object.fromEntries(clients.flatMap(({ label, secretValue }) => secretValue === undefined
        ? []
        : [[label, secretValue]])),
      messages: `${this.endpoint}${MESSAGES}`,
    };
  }

  /** Names of the functions that were invoked, in order. */
  public get invocations(): string[] {
    return this.runner.invocations;
  }

  public stop(): void {
    this.runner.stop();
  }
}

/** Stands pools, clients and groups up, with whoever was there before. */
async function provision(emulator: Emulator, stores: KeptStores, all: PoolSettings[]): Promise<UserPool[]> {
  return stores.withoutRecord(async () => Promise.all(all.map(async settings => {
    const { id, region, label, props } = settings;
    const now = new Date();
    const kept = await emulator.createPool({
      Id: id,
      Name: String(props.UserPoolName ?? label),
      Arn: `arn:aws:cognito-idp:${region}:123456789012:userpool/${id}`,
      ...pick(props,
        ['AccountRecoverySetting', 'AliasAttributes', 'AutoVerifiedAttributes', 'Policies', 'UserAttributeUpdateSettings',
          'UsernameAttributes',
          'UsernameConfiguration', 'VerificationMessageTemplate', 'MfaConfiguration', 'AdminCreateUserConfig']),
      SchemaAttributes: schemaOf(emulator.defaults.SchemaAttributes, props.Schema ?? []),
      CreationDate: now,
      LastModifiedDate: now,
    });
    for (const client of settings.clients) {
      await kept.saveAppClient(CONTEXT, {
        ...client.props,
        UserPoolId: id,
        ClientId: client.id,
        ClientName: client.name,
        CreationDate: now,
        LastModifiedDate: now,
        ...(client.secretValue === undefined ? {} : { ClientSecret: client.secretValue }),
      });
    }
    for (const group of settings.groups.filter(({ nameUnknown }) => nameUnknown === undefined)) {
      const before = await kept.getGroupByGroupName(CONTEXT, group.name);
      await kept.saveGroup(CONTEXT, {
        CreationDate: now,
        ...before,
        GroupName: group.name,
        Precedence: group.precedence,
        Description: group.props.Description,
        RoleArn: group.roleArn,
        LastModifiedDate: now,
      });
    }
    return new UserPool(settings, kept);
  })));
}

function schemaOf(standard: { Name: string }[], schema: Record<string, any>[]): object[] {
  const isStandard = ({ Name }: Record<string, any>) => standard.some(attribute => attribute.Name === Name);
  return [
    ...standard.map(attribute => ({ ...attribute, ...schema.find(({ Name }) => Name === attribute.Name) })),
    ...schema.filter(attribute => !isStandard(attribute)).map(attribute => ({
      AttributeDataType: 'String',
      DeveloperOnlyAttribute: false,
      Mutable: true,
      Required: false,
      ...attribute,
      Name: `custom:${attribute.Name}`,
    })),
  ];
}

function pick(props: Record<string, unknown>, names: string[]): Record<string, unknown> {
  return Object.fromEntries(names.filter(name => props[name] !== undefined).map(name => [name, props[name]]));
}
