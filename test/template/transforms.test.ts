import { checkTemplate, withParameters } from '../../src/template/text/load';

const read = (body: any) => checkTemplate({ Resources: {}, ...body }, 'template');
const group = {
  'Group${G}': { Type: 'AWS::Cognito::UserPoolGroup', Properties: { GroupName: { Ref: 'G' }, Description: { 'Fn::Sub': 'of ${G}' } } },
};

describe('a loop', () => {
  const list = { Type: 'CommaDelimitedList', Default: 'A, B' };

  test.each([
    ['a list', { Resources: { 'Fn::ForEach::Groups': ['G', ['A', 'B'], group] } }],
    ['the default of a parameter', { Parameters: { P: list }, Resources: { 'Fn::ForEach::Groups': ['G', { Ref: 'P' }, group] } }],
    [
      'a mapping',
      {
        Mappings: { M: { a: { b: ['A', 'B'] } } }, Resources: { 'Fn::ForEach::Groups': ['G', { 'Fn::FindInMap': ['M', 'a', 'b'] }, group] },
      },
    ],
  ])('over %s makes each resource', (_what, body) => {
    const { Resources, notRead } = read(body);
    expect(Object.keys(Resources)).toEqual(['GroupA', 'GroupB']);
    expect(Resources.GroupB.Properties).toEqual({ GroupName: 'B', Description: { 'Fn::Sub': 'of B' } });
    expect(notRead).toEqual([]);
  });

  test('may stand in another, in properties and in outputs', () => {
    const inner = {
      'Fn::ForEach::Inner': [
        'H', ['x', 'y'], { '${G}${H}': { Type: 'T', Properties: { 'Fn::ForEach::P': ['I', ['1'], { 'p${I}': '${I}' }] } } },
      ],
    };
    const { Resources, Outputs } = read({
      Resources: { 'Fn::ForEach::Outer': ['G', ['a', 'b'], inner] },
      Outputs: { 'Fn::ForEach::O': ['G', ['a'], { 'O${G}': { Value: 'v' } }] },
    });
    expect(Object.keys(Resources)).toEqual(['ax', 'ay', 'bx', 'by']);
    expect(Resources.ax.Properties).toEqual({ p1: '1' });
    expect(Outputs).toEqual({ Oa: { Value: 'v' } });
  });

  test('fails to be read, which is said, over what is given at deployment', () => {
    const { notRead } = read({
      Parameters: { P: { Type: 'CommaDelimitedList' } }, Resources: { 'Fn::ForEach::Groups': ['G', { Ref: 'P' }, group] },
    });
    expect(notRead).toEqual([expect.objectContaining({ where: 'Fn::ForEach::Groups', decides: true })]);
  });
});

describe('transforms', () => {
  const transforms = (Transform: any) => read({ Transform, Resources: { Pool: { Type: 'AWS::Cognito::UserPool' } } }).notRead;

  test.each([
    'AWS::LanguageExtensions', ['AWS::Serverless-2016-10-31', 'AWS::LanguageExtensions'], [], undefined, null,
  ])('%j is read', Transform => {
    expect(transforms(Transform)).toEqual([]);
  });

  test.each([
    'Own', ['AWS::LanguageExtensions', 'Own'], { Name: 'AWS::Include', Parameters: {} }, [{ Name: 'Own' }],
  ])('fails to read %j, and says so', Transform => {
    expect(transforms(Transform)).toHaveLength(1);
  });

  test('a macro among properties is not read, which decides where the resource does', () => {
    const include = { 'Fn::Transform': { Name: 'AWS::Include' }, 'Other': 1 };
    const { notRead } = read({
      Resources: { Role: { Type: 'AWS::IAM::Role', Properties: include }, Topic: { Type: 'AWS::SNS::Topic', Properties: include } },
    });
    expect(notRead!.map(({ where, decides }) => [where, decides])).toEqual([['Role', true], ['Topic', false]]);
  });
});

test('a function of SAM is a function with a role, and its Cognito event a trigger that may call it', () => {
  const { Resources } = read({
    Transform: 'AWS::Serverless-2016-10-31',
    Globals: { Function: { Runtime: 'nodejs22.x' } },
    Resources: {
      Users: { Type: 'AWS::Cognito::UserPool', Properties: { LambdaConfig: { PostConfirmation: 'arn' } } },
      Fn: {
        Type: 'AWS::Serverless::Function',
        Properties: {
          InlineCode: 'code',
          Policies: [{ Statement: [] }, 'ReadOnlyAccess'],
          Events: { E: { Type: 'Cognito', Properties: { UserPool: { Ref: 'Users' }, Trigger: ['PreSignUp'] } } },
        },
      },
    },
  });
  expect(Resources.Users.Properties!.LambdaConfig).toEqual({ PostConfirmation: 'arn', PreSignUp: { 'Fn::GetAtt': ['Fn', 'Arn'] } });
  expect(Resources.Fn).toMatchObject({ Type: 'AWS::Lambda::Function', Properties: { Runtime: 'nodejs22.x', Code: { ZipFile: 'code' } } });
  expect(Resources.FnRole.Properties!.Policies).toHaveLength(1);
  expect(Resources.FnRole.Properties!.ManagedPolicyArns).toHaveLength(2);
  expect(Resources.FnCognitoPermission.Properties!.SourceArn).toEqual({ 'Fn::GetAtt': ['Users', 'Arn'] });
});

test('a loop over a parameter is over what that is given, not over its default', () => {
  const written = {
    Parameters: { P: { Type: 'CommaDelimitedList', Default: 'A' } }, Resources: { 'Fn::ForEach::Groups': ['G', { Ref: 'P' }, group] },
  };
  expect(Object.keys(withParameters(checkTemplate(written, 't'), 't', { P: 'X,Y' }).Resources)).toEqual(['GroupX', 'GroupY']);
  expect(checkTemplate(written, 't', { P: { Ref: 'Other' } }).notRead).toHaveLength(1);
});
