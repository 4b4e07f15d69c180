import { allow, group, PROVIDER, role, rulesMapping, template, tokenMapping } from './fixture';
import { AccessModel } from '../../src/access-model';
import { accessMatrices } from '../../src/access-model/access-matrix';
import { asHtml } from '../../src/cli/access/as-html';
import { asMarkdown, asText } from '../../src/cli/access/as-text';

const NONE = { review: { findings: [], accepted: [] }, limits: { notRead: [], standIns: [], madeUpNames: [] } };
const INTERNAL = /Fn::(Unresolved|Alternatives|NotRead)|\[object |\bundefined\b|[«»]|\bNaN\b/;

function rich(mappings: object): any {
  return template({
    mappings,
    pool: {
      AllowUnauthenticatedIdentities: true,
      AllowClassicFlow: true,
      SupportedLoginProviders: { 'accounts.google.com': 'app' },
      DeveloperProviderName: 'mine',
      OpenIdConnectProviderARNs: ['arn:aws:iam::123456789012:oidc-provider/id.example.com'],
    },
    rest: { Parameters: { Open: { Type: 'String' } } },
    resources: {
      Members: role('authenticated', [allow(['s3:GetObject', 's3:PutObject'], [
        'arn:aws:s3:::photos/*', { 'Fn::Sub': 'arn:aws:s3:::${Photos}/${Open}/*' },
      ], {
        Condition: { StringEquals: { 'aws:PrincipalTag/plan': 'gold' }, Bool: { 'aws:SecureTransport': 'true' } },
      })], { PermissionsBoundary: { Ref: 'Boundary' } }),
      Admins: role('authenticated', [allow('s3:*', '*')], {
        ManagedPolicyArns: [{ Ref: 'Boundary' }, 'arn:aws:iam::aws:policy/AmazonS3FullAccess'],
      }),
      Boundary: {
        Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: { Version: '2012-10-17', Statement: [allow('s3:*', '*')] } },
      },
      Photos: { Type: 'AWS::S3::Bucket' },
      Policy: {
        Type: 'AWS::S3::BucketPolicy',
        Properties: {
          Bucket: { Ref: 'Photos' },
          PolicyDocument: {
            Statement: [
              { Effect: 'Allow', Principal: { AWS: { 'Fn::GetAtt': ['Members', 'Arn'] } }, Action: 's3:GetObject', Resource: '*' },
            ],
          },
        },
      },
      admins: group('admins', 'Admins', 0),
      Tags: {
        Type: 'AWS::Cognito::IdentityPoolPrincipalTag',
        Properties: {
          IdentityPoolId: { Ref: 'Identities' },
          IdentityProviderName: { 'Fn::GetAtt': ['Users', 'ProviderName'] },
          PrincipalTags: { plan: 'custom:plan' },
        },
      },
    },
  });
}

/** Every place in a value, outside keys. */
function placesIn(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, inner]) => placesIn(inner, [...path, key]))].filter(place => place.length > 0);
}

function withAt(body: any, place: string[], value: unknown): any {
  const copy = structuredClone(body);
  const parent = place.slice(0, -1).reduce((inner, key) => inner[key], copy);
  if (value === undefined) delete parent[place.at(-1)!];
  else parent[place.at(-1)!] = value;
  return copy;
}

function shownOf(body: any): string {
  const matrices = accessMatrices(AccessModel.fromTemplate(body));
  return [
    JSON.stringify(matrices), asText({ matrices, ...NONE }), asMarkdown({ matrices, ...NONE }), asHtml({ matrices, ...NONE }),
  ].join('\n');
}

describe.each([
  ['token', tokenMapping('AuthenticatedRole')],
  ['rules', rulesMapping([['custom:plan', 'Equals', 'gold', 'Admins'], ['cognito:groups', 'Contains', 'admins', 'Admins']])],
])('with a mapping by %s, nothing internal is shown', (_, mappings) => {
  const body = rich(mappings);
  const places = Object.keys(body.Resources).flatMap(id => placesIn(body.Resources[id].Properties ?? {}, ['Resources', id, 'Properties']))
    .filter(place => place.length > 3);

  test.each([
    ['is not known', { Ref: 'Open' }],
    ['is known in part', { 'Fn::Sub': 'a-${Open}' }],
    ['is missing', undefined],
    ['hangs on a condition', { 'Fn::If': ['Never', PROVIDER, { Ref: 'AWS::NoValue' }] }],
    ['is of another type', { strange: ['thing', 1] }],
  ])('where any one part %s', (_kind, value) => {
    const bad = places.flatMap(place => {
      const found = INTERNAL.exec(shownOf(withAt(body, place, value)));
      return found ? [`${place.join('.')}: ${found.input.slice(Math.max(0, found.index - 60), found.index + 40).replace(/\n/g, ' ')}`] : [];
    });
    expect(bad).toEqual([]);
  });
});

test('what is known of a text stands beside what is not', () => {
  const text = asText({ matrices: accessMatrices(AccessModel.fromTemplate(rich(tokenMapping()))), ...NONE });
  expect(text).toContain('arn:aws:s3:::photos/*, arn:aws:s3:::Photos/(not known: parameter Open has no default)/*');
});

test('a statement that is not known leaves the others', () => {
  const body = rich(tokenMapping());
  body.Resources.Admins.Properties.Policies[0].PolicyDocument.Statement.push({ Ref: 'Open' });
  const text = asText({ matrices: accessMatrices(AccessModel.fromTemplate(body)), ...NONE });
  expect(text).toContain('Allow s3:* on *');
  expect(text).toContain('Unknown parameter Open has no default');
});
