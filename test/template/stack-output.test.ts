import { Assembly } from '../../src/template/assembly';
import { checkTemplate, LoadedTemplate } from '../../src/template/text/load';
import { isUnresolved } from '../../src/template/values';

function stack(name: string, body: any, more: Partial<LoadedTemplate> = {}): LoadedTemplate {
  return {
    name,
    stackName: name.split('/').at(-1),
    region: 'eu-west-1',
    account: '111122223333',
    body: checkTemplate({ Resources: {}, ...body }, name),
    ...more,
  };
}

const producer = (name: string, value: string, more: Partial<LoadedTemplate> = {}) =>
  stack(name, { Outputs: { Arn: { Value: value } } }, more);
const ask = (argument: any, ...others: LoadedTemplate[]) =>
  new Assembly([stack('Asking', {}), ...others]).scopes[0].resolve({ 'Fn::GetStackOutput': argument });
const wanted = { StackName: 'Data', OutputName: 'Arn' };

describe('the output of another stack', () => {
  test('is what that stack gives', () => {
    expect(ask(wanted, producer('Data', 'a'))).toBe('a');
  });

  test('is of the region that is named, else of the own', () => {
    const both = [producer('Here', 'here', { stackName: 'Data' }), producer('There', 'there', { stackName: 'Data', region: 'us-east-1' })];
    expect(ask(wanted, ...both)).toBe('here');
    expect(ask({ ...wanted, Region: 'us-east-1' }, ...both)).toBe('there');
    expect(ask({ ...wanted, Region: { Ref: 'AWS::Region' } }, ...both)).toBe('here');
    expect(isUnresolved(ask({ ...wanted, Region: 'eu-north-1' }, ...both))).toBe(true);
  });

  test('is of the account of the role that reads it', () => {
    const other = producer('Data', 'other', { account: '444455556666' });
    expect(ask({ ...wanted, RoleArn: 'arn:aws:iam::444455556666:role/reader' }, other)).toBe('other');
    expect(isUnresolved(ask(wanted, other))).toBe(true);
  });

  test('may be of a stack whose name is made of others', () => {
    expect(ask({ ...wanted, StackName: { 'Fn::Join': ['', ['Da', 'ta']] } }, producer('Data', 'a'))).toBe('a');
  });

  test('is of the nearest of several stacks that are called so', () => {
    const asking = stack('Prod/Asking', {});
    const assembly = new Assembly([asking, producer('Prod/Data', 'prod'), producer('Test/Data', 'test')]);
    expect(assembly.scopes[0].resolve({ 'Fn::GetStackOutput': wanted })).toBe('prod');
  });

  test('fails to be known where several stacks are as near, where there is none, and where it is malformed', () => {
    expect(isUnresolved(ask(wanted, producer('A', 'a', { stackName: 'Data' }), producer('B', 'b', { stackName: 'Data' })))).toBe(true);
    expect(isUnresolved(ask(wanted))).toBe(true);
    expect(isUnresolved(ask('Data.Arn', producer('Data', 'a')))).toBe(true);
    expect(isUnresolved(ask({ ...wanted, OutputName: 'Other' }, producer('Data', 'a')))).toBe(true);
  });
});

describe('a parameter that is stored', () => {
  const wants = (type = 'AWS::SSM::Parameter::Value<String>') => ({ Parameters: { Stored: { Type: type, Default: '/a/b' } } });
  const writes = (more: object = {}, given: Partial<LoadedTemplate> = {}, name = 'Writer') =>
    stack(
      name,
      { Resources: { Parameter: { Type: 'AWS::SSM::Parameter', Properties: { Name: '/a/b', Type: 'String', Value: 'x' }, ...more } } },
      given,
    );
  const value = (asking: object, ...others: LoadedTemplate[]) =>
    new Assembly([stack('Asking', asking), ...others]).scopes[0].resolve({ Ref: 'Stored' });

  test('is what one of the templates writes', () => {
    expect(value(wants(), writes())).toBe('x');
  });

  test.each([
    ['nobody writes it', wants(), []],
    ['it is written elsewhere', wants(), [writes({}, { region: 'us-east-1' })]],
    ['another account writes it', wants(), [writes({}, { account: '444455556666' })]],
    ['two write it', wants(), [writes(), writes({}, {}, 'Other')]],
    [
      'it may not be written', wants(),
      [{
        ...writes({ Condition: 'Perhaps' }),
        body: {
          ...writes({ Condition: 'Perhaps' }).body,
          Conditions: { Perhaps: { 'Fn::Equals': [{ Ref: 'AWS::StackName' }, { Ref: 'Open' }] } },
          Parameters: { Open: { Type: 'String' } },
        },
      }],
    ],
    ['it is a list', wants('AWS::SSM::Parameter::Value<List<String>>'), [writes()]],
    ['it is a name', wants('AWS::SSM::Parameter::Name'), [writes()]],
    ['it refers to itself', wants(), [writes({ Properties: { Name: '/a/b', Type: 'String', Value: { 'Fn::ImportValue': 'Loop' } } }, {})]],
  ])('fails to be known where %s', (_, asking, others) => {
    expect(isUnresolved(value(asking, ...others))).toBe(true);
  });
});
