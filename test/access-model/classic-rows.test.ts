import { trust } from './fixture';
import { AccessModel } from '../../src/access-model';
import { accessMatrices } from '../../src/access-model/access-matrix';

const trusting = (aud: unknown, amr: string) => ({ Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: trust(amr, { aud }) } });
const ids = { Ref: 'Ids' };
const arn = (role: string) => ({ 'Fn::GetAtt': [role, 'Arn'] });

/** A template with one client, an attached role, and one that is attached nowhere. */
function template(pool: any, more: any = {}, top: any = {}): any {
  return {
    ...top,
    Resources: {
      Users: { Type: 'AWS::Cognito::UserPool' },
      Web: { Type: 'AWS::Cognito::UserPoolClient', Properties: { UserPoolId: { Ref: 'Users' } } },
      Ids: {
        Type: 'AWS::Cognito::IdentityPool',
        Properties: {
          AllowUnauthenticatedIdentities: false,
          CognitoIdentityProviders: [{ ClientId: { Ref: 'Web' }, ProviderName: { 'Fn::GetAtt': ['Users', 'ProviderName'] } }],
          ...pool,
        },
      },
      Member: trusting(ids, 'authenticated'),
      Admin: trusting(ids, 'authenticated'),
      Attach: {
        Type: 'AWS::Cognito::IdentityPoolRoleAttachment', Properties: { IdentityPoolId: ids, Roles: { authenticated: arn('Member') } },
      },
      ...more,
    },
  };
}

/** The rows of the classic flow: who, at which provider, and what comes out. */
function named(body: any): string[] {
  const [{ rows }] = accessMatrices(AccessModel.fromTemplate(body));
  return rows.filter(({ mapping }) => mapping === 'classic flow')
    .map(({ identity, outcome }) => `${identity}: ${outcome.role ?? ''} ${outcome.outcome}`);
}

const CLASSIC = { AllowClassicFlow: true };
const PARAMETER = { Parameters: { Given: { Type: 'String' } }, Conditions: { Is: { 'Fn::Equals': [{ Ref: 'Given' }, 'yes'] } } };

test.each([
  ['one that is attached nowhere', template(CLASSIC), ['everyone signed in naming Admin: Admin role']],
  ['one for guests', template({ ...CLASSIC, AllowUnauthenticatedIdentities: true }, { Admin: trusting(ids, 'unauthenticated') }),
    ['guests naming Admin: Admin role']],
  ['one for everybody', template({ ...CLASSIC, AllowUnauthenticatedIdentities: true }, { Admin: trusting(ids, '*authenticated') }),
    ['guests naming Admin: Admin role', 'everyone signed in naming Admin: Admin role']],
  ['one that trusts any pool', template(CLASSIC, { Admin: trusting('*', 'authenticated') }), []],
  ['one that trusts another pool', template(CLASSIC, { Admin: trusting('eu-west-1:other', 'authenticated') }), []],
  ['one for guests, who are not let in', template(CLASSIC, { Admin: trusting(ids, 'unauthenticated') }), []],
  ['one of another service', template(CLASSIC, {
    Admin: {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: {
          Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
        },
      },
    },
  }), []],
  ['none, the classic flow being off', template({ AllowClassicFlow: false }), []],
  ['none, the classic flow being off by default', template({}), []],
  ['none, as there are role mappings', template(CLASSIC, {
    Attach: {
      Type: 'AWS::Cognito::IdentityPoolRoleAttachment',
      Properties: {
        IdentityPoolId: ids,
        Roles: { authenticated: arn('Member') },
        RoleMappings: {
          web: { IdentityProvider: { 'Fn::Sub': '${Users.ProviderName}:${Web}' }, Type: 'Token', AmbiguousRoleResolution: 'Deny' },
        },
      },
    },
  }), []],
])('the matrix has the roles that callers may name: %s', (_name, body, rows) => expect(named(body)).toEqual(rows));

test.each([
  ['the flow', template({ AllowClassicFlow: { 'Fn::If': ['Is', true, false] } }, {}, PARAMETER)],
  ['the role', template(CLASSIC, { Admin: { ...trusting(ids, 'authenticated'), Condition: 'Is' } }, PARAMETER)],
])('what hangs on a condition is not sure: %s', (_name, body) => {
  expect(named(body)).toContain('everyone signed in naming Admin:  unknown');
});

test('a trust policy that is not known leaves it open', () => {
  const body = template(CLASSIC, { Admin: trusting({ Ref: 'Given' }, 'authenticated') }, PARAMETER);
  expect(named(body)).toEqual(['everyone signed in naming Admin: Admin unknown']);
});

test('a row of the classic flow says what the role may do', () => {
  const Policies = [{ PolicyName: 'pay', PolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'dynamodb:PutItem', Resource: '*' }] } }];
  const body = template(CLASSIC);
  body.Resources.Admin.Properties.Policies = Policies;
  const [{ rows }] = accessMatrices(AccessModel.fromTemplate(body));
  expect(rows.at(-1)).toMatchObject({ provider: 'Users / Web', permits: [{ actions: ['dynamodb:PutItem'], policy: 'Admin/pay' }] });
});
