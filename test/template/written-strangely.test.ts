import { Assembly } from '../../src/template/assembly';
import { ConditionLogic } from '../../src/template/resolve/conditions/condition-logic';
import { ParameterValues } from '../../src/template/resolve/conditions/parameter-values';
import { checkTemplate, LoadedTemplate } from '../../src/template/text/load';
import { parseYaml, resourceLinesOfYaml } from '../../src/template/text/yaml';
import { forEach } from '../../src/template/transforms/for-each';
import { assuming, negated, NO_VALUE, under } from '../../src/template/values';

const read = (body: any) => checkTemplate({ Resources: {}, ...body }, 'template');
const opaque = (why: string) => expect.objectContaining({ 'Fn::Unresolved': expect.stringContaining(why) });
const equals = (name: string) => ({ 'Fn::Equals': [{ Ref: name }, 'x'] });
const condition = (name: string) => ({ Condition: name });

describe('what conditions hang on', () => {
  const A = equals('P');
  const B = equals('Q');
  const logic = (C: unknown, decided: (expression: any) => boolean | undefined = () => undefined) =>
    new ConditionLogic(
      { A, B, C }, name => `t/${name}`, decided, new ParameterValues({ Conditions: { A, B, C } }, name => `t/${name}`),
    );
  const both = (Key: string, ...values: unknown[]) => ({ 'Fn::Alternatives': values, Key });
  const either = (Key: string) => both(Key, 'y', 'n');

  test.each<[string, unknown, string[], unknown]>([
    ['another', condition('A'), ['t/A'], either('t/A')],
    ['another, written once more', equals('P'), ['t/A'], either('t/A')],
    ['the opposite of another', { 'Fn::Not': [condition('A')] }, ['!t/A'], both('t/A', 'n', 'y')],
    ['the opposite of the opposite', { 'Fn::Not': [{ 'Fn::Not': [condition('A')] }] }, ['t/A'], either('t/A')],
    ['several together', { 'Fn::And': [condition('A'), condition('B')] }, ['t/A', 't/B'], both('t/A', either('t/B'), 'n')],
    ['one of several', { 'Fn::Or': [condition('A'), condition('B')] }, ['t/A or t/B'], both('t/A', 'y', either('t/B'))],
    ['neither of two', { 'Fn::Not': [{ 'Fn::Or': [condition('A'), condition('B')] }] }, ['!t/A', '!t/B'],
      both('t/A', 'n', both('t/B', 'n', 'y'))],
    ['another, compared the other way round', { 'Fn::Equals': [...equals('P')['Fn::Equals']].reverse() }, ['t/A'], either('t/A')],
    ['one of one', { 'Fn::Or': [condition('A')] }, ['t/A'], either('t/A')],
    ['the opposite of several', { 'Fn::Not': [{ 'Fn::And': [condition('A'), condition('B')] }] }, ['!t/A or !t/B'],
      both('t/A', both('t/B', 'n', 'y'), 'y')],
    ['itself', condition('C'), ['t/C'], either('t/C')],
    ['nothing', undefined, ['t/C'], either('t/C')],
    ['what is no function', { 'Fn::Not': [condition('A')], 'Other': 1 }, ['t/C'], either('t/C')],
  ])('%s', (_, C, literals, chosen) => {
    expect(logic(C).literalsOf('C')).toEqual(literals);
    expect(logic(C).choose('C', 'y', 'n')).toEqual(chosen);
  });

  test('a comparison of its own goes by its place', () => {
    expect(logic({ 'Fn::And': [equals('R'), equals('S')] }).literalsOf('C')).toEqual(['t/C.0', 't/C.1']);
  });

  test.each([[true, 'y', ['t/B']], [false, 'n', ['t/A', 't/B']]])('one part that is decided as %j', (holds, chosen, literals) => {
    const decided = (expression: any) => expression === A ? holds : undefined;
    expect(logic(condition('A'), decided).choose('C', 'y', 'n')).toBe(chosen);
    expect(logic({ 'Fn::And': [condition('A'), condition('B')] }, decided).literalsOf('C')).toEqual(literals);
  });
});

