import { describedGroup, groupOf } from './groups-api';
import { pageOf } from './page';
import { filterOf } from './user-filter';
import { invalidParameter } from '../../requests/service-error';
import { KeptGroup, Person } from '../emulator/emulator';
import { Input, Operations, Parts, personOf } from '../parts';
import { UserPool } from '../user-pool';

const nameOfPerson = ({ Username }: Person) => Username;
const nameOfGroup = ({ GroupName }: KeptGroup) => GroupName;

/** The lists of a user pool, a page at a time. */
export class ListsApi {
  public readonly operations: Operations = {
    ListUsers: async input => {
      const pool = this.parts.pools.byId(input.UserPoolId);
      const wanted = wantedOf(pool, input.AttributesToGet);
      const found = (await pool.people()).filter(filterOf(input.Filter));
      const { items, next } = pageOf(`users of ${input.UserPoolId} ${input.Filter ?? ''}`, found, nameOfPerson, input);
      return { Users: items.map(person => describedPerson(person, wanted)), PaginationToken: next };
    },
    ListUsersInGroup: async input => {
      const pool = this.parts.pools.byId(input.UserPoolId);
      const { members = [] } = await groupOf(pool, input.GroupName);
      const found = (await pool.people()).filter(({ Username }) => members.includes(Username));
      const { items, next } = pageOf(`users of ${input.UserPoolId} in ${input.GroupName}`, found, nameOfPerson, input);
      return { Users: items.map(person => describedPerson(person)), NextToken: next };
    },
    ListGroups: input => this.groups(input, `groups of ${input.UserPoolId}`, () => true),
    AdminListGroupsForUser: async input => {
      const { Username } = await personOf(this.parts.pools.byId(input.UserPoolId), input);
      return this.groups(input, `groups of ${input.UserPoolId} ${Username}`, ({ members = [] }) => members.includes(Username));
    },
    ListUserPools: async input => {
      const { items, next } = pageOf('user pools', this.parts.pools.all, ({ settings }) => settings.id, input);
      return {
        UserPools: items.map(pool => {
          const { Id, Name, CreationDate, LastModifiedDate } = pool.options;
          return { Id, Name, LambdaConfig: {}, CreationDate, LastModifiedDate };
        }),
        NextToken: next,
      };
    },
    ListUserPoolClients: async input => {
      const { settings } = this.parts.pools.byId(input.UserPoolId);
      const { items, next } = pageOf(`clients of ${settings.id}`, settings.clients, ({ id }) => id, input);
      const described = items.map(({ id, name }) => ({ ClientId: id, UserPoolId: settings.id, ClientName: name }));
      return { UserPoolClients: described, NextToken: next };
    },
  };

  constructor(private readonly parts: Parts) {}

  private async groups(input: Input, list: string, isMeant: (group: KeptGroup) => boolean): Promise<object> {
    const pool = this.parts.pools.byId(input.UserPoolId);
    const { items, next } = pageOf(list, (await pool.groups()).filter(isMeant), nameOfGroup, input);
    return { Groups: items.map(group => describedGroup(pool, group)), NextToken: next };
  }
}

/** @throws ServiceError if the pool has no such attribute */
function wantedOf({ schema }: UserPool, names: readonly string[] | undefined): readonly string[] | undefined {
  if (names?.some(name => !schema.some(({ Name }) => Name === name))) {
    throw invalidParameter('One or more requested attributes do not exist in user pool.');
  }
  return names;
}

function describedPerson(person: Person, wanted?: readonly string[]): object {
  const { Username, Attributes, Enabled, UserStatus, UserCreateDate, UserLastModifiedDate } = person;
  const shown = wanted ? Attributes.filter(({ Name }) => wanted.includes(Name)) : Attributes;
  return { Username, Attributes: shown, UserCreateDate, UserLastModifiedDate, Enabled, UserStatus };
}
