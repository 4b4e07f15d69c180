import {
  AdminAddUserToGroupCommand, AdminListGroupsForUserCommand, CreateGroupCommand, DescribeUserPoolClientCommand, GetUserPoolMfaConfigCommand,
  ListGroupsCommand, ListUserPoolClientsCommand, ListUserPoolsCommand, ListUsersCommand, ListUsersInGroupCommand, paginateListUsers,
} from '@aws-sdk/client-cognito-identity-provider';
import { Stand, withProps } from '../stand';

const PEOPLE = ['ann', 'bea', 'cleo', 'dora', 'eve'];
const emailOf = (name: string) => `${name}@example.org`;
const invalid = (message: string) => ({ name: 'InvalidParameterException', message });

let stand: Stand;
let UserPoolId: string;
beforeAll(async () => {
  stand = await Stand.start(withProps({ Pool: { MfaConfiguration: 'OPTIONAL', EnabledMfas: ['SOFTWARE_TOKEN_MFA'] } }, {
    Staff: { Type: 'AWS::Cognito::UserPool', Properties: { UserPoolName: 'staff' } },
    Desk: {
      Type: 'AWS::Cognito::UserPoolClient',
      Properties: { UserPoolId: { Ref: 'Staff' }, GenerateSecret: true, AuthSessionValidity: 5 },
    },
  }));
  UserPoolId = stand.poolId;
  for (const name of PEOPLE) await admin('AdminCreateUser', name, { UserAttributes: [{ Name: 'given_name', Value: `${name[0]}"\\x` }] });
  await admin('AdminDisableUser', 'eve');
});
afterAll(() => stand.stop());

const admin = (operation: string, name: string, more: object = {}): Promise<any> =>
  stand.pools.call(operation, { UserPoolId, Username: emailOf(name), ...more }, true);
const emails = ({ Users = [] }: { Users?: { Attributes?: { Name?: string; Value?: string }[] }[] }) =>
  Users.map(({ Attributes = [] }) => Attributes.find(({ Name }) => Name === 'email')?.Value).sort();
const filtered = async (Filter: string) => emails(await stand.client.send(new ListUsersCommand({ UserPoolId, Filter })));

describe('people', () => {
  test('come a page at a time, each of them once, also when others come and go meanwhile', async () => {
    const { client } = stand;
    const pages = [];
    for await (const page of paginateListUsers({ client, pageSize: 2 }, { UserPoolId })) {
      pages.push(page);
      if (pages.length === 1) await admin('AdminCreateUser', 'fay');
    }
    await admin('AdminDeleteUser', 'fay');
    expect(pages.every(({ Users }) => Users!.length <= 2)).toBe(true);
    expect(pages.flatMap(emails).filter(email => email !== emailOf('fay')).sort()).toEqual(PEOPLE.map(emailOf));
  });

  test('all fit on one page of exactly as many, which has no next', async () => {
    const page = await stand.client.send(new ListUsersCommand({ UserPoolId, Limit: PEOPLE.length }));
    expect([page.Users!.length, page.PaginationToken]).toEqual([PEOPLE.length, undefined]);
  });

  test.each([
    ['email = "ann@example.org"', ['ann']],
    ['email="ann@example.org"', ['ann']],
    ['email ^= "b"', ['bea']],
    ['given_name = "c\\"\\\\x"', ['cleo']],
    ['status = "Disabled"', ['eve']],
    ['status = "Enabled"', ['ann', 'bea', 'cleo', 'dora']],
    ['status = "enabled"', []],
    ['cognito:user_status = "force_change_password"', PEOPLE],
    ['name ^= "a"', []],
    ['', PEOPLE],
  ])('are found by the filter %s', async (filter, found) => {
    expect(await filtered(filter)).toEqual(found.map(emailOf));
  });

  test('fails for a filter that is none, or by an attribute that is not searched', async () => {
    await expect(filtered('email is ann')).rejects.toMatchObject(invalid('Error while parsing filter'));
    await expect(filtered('custom:plan = "gold"')).rejects.toMatchObject(invalid('Invalid search attribute: custom:plan'));
  });

  test('have the attributes that are asked for, and no others', async () => {
    const list = (AttributesToGet: string[]) => stand.client.send(new ListUsersCommand({ UserPoolId, Limit: 1, AttributesToGet }));
    expect((await list(['given_name'])).Users![0].Attributes).toEqual([{ Name: 'given_name', Value: expect.any(String) }]);
    await expect(list(['shoe_size'])).rejects.toMatchObject(invalid('One or more requested attributes do not exist in user pool.'));
  });

  test('fails for more than 60 at once, and for a token of another list', async () => {
    const list = (more: object) => stand.client.send(new ListUsersCommand({ UserPoolId, ...more }));
    await expect(list({ Limit: 61 })).rejects.toMatchObject({
      name: 'InvalidParameterException', message: expect.stringContaining('Member must have value less than or equal to 60'),
    });
    await expect(list({ Limit: 60 })).resolves.toHaveProperty('Users');
    const { PaginationToken } = await list({ Limit: 1 });
    await expect(list({ PaginationToken, Filter: 'email ^= "a"' })).rejects.toMatchObject(invalid('Invalid pagination token given.'));
    await expect(list({ PaginationToken: 'stranger' })).rejects.toMatchObject(invalid('Invalid pagination token given.'));
  });
});