describe('a value that hangs on conditions', () => {
  const yes = { 'Fn::Alternatives': ['v', NO_VALUE], 'Key': 'k' };
  const no = { 'Fn::Alternatives': [NO_VALUE, 'v'], 'Key': 'k' };

  test('is there where they hold, or where they do not', () => {
    expect([under(['k'], 'v'), under(['!k'], 'v'), under([], 'v')]).toEqual([yes, no, 'v']);
    expect(under(['k', '!l'], 'v'))
      .toEqual({ 'Fn::Alternatives': [{ 'Fn::Alternatives': [NO_VALUE, 'v'], 'Key': 'l' }, NO_VALUE], 'Key': 'k' });
  });
  test('is decided by assuming them', () => {
    expect([assuming(['k'], yes), assuming(['!k'], yes), assuming(['!k'], no), assuming(['l'], yes)]).toEqual(['v', NO_VALUE, 'v', yes]);
  });
  test('the opposite of the opposite is the condition', () => expect([negated('k'), negated('!k')]).toEqual(['!k', 'k']));
});

describe('YAML', () => {
  test('an attribute of nothing stays one part', () => {
    expect(parseYaml('a: !GetAtt Users\nb: !GetAtt Users.Outputs.Arn'))
      .toEqual({ a: { 'Fn::GetAtt': ['Users'] }, b: { 'Fn::GetAtt': ['Users', 'Outputs.Arn'] } });
  });
  test('resources whose id is no text have no line', () => {
    expect([...resourceLinesOfYaml('Resources:\n  ? [a]\n  : 1\n  B: {}\n')]).toEqual([['B', 4]]);
    expect([...resourceLinesOfYaml('Resources: x\n')]).toEqual([]);
  });
});

