import { Attribute, CONTEXT, EXTERNAL, KeptGroup, KeptPool, Person } from './emulator/emulator';
import { ClientSettings, PoolSettings } from './settings';
import { groupRoles } from '../../identity-facts/claims/claims';

/** An attribute as the schema of the pool has it. */
export interface SchemaAttribute {
  readonly Name: string;
  readonly AttributeDataType?: string;
  readonly Required?: boolean;
  readonly Mutable?: boolean;
  readonly StringAttributeConstraints?: { readonly MinLength?: unknown; readonly MaxLength?: unknown };
  readonly NumberAttributeConstraints?: { readonly MinValue?: unknown; readonly MaxValue?: unknown };
}

/** One user pool: what the template says of it, and the people in it. */
export class UserPool {
  private queue: Promise<unknown> = Promise.resolve();

  constructor(public readonly settings: PoolSettings, private readonly kept: KeptPool) {}

  /**
   * Does something that nothing else of the kind may come between, such as to look whether a name is free and take it. No function of the
   * pool may be called meanwhile, since it may ask for the same.
   */
  public exclusively<T>(action: () => Promise<T>): Promise<T> {
    const done = this.queue.then(action);
    this.queue = done.catch(() => undefined);
    return done;
  }

  public people(): Promise<readonly Person[]> {
    return this.kept.listUsers(CONTEXT);
  }

  public groups(): Promise<readonly KeptGroup[]> {
    return this.kept.listGroups(CONTEXT);
  }

  public async group(name: string): Promise<KeptGroup | undefined> {
    return await this.kept.getGroupByGroupName(CONTEXT, name) ?? undefined;
  }

  public saveGroup(group: KeptGroup): Promise<void> {
    return this.kept.saveGroup(CONTEXT, group);
  }

  /** Whoever a name means: a username, a `sub`, or an alias as far as the pool has any. */
  public async find(name: string): Promise<Person | undefined> {
    const { caseSensitive, usernameAttributes, aliases } = this.settings;
    const folded = (text: string) => caseSensitive ? text : text.toLowerCase();
    const wanted = folded(name);
    const people = await this.people();
    // the address of whoever signs in elsewhere may be somebody's here, who signs in by it
    const own = people.filter(({ UserStatus }) => UserStatus !== EXTERNAL);
    const byAttribute = (person: Person, attribute: string) => folded(valueOf(person, attribute) ?? '') === wanted;
    const isVerified = (person: Person, attribute: string) =>
      attribute === 'preferred_username' || valueOf(person, `${attribute}_verified`) === 'true';
    return people.find(person => folded(person.Username) === wanted || valueOf(person, 'sub') === name)
      ?? own.find(person => usernameAttributes.some(attribute => byAttribute(person, attribute)))
      ?? own.find(person => aliases.some(attribute => byAttribute(person, attribute) && isVerified(person, attribute)));
  }

  /** Whoever has this username, by which nobody else can be meant. */
  public async named(username: string): Promise<Person | undefined> {
    const folded = (text: string) => this.settings.caseSensitive ? text : text.toLowerCase();
    return this.findBy(person => folded(person.Username) === folded(username));
  }

  /** The first of whom something is true. */
  public async findBy(isMeant: (person: Person) => boolean): Promise<Person | undefined> {
    return (await this.people()).find(isMeant);
  }

  /** Somebody new. */
  public async add(person: Person): Promise<Person> {
    const created = { ...person, RefreshTokens: [], UserCreateDate: new Date(), UserLastModifiedDate: new Date() };
    await this.kept.saveUser(CONTEXT, created);
    return created;
  }

  /** Somebody new, unless a name is taken: several may want the same one at the same time. */
  public addIfFree(person: Person, names: readonly string[]): Promise<Person | undefined> {
    return this.exclusively(async () => {
      for (const name of names) if (await this.find(name)) return undefined;
      return this.add(person);
    });
  }

  /** Changes something of somebody, who may have been changed meanwhile. */
  public async update(person: Person, changes: Partial<Person>): Promise<Person> {
    const updated = { ...await this.find(person.Username) ?? person, ...changes, UserLastModifiedDate: new Date() };
    await this.kept.saveUser(CONTEXT, updated);
    return updated;
  }

  public removeAttributes(person: Person, names: readonly string[]): Promise<Person> {
    return this.changeAttributes(person, names, []);
  }

  public setAttributes(person: Person, values: Record<string, string>): Promise<Person> {
    return this.changeAttributes(person, Object.keys(values), Object.entries(values).map(([Name, Value]) => ({ Name, Value })));
  }

  public async groupsOf(person: Person): Promise<{ names: string[]; roles: string[]; preferred?: string }> {
    const names = [...await this.kept.listUserGroupMembership(CONTEXT, person)];
    return { names, ...groupRoles([...this.settings.groups], names) };
  }

  /** As the emulator was told. */
  public get options(): Record<string, any> {
    return this.kept.options;
  }

  /** The names of the attributes that the pool has. */
  public get schema(): SchemaAttribute[] {
    return this.options.SchemaAttributes;
  }

  private changeAttributes(person: Person, gone: readonly string[], added: readonly Attribute[]): Promise<Person> {
    return this.exclusively(async () => {
      const { Attributes } = await this.find(person.Username) ?? person;
      return this.update(person, { Attributes: [...Attributes.filter(({ Name }) => !gone.includes(Name)), ...added] });
    });
  }

  public client(id: unknown): ClientSettings | undefined {
    return this.settings.clients.find(client => client.id === id);
  }
}

export function valueOf({ Attributes }: { Attributes: Attribute[] }, name: string): string | undefined {
  return Attributes.find(({ Name }) => Name === name)?.Value;
}

/** A group with somebody in it who may have been there before, or without them. */
export function withMember(group: KeptGroup, username: string, isIn = true): KeptGroup {
  const others = (group.members ?? []).filter(name => name !== username);
  return { ...group, members: isIn ? [...others, username] : others, LastModifiedDate: new Date() };
}
