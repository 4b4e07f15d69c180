import { notFound, ServiceError } from '../../requests/service-error';
import { KeptGroup } from '../emulator/emulator';
import { Input, Operations, Parts, personOf } from '../parts';
import { UserPool, withMember } from '../user-pool';

/** Who is in which group. Several may be put into one at the same time, and all of them are then in it. */
export class GroupsApi {
  public readonly operations: Operations = {
    CreateGroup: input => this.create(input),
    AdminAddUserToGroup: input => this.change(input, true),
    AdminRemoveUserFromGroup: input => this.change(input, false),
  };

  constructor(private readonly parts: Parts) {}

  private async create({ UserPoolId, GroupName, Description, Precedence, RoleArn }: Input): Promise<object> {
    const pool = this.parts.pools.byId(UserPoolId);
    return pool.exclusively(async () => {
      if (await pool.group(GroupName)) throw new ServiceError('GroupExistsException', 'A group with the name already exists.');
      const now = new Date();
      const group = { GroupName, Description, Precedence, RoleArn, CreationDate: now, LastModifiedDate: now };
      await pool.saveGroup(group);
      return { Group: describedGroup(pool, group) };
    });
  }

  private async change(input: Input, isIn: boolean): Promise<object> {
    const pool = this.parts.pools.byId(input.UserPoolId);
    return pool.exclusively(async () => {
      const group = await groupOf(pool, input.GroupName);
      const { Username } = await personOf(pool, input);
      await pool.saveGroup(withMember(group, Username, isIn));
      return {};
    });
  }
}

/** @throws ServiceError if there is none */
export async function groupOf(pool: UserPool, name: string): Promise<KeptGroup> {
  const group = await pool.group(name);
  if (!group) throw notFound('Group not found.');
  return group;
}

export function describedGroup({ settings }: UserPool, { members: _members, ...group }: KeptGroup): object {
  return { ...group, UserPoolId: settings.id };
}