describe('functions', () => {
  const rest = {
    Parameters: {
      Plain: { Type: 'String' },
      Named: { Default: 'photos' },
      Listed: { Type: 'String', Default: ['a'] },
      Many: {
        Type: 'CommaDelimitedList', Default: 'a, b',
      },
    },
    Conditions: {
      Same: { 'Fn::Equals': ['x', 'x'] },
      Or: { 'Fn::Or': condition('Same') },
      Not: { 'Fn::Not': condition('Same') },
      Broken: { 'Fn::Equals': 'x' },
      Short: { 'Fn::Equals': ['x'] },
      Elsewhere: { 'Fn::Equals': [{ 'Fn::GetStackOutput': { StackName: 's', OutputName: 'o' } }, 'x'] },
    },
  };
  const scopeOf = (resources: object = {}, more: Partial<LoadedTemplate> = {}) =>
    new Assembly([{ name: 'test', body: checkTemplate({ Resources: resources, ...rest }, 'test'), ...more }]).scopes[0];
  const output = (StackName: unknown, OutputName: unknown = 'o') => ({ 'Fn::GetStackOutput': { StackName, OutputName } });
  const open = (name: string) => ({ 'Fn::Alternatives': ['y', 'n'], 'Key': `test/${name}` });

  test.each<[string, unknown, unknown]>([
    ['Sub of no name', { 'Fn::Sub': 'a${ }b' }, 'a${ }b'],
    ['Sub of a list', { 'Fn::Sub': 'a${Many}' }, 'a${Many}'],
    ['Join of objects of which some is unknown', { 'Fn::Join': ['-', [{ a: { Ref: 'Plain' }, b: 1 }]] }, opaque('Plain')],
    ['Join of a list that is unknown', { 'Fn::Join': ['-', { Ref: 'Plain' }] }, opaque('Plain')],
    ['Split of no list', { 'Fn::Split': 'x' }, opaque('malformed')],
    ['Split of something unknown', { 'Fn::Split': [',', { Ref: 'Plain' }] }, opaque('Plain')],
    ['FindInMap of no list', { 'Fn::FindInMap': 'x' }, opaque('malformed')],
    ['FindInMap with options that have no default', { 'Fn::FindInMap': ['M', 'a', 'b', {}] }, opaque('M/a/b')],
    ['GetStackOutput of no object', { 'Fn::GetStackOutput': 'x' }, opaque('malformed')],
    ['GetStackOutput of a list for the stack', output(['x']), opaque('malformed')],
    ['GetStackOutput of a list for the output', output('s', ['x']), opaque('malformed')],
    ['GetStackOutput of a stack that is unknown', output({ Ref: 'Plain' }), opaque('Plain')],
    [
      'GetStackOutput of a region that is unknown', { 'Fn::GetStackOutput': { StackName: 's', OutputName: 'o', Region: { Ref: 'Plain' } } },
      opaque('Plain'),
    ],
    ['ToJsonString of something unknown', { 'Fn::ToJsonString': { a: { Ref: 'Plain' } } }, opaque('Plain')],
    ['Or without a list', { 'Fn::If': ['Or', 'y', 'n'] }, 'y'],
    ['Not without a list', { 'Fn::If': ['Not', 'y', 'n'] }, 'n'],
    ['Equals of no list', { 'Fn::If': ['Broken', 'y', 'n'] }, open('Broken')],
    ['Equals of one', { 'Fn::If': ['Short', 'y', 'n'] }, open('Short')],
    ['a condition on the output of another stack', { 'Fn::If': ['Elsewhere', 'y', 'n'] }, open('Elsewhere')],
    ['a pseudo parameter that there is not', { Ref: 'AWS::Nothing' }, opaque('AWS::Nothing')],
    ['a parameter without a type', { Ref: 'Named' }, 'photos'],
    ['a text parameter that is a list', { Ref: 'Listed' }, ['a']],
    ['null in an object and in a list', { a: null, b: [null, 1] }, { b: [1] }],
  ])('%s', (_, value, expected) => expect(scopeOf().resolve(value)).toEqual(expected));

  test('properties that are no object, and those of no resource, are none', () => {
    const scope = scopeOf({
      Strange: { Type: 'T', Properties: { Ref: 'Named' } }, Bare: { Type: 'T' }, Fine: { Type: 'T', Properties: { a: { Ref: 'Named' } } },
    });
    expect(['Strange', 'Bare', 'Nothing', 'Fine'].map(id => scope.propertiesOf(id))).toEqual([{}, {}, {}, { a: 'photos' }]);
  });

  test('JSON of a custom resource that only the deployment knows', () => {
    const scope = scopeOf({ Map: { Type: 'Custom::AWSCDKCfnJson', Properties: { Value: { Ref: 'Plain' } } } });
    expect(scope.resolve({ 'Fn::GetAtt': ['Map', 'Value'] })).toEqual(opaque('Plain'));
  });

  test.each<[string, unknown, unknown]>([
    ['of which one is given', { P: 'given' }, 'given'],
    ['of which none is given', undefined, opaque('P has no default')],
    ['that are not known', { Ref: 'Plain' }, opaque('Plain')],
  ])('parameters of a nested stack %s', (_, Parameters, expected) => {
    const outer = checkTemplate(
      { ...rest, Resources: { Child: { Type: 'AWS::CloudFormation::Stack', Properties: { Parameters } } } }, 'outer',
    );
    const inner = checkTemplate({ Resources: {}, Parameters: { P: { Type: 'String' } } }, 'inner');
    const { scopes } = new Assembly([
      { name: 'O', body: outer }, { name: 'O/Child', body: inner, nestedIn: { template: 'O', logicalId: 'Child' } },
    ]);
    expect(scopes[1].resolve({ Ref: 'P' })).toEqual(expected);
  });
});