describe('groups', () => {
  const put = (name: string, GroupName: string) =>
    stand.client.send(new AdminAddUserToGroupCommand({ UserPoolId, Username: emailOf(name), GroupName }));

  test('have all members who were put in at the same time, a page at a time', async () => {
    await stand.client.send(new CreateGroupCommand({ UserPoolId, GroupName: 'readers' }));
    await Promise.all(PEOPLE.map(name => put(name, 'readers')));
    const first = await stand.client.send(new ListUsersInGroupCommand({ UserPoolId, GroupName: 'readers', Limit: 4 }));
    const { NextToken } = first;
    const rest = await stand.client.send(new ListUsersInGroupCommand({ UserPoolId, GroupName: 'readers', Limit: 4, NextToken }));
    expect([...emails(first), ...emails(rest)].sort()).toEqual(PEOPLE.map(emailOf));
    expect(rest.NextToken).toBeUndefined();
  });

  test('of a person come a page at a time', async () => {
    await stand.client.send(new CreateGroupCommand({ UserPoolId, GroupName: 'writers' }));
    for (const group of ['writers', 'readers']) await put('ann', group);
    const list = (more: object) => stand.client.send(new AdminListGroupsForUserCommand({ UserPoolId, Username: emailOf('ann'), ...more }));
    const { Groups, NextToken } = await list({ Limit: 1 });
    const rest = await list({ NextToken });
    expect([...Groups!, ...rest.Groups!].map(({ GroupName }) => GroupName).sort()).toEqual(['readers', 'writers']);
    const all = await stand.client.send(new ListGroupsCommand({ UserPoolId, Limit: 1 }));
    expect([all.Groups!.length, rest.NextToken]).toEqual([1, undefined]);
  });

  test('fails for a second group of the same name, whose members stay', async () => {
    const create = () => stand.client.send(new CreateGroupCommand({ UserPoolId, GroupName: 'owners' }));
    await create();
    await put('bea', 'owners');
    await expect(create()).rejects.toMatchObject({ name: 'GroupExistsException' });
    expect(emails(await stand.client.send(new ListUsersInGroupCommand({ UserPoolId, GroupName: 'owners' })))).toEqual([emailOf('bea')]);
  });

  test('fails for a group or a person that is not there', async () => {
    await expect(put('ann', 'nobodies')).rejects.toMatchObject({ name: 'ResourceNotFoundException', message: 'Group not found.' });
    await expect(put('zoe', 'owners')).rejects.toMatchObject({ name: 'UserNotFoundException', message: 'User does not exist.' });
  });
});

describe('user pools and their clients', () => {
  test('are listed without their secrets, a page at a time', async () => {
    const { UserPools, NextToken } = await stand.client.send(new ListUserPoolsCommand({ MaxResults: 1 }));
    const rest = await stand.client.send(new ListUserPoolsCommand({ MaxResults: 1, NextToken }));
    const staff = [...UserPools!, ...rest.UserPools!].find(({ Name }) => Name === 'staff')!;
    const { UserPoolClients } = await stand.client.send(new ListUserPoolClientsCommand({ UserPoolId: staff.Id, MaxResults: 60 }));
    expect(UserPoolClients).toEqual([{ ClientId: stand.clientId('Desk'), UserPoolId: staff.Id, ClientName: 'Desk' }]);
    const described = { UserPoolId: staff.Id, ClientId: stand.clientId('Desk') };
    expect((await stand.client.send(new DescribeUserPoolClientCommand(described))).UserPoolClient)
      .toMatchObject({ ...described, ClientName: 'Desk', ClientSecret: expect.any(String), AuthSessionValidity: 5 });
    await expect(stand.client.send(new DescribeUserPoolClientCommand({ ...described, UserPoolId }))).rejects
      .toMatchObject({ name: 'ResourceNotFoundException', message: `User pool client ${described.ClientId} does not exist.` });
  });

  test('a pool says which second factors it has', async () => {
    expect(await stand.client.send(new GetUserPoolMfaConfigCommand({ UserPoolId })))
      .toMatchObject({ MfaConfiguration: 'OPTIONAL', SoftwareTokenMfaConfiguration: { Enabled: true } });
  });

  test('the first line names all of them, also those that no identity pool knows', () => {
    const { userPools, clients } = stand.pools.startLine;
    const { id, issuer, endpoint } = userPools.Staff;
    expect([issuer, endpoint]).toEqual([`${stand.endpoint}/${id}`, stand.endpoint]);
    expect(Object.keys(userPools)).toEqual(['Pool', 'Staff']);
    expect(Object.keys(clients)).toEqual(expect.arrayContaining(['Web', 'Mobile', 'Desk']));
  });
});
