import { checkTemplates } from '../../src/guardrails/check';

const role = { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [] } } };
const policy = (PolicyName: unknown, roles: unknown, type = 'AWS::IAM::Policy') => ({
  Type: type,
  Properties: {
    PolicyName, PolicyDocument: { Statement: [] }, ...(type === 'AWS::IAM::Policy' ? { Roles: [roles] } : { RoleName: roles }),
  },
});
const auth = {
  name: 'Auth', body: { Resources: { Member: role }, Outputs: { Role: { Value: { Ref: 'Member' }, Export: { Name: 'member' } } } },
};
const app = (name: string, grant: object, more: object = {}) => ({ name, body: { Resources: { Grant: grant, ...more } } }) as any;
const MEMBER = { 'Fn::ImportValue': 'member' };

function found(...templates: any[]): string[] {
  return checkTemplates(templates).filter(({ rule }) => rule === 'policy-name-twice')
    .map(({ template, resource }) => `${template}/${resource}`);
}

test('two stacks that write one policy of a role are found', () => {
  expect(found(auth, app('Photos', policy('Access', MEMBER)), app('Notes', policy('Access', MEMBER)))).toEqual(['Notes/Grant']);
  expect(found(auth, app('Photos', policy('Access', MEMBER)), app('Notes', policy('Access', MEMBER, 'AWS::IAM::RolePolicy'))))
    .toHaveLength(1);
});

test('also a role that both call by its name', () => {
  expect(found(app('Photos', policy('Access', 'member')), app('Notes', policy('Access', 'member')))).toEqual(['Notes/Grant']);
});

test('not two names, two roles, or one stack', () => {
  expect(found(auth, app('Photos', policy('PhotosAccess', MEMBER)), app('Notes', policy('NotesAccess', MEMBER)))).toEqual([]);
  expect(found(auth, app('Photos', policy('Access', MEMBER)), app('Notes', policy('Access', 'other')))).toEqual([]);
  expect(found(auth, app('Photos', policy('Access', MEMBER), { More: policy('More', MEMBER) }))).toEqual([]);
});

test('not names and roles that only deployment knows', () => {
  const open = { Ref: 'Name' };
  const parameter = (name: string, grant: object) =>
    ({ name, body: { Parameters: { Name: { Type: 'String' } }, Resources: { Grant: grant } } });
  expect(found(auth, parameter('Photos', policy(open, MEMBER)), parameter('Notes', policy(open, MEMBER)))).toEqual([]);
  expect(found(parameter('Photos', policy('Access', open)), parameter('Notes', policy('Access', open)))).toEqual([]);
});