describe('a loop', () => {
  const sections = {
    Parameters: {
      Key: { Type: 'String', Default: 'a' },
      Open: { Type: 'String' },
      Stored: {
        Type: 'AWS::SSM::Parameter::Value<List<String>>', Default: '/names',
      },
      None: 'x',
    },
    Mappings: { M: { a: { b: ['A', 'B'], text: 'A' } } },
  };
  const item = { 'Role${I}': { Type: 'AWS::IAM::Role' } };
  const over = (collection: unknown, fragment: unknown = item) =>
    read({ ...sections, Resources: { 'Fn::ForEach::L': ['I', collection, fragment] } });
  const inMap = (...keys: unknown[]) => ({ 'Fn::FindInMap': keys });

  test.each<[string, unknown, string[]]>([
    ['a list of lists', [['A', 'B'], 3], ['RoleA', 'RoleB', 'Role3']],
    ['a list among which is a parameter', ['Z', { Ref: 'Key' }], ['RoleZ', 'Rolea']],
    ['a mapping by a parameter', inMap('M', { Ref: 'Key' }, 'b'), ['RoleA', 'RoleB']],
    ['nothing', [], []],
  ])('over %s', (_, collection, ids) => {
    const { Resources, notRead } = over(collection);
    expect([Object.keys(Resources), notRead]).toEqual([ids, []]);
  });

  test.each<[string, unknown]>([
    ['a text', 'A'],
    ['a list with something that is not known', ['A', { 'Fn::ImportValue': 'x' }]],
    ['a list with null', ['A', null]],
    ['another function', { 'Fn::Split': [',', 'a,b'] }],
    ['a mapping by no list', { 'Fn::FindInMap': 'M' }],
    ['a mapping that is not there', inMap('N', 'a', 'b')],
    ['a key that is not there', inMap('M', 'z', 'b')],
    ['a key that the deployment gives', inMap('M', { Ref: 'Open' }, 'b')],
    ['a key that another function makes', inMap('M', { 'Fn::Sub': 'a' }, 'b')],
    ['a text of a mapping', inMap('M', 'a', 'text')],
    ['a parameter that is looked up', { Ref: 'Stored' }],
    ['a parameter that is not there', { Ref: 'Nothing' }],
    ['a parameter that is none', { Ref: 'None' }],
    ['more than any template has', Array.from({ length: 2001 }, (_, i) => i)],
  ])('over %s is not read, and that is said', (_, collection) => {
    const { Resources, notRead } = over(collection);
    expect(Resources).toEqual({});
    expect(notRead).toEqual([expect.objectContaining({ where: 'Fn::ForEach::L', what: 'Fn::ForEach', decides: true })]);
  });

  test.each<[string, unknown]>([
    ['no list', 'x'], ['two parts', ['I', ['A']]], ['no name', ['', ['A'], item]], [
      'a name that is no text', [1, ['A'], item],
    ], ['no resources', ['I', ['A'], 'x']],
  ])('of %s is not read', (_, loop) => {
    expect(read({ Resources: { 'Fn::ForEach::L': loop } }).notRead).toHaveLength(1);
  });

  test('over the default of a parameter, where nothing is given', () => {
    const sectionsOf = (more: object) => ({ Parameters: { P: { Default: 'a' } }, ...more });
    const loop = ['I', { Ref: 'P' }, { '${I}': 1 }];
    expect([forEach(loop, sectionsOf({})), forEach(loop, sectionsOf({ given: { P: 'b' } }))]).toEqual([[{ a: 1 }], [{ b: 1 }]]);
  });

  test('fills in names, references and keys, and leaves the rest', () => {
    const fragment = { 'T&{I}': { Type: 'T', Properties: { '${I}': [{ Ref: 'I' }, { Ref: 'J' }, 1, true, null, 'of ${I}'] } } };
    expect(over(['a-b'], fragment).Resources.Tab.Properties).toEqual({ 'a-b': ['a-b', { Ref: 'J' }, 1, true, null, 'of a-b'] });
  });

  test('of what does not say of which resources decides nothing; one that holds itself may', () => {
    const itself: any = {};
    itself.itself = itself;
    const decides = (loop: unknown) => read({ Resources: { 'Fn::ForEach::L': loop } }).notRead!.map(entry => entry.decides);
    expect([undefined, { Type: 'AWS::SNS::Topic' }, { Type: 'AWS::IAM::Role' }, itself].map(decides))
      .toEqual([[false], [false], [true], [true]]);
  });

  test('inside of a resource that can not be read is said for that resource', () => {
    const loop = (collection: unknown) => ({ 'Fn::ForEach::L': ['I', collection, { 'p${I}': 1 }], 'kept': 2 });
    const { Resources, notRead } = read({
      Resources: { Role: { Type: 'AWS::IAM::Role', Properties: loop('x') }, Topic: { Type: 'T', Properties: loop(['A']) } },
    });
    expect([Resources.Role.Properties, Resources.Topic.Properties]).toEqual([{ kept: 2 }, { pA: 1, kept: 2 }]);
    expect(notRead).toEqual([expect.objectContaining({ where: 'Role', what: 'Fn::ForEach', decides: true })]);
  });

  test('within loops within loops is read, but not without end', () => {
    const nested = (depth: number) => {
      let resources: any = { X: { Type: 'T' } };
      for (let i = 0; i < depth; i++) resources = { [`Fn::ForEach::L${i}`]: [`I${i}`, ['a'], resources] };
      return read({ Resources: resources });
    };
    expect(Object.keys(nested(20).Resources)).toEqual(['X']);
    const { Resources, notRead } = nested(202);
    expect([Resources, notRead!.length]).toEqual([{}, 1]);
  });
});

