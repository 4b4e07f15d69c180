import { KeptStores } from './kept-stores';
import { loaderOf } from '../../optional-package';

/** The base of the local user pool. Its inner files are used, so no other version will do. */
export const EMULATOR = { name: 'cognito-local', version: '5.3.0', inside: true, wanted: '--user-pool' };

export interface Attribute {
  readonly Name: string;
  readonly Value?: string;
}

/** The status of whoever signs in with an identity provider, and has no password here. */
export const EXTERNAL = 'EXTERNAL_PROVIDER';

/** A code that somebody was sent, and until when it is good, in milliseconds. */
export interface SentCode {
  readonly code: string;
  readonly expires: number;
}

/** Somebody in a user pool, as the emulator keeps them. */
export interface Person {
  readonly Username: string;
  readonly Attributes: Attribute[];
  readonly Enabled: boolean;
  readonly UserStatus: string;
  readonly Password: string;
  /** Whether the password is one that nobody knows, because a code that is sent will do. */
  readonly Passwordless?: boolean;
  /** Until when a password may be used that an administrator gave, in milliseconds. */
  readonly TemporaryUntil?: number;
  /** The passwords before this one, the newest first, as many as the pool compares with. */
  readonly PastPasswords?: readonly string[];
  readonly ConfirmationCode?: SentCode;
  readonly ResetCode?: SentCode;
  /** The codes that wait to show that an address is theirs, by attribute. */
  readonly AddressCodes?: Readonly<Record<string, SentCode & { readonly address: string }>>;
  /** What the links are by that an administrator made, where it is not the provider's name for somebody and nobody has used them yet. */
  readonly LinkedBy?: Readonly<Record<string, string>>;
  readonly UserMFASettingList?: string[];
  readonly PreferredMfaSetting?: string;
  readonly SoftwareTokenMfaConfiguration?: { readonly Secret: string; readonly Verified: boolean };
  readonly UserCreateDate?: Date;
  readonly UserLastModifiedDate?: Date;
}

/** A group, as the emulator keeps it. */
export interface KeptGroup {
  readonly GroupName: string;
  readonly Description?: string;
  readonly Precedence?: number;
  readonly RoleArn?: string;
  readonly CreationDate?: Date;
  readonly LastModifiedDate?: Date;
  /** Usernames. */
  readonly members?: readonly string[];
}

/** A user pool, as the emulator keeps it. */
export interface KeptPool {
  readonly options: Record<string, any>;
  listUsers(context: object, filter?: string): Promise<readonly Person[]>;
  saveUser(context: object, person: Person): Promise<void>;
  saveAppClient(context: object, client: object): Promise<void>;
  listGroups(context: object): Promise<readonly KeptGroup[]>;
  saveGroup(context: object, group: object): Promise<void>;
  getGroupByGroupName(context: object, name: string): Promise<KeptGroup | null>;
  listUserGroupMembership(context: object, person: Person): Promise<readonly string[]>;
}

/** What happens at the emulator's request. */
export interface EmulatorHooks {
  readonly otp: () => string;
  /** Lambda: its triggers are the emulator's, the functions are not. */
  readonly lambda: {
    enabled(trigger: string): boolean;
    invoke(context: object, trigger: string, event: Record<string, any>): Promise<object>;
  };
  deliver(person: Person, details: { Destination: string; DeliveryMedium: string }, message: object): void;
}

const quiet: Record<string, unknown> = { child: () => quiet };
for (const level of ['debug', 'info', 'warn', 'error']) quiet[level] = () => undefined;

/** What the emulator wants to be given with every call. */
export const CONTEXT = { logger: quiet };

/** What the emulator does of a user pool: it keeps people and groups, and serves most operations on them. */
export class Emulator {
  /**
   * @param from folders whose packages are looked at
   * @throws Error with the line that installs it, if it is not there or another version is
   */
  public static find(stores: KeptStores, hooks: EmulatorHooks, from?: string[]): Emulator {
    return new Emulator(loaderOf(EMULATOR, from), stores, hooks);
  }

  public readonly defaults: Record<string, any>;
  private readonly cognito: any;
  private readonly services: object;

  private constructor(private readonly load: NodeRequire, stores: KeptStores, hooks: EmulatorHooks) {
    const { CognitoServiceImpl, USER_POOL_AWS_DEFAULTS } = load('./lib/services/cognitoService');
    const { UserPoolServiceFactoryImpl } = load('./lib/services/userPoolService');
    const { TriggersService } = load('./lib/services/triggers/triggers');
    const { MessagesService } = load('./lib/services/messages');
    const clock = { get: () => new Date() };
    this.defaults = USER_POOL_AWS_DEFAULTS;
    this.cognito = new CognitoServiceImpl('', stores.open('clients', { Clients: {} }), {}, new UserPoolServiceFactoryImpl(clock, {
      create: async (_context: object, id: string, defaults: object) => stores.open(id, defaults),
    }));
    // what its `init` does, which looks for pools in a folder
    this.cognito.userPools = [];
    const triggers = new TriggersService(clock, this.cognito, hooks.lambda, {});
    this.services = {
      clock,
      cognito: this.cognito,
      triggers,
      otp: hooks.otp,
      config: { UserPoolDefaults: {} },
      messages: new MessagesService(triggers, {
        deliver: async (_context: object, person: Person, details: any, message: object) => hooks.deliver(person, details, message),
      }),
    };
  }

  public async createPool(options: { Id: string } & Record<string, unknown>): Promise<KeptPool> {
    await this.cognito.createUserPool(CONTEXT, options);
    return this.cognito.getUserPool(CONTEXT, options.Id);
  }

  /** An operation as the emulator does it, which asks neither who may call it nor with what. */
  public call(operation: string, input: object): Promise<object> {
    const file = `${operation[0].toLowerCase()}${operation.slice(1)}`;
    return this.load(`./lib/targets/${file}`)[operation](this.services)(CONTEXT, input);
  }

  public deliver(source: string, clientId: string, poolId: string, person: Person, code: string, details: object): Promise<void> {
    const { messages } = this.services as { messages: { deliver(...args: unknown[]): Promise<void> } };
    return messages.deliver(CONTEXT, source, clientId, poolId, person, code, undefined, details);
  }
}