describe('what is not read', () => {
  const what = (body: object) => read(body).notRead!.map(entry => [entry.where, entry.what, entry.decides]);

  test.each<[string, object, unknown[]]>([
    ['a macro around the whole template', { 'Fn::Transform': { Name: 'Own' } }, ['Transform', 'Own', true]],
    ['a macro among the resources', { Resources: { 'Fn::Transform': { Name: 'Own' } } }, ['Resources', 'Own', true]],
    ['a macro without a name', { Transform: [{ Name: 3 }] }, ['Transform', 'a macro', false]],
    ['a module', { Resources: { M: { Type: 'Own::Thing::MODULE' } } }, ['M', 'Own::Thing::MODULE', true]],
    ['an application', { Resources: { A: { Type: 'AWS::Serverless::Application' } } }, ['A', 'AWS::Serverless::Application', false]],
  ])('%s', (_, body, entry) => expect(what(body)).toEqual([entry]));

  test('what is nested too deeply, but not its neighbours', () => {
    let deep: any = 'x';
    for (let i = 0; i < 250; i++) deep = { a: deep };
    const { Resources, notRead } = read({ Resources: { T: { Type: 'AWS::IAM::Role', Properties: { deep, near: 1 } } } });
    expect(notRead).toEqual([expect.objectContaining({ where: 'T', why: 'it is nested too deeply', decides: true })]);
    expect(Resources.T.Properties!.near).toBe(1);
  });

  test('a resource that is none is refused', () => {
    expect(() => read({ Resources: { R: null } })).toThrow("resource 'R' has no 'Type'");
    expect(() => read({ Resources: { R: { Type: 'T', Properties: 'x' } } })).toThrow("'Properties' of resource 'R' is not an object");
    expect(() => read({ Resources: { R: { Type: 'T', Properties: null } } })).not.toThrow();
  });
});

describe('a function of SAM', () => {
  const type = 'AWS::Serverless::Function';
  const users = { Type: 'AWS::Cognito::UserPool' };
  const made = (properties: unknown, more: object = {}, resources: object = {}, Globals?: unknown) =>
    read({ Globals, Resources: { Fn: { Type: type, Properties: properties, ...more }, Users: users, ...resources } });
  const cognito = (Properties: unknown) => ({ Events: { E: { Type: 'Cognito', Properties } } });

  test('without properties is a function with a role that may log', () => {
    const { Resources } = made(undefined, {}, {}, { Function: 'none' });
    expect(Resources.Fn).toEqual({ Type: 'AWS::Lambda::Function', Properties: { Role: { 'Fn::GetAtt': ['FnRole', 'Arn'] } } });
    expect(Object.keys(Resources.FnRole.Properties!)).toEqual(['AssumeRolePolicyDocument', 'ManagedPolicyArns']);
    expect(Resources.FnRole).not.toHaveProperty('Condition');
  });

  test('with a role of its own gets no other', () => {
    const { Resources } = made({ Role: 'arn', CodeUri: 's3://b/k', Handler: 'h' });
    expect(Resources.Fn.Properties).toEqual({ Role: 'arn', Code: 's3://b/k', Handler: 'h' });
    expect(Resources).not.toHaveProperty('FnRole');
  });

  test('has a role with what it says of it, under its condition', () => {
    const given = {
      AssumeRolePolicyDocument: { Statement: [] },
      PermissionsBoundary: 'boundary',
      RolePath: '/app/',
      Policies: [
        'arn:aws:iam::aws:policy/One', 'Two', { Ref: 'Three' }, { 'Fn::Sub': 'four' }, { DynamoDBReadPolicy: {} }, ['five'],
        { Statement: [1] },
      ],
    };
    const { Resources } = made(given, { Condition: 'C', Metadata: { m: 1 } });
    expect(Resources.FnRole).toMatchObject({ Condition: 'C', Metadata: { m: 1 } });
    const { ManagedPolicyArns, ...rest } = Resources.FnRole.Properties as any;
    expect(rest).toEqual({
      AssumeRolePolicyDocument: { Statement: [] },
      PermissionsBoundary: 'boundary',
      Path: '/app/',
      Policies: [{ PolicyName: 'FnRolePolicy0', PolicyDocument: { Statement: [1] } }],
    });
    expect(ManagedPolicyArns.slice(1)).toEqual([
      'arn:aws:iam::aws:policy/One', { 'Fn::Sub': 'arn:${AWS::Partition}:iam::aws:policy/Two' }, { Ref: 'Three' }, { 'Fn::Sub': 'four' },
    ]);
  });

  test('a role of that name that is written stays', () => {
    const FnRole = { Type: 'AWS::IAM::Role', Properties: { RoleName: 'mine' } };
    expect(made({}, {}, { FnRole }).Resources.FnRole).toEqual(FnRole);
  });

  test.each<[string, unknown]>([
    ['no properties', undefined],
    ['no user pool', { Trigger: 'PreSignUp' }],
    ['a user pool that is made elsewhere', { UserPool: 'id' }],
    ['a user pool by another function', { UserPool: { 'Fn::ImportValue': 'x' } }],
    ['a user pool that is not there', { UserPool: { Ref: 'Nothing' } }],
    ['what is no user pool', { UserPool: { Ref: 'Fn' } }],
  ])('an event of %s is not read, and that is said', (_, properties) => {
    const { Resources, notRead } = made(cognito(properties));
    expect(notRead).toEqual([expect.objectContaining({ where: 'Fn', what: 'event E', decides: true })]);
    expect([Resources.Users, Resources]).toEqual([users, expect.not.objectContaining({ FnCognitoPermission: expect.anything() })]);
  });

  test('an event of a user pool that says nothing of itself, or of its triggers, sets one', () => {
    const event = cognito({ UserPool: { Ref: 'Users' }, Trigger: 'PreSignUp' });
    const config = { LambdaConfig: { PreSignUp: { 'Fn::GetAtt': ['Fn', 'Arn'] } } };
    expect(made(event).Resources.Users.Properties).toEqual(config);
    const named = { Users: { ...users, Properties: { UserPoolName: 'n' } } };
    expect(made(event, {}, named).Resources.Users.Properties).toEqual({ UserPoolName: 'n', ...config });
  });

  test.each<[string, unknown]>([
    ['events that are none', 'x'], ['an event that is none', { E: 'x' }], ['an event of another kind', { E: { Type: 'Api' } }],
  ])(
    '%s: nothing is set', (_, Events) => {
      const { Resources, notRead } = made({ Events });
      expect([Object.keys(Resources).sort(), Resources.Users, notRead]).toEqual([['Fn', 'FnRole', 'Users'], users, []]);
    });
});
