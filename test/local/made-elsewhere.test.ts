import { photoTemplate } from './fixture';
import { Harness, refusal } from './harness';
import { AccessModel } from '../../src/access-model';
import { createDirectory } from '../../src/local/directory/access-directory';
import { startLine } from '../../src/local/start-line';
import { LocalUserPools } from '../../src/local/user-pool/local-user-pools';

const ELSEWHERE = 'eu-west-1_Elsewhere';
const PROVIDER = `cognito-idp.eu-west-1.amazonaws.com/${ELSEWHERE}`;

/** The photo template, whose people may also come from a user pool that is made elsewhere: it adds a client and a group to that. */
function template(): Record<string, any> {
  const { Resources, ...rest } = photoTemplate();
  const { CognitoIdentityProviders, ...photos } = Resources.Photos.Properties;
  return {
    ...rest,
    Resources: {
      ...Resources,
      Photos: {
        ...Resources.Photos,
        Properties: {
          ...photos,
          CognitoIdentityProviders: [
            ...CognitoIdentityProviders, { ClientId: { Ref: 'Partner' }, ProviderName: PROVIDER, ServerSideTokenCheck: true },
          ],
        },
      },
      Partner: { Type: 'AWS::Cognito::UserPoolClient', Properties: { UserPoolId: ELSEWHERE } },
      Owners: {
        Type: 'AWS::Cognito::UserPoolGroup',
        Properties: { UserPoolId: ELSEWHERE, GroupName: 'owners', RoleArn: { 'Fn::GetAtt': ['GoldRole', 'Arn'] } },
      },
      Attachment: {
        ...Resources.Attachment,
        Properties: {
          ...Resources.Attachment.Properties,
          RoleMappings: {
            ...Resources.Attachment.Properties.RoleMappings,
            partners: {
              Type: 'Token',
              AmbiguousRoleResolution: 'AuthenticatedRole',
              IdentityProvider: { 'Fn::Join': ['', [`${PROVIDER}:`, { Ref: 'Partner' }]] },
            },
          },
        },
      },
    },
  };
}

function notesOf(clientIds: Record<string, string>, asksUserPools: boolean): string[] {
  const notes: string[] = [];
  createDirectory(AccessModel.fromTemplate(template()), {
    issuers: { Pool: 'http://127.0.0.1:1/us-east-1_Test00001' },
    clientIds: { Web: 'web1', Mobile: 'mobile1', ...clientIds },
    asksUserPools,
    log: note => notes.push(note),
  });
  return notes;
}

describe('beside the user pools of the template, which are served', () => {
  let pools: LocalUserPools;
  let local: Harness;
  beforeAll(async () => {
    const body = template() as any;
    const model = AccessModel.fromTemplate(body);
    pools = await LocalUserPools.start({
      entities: model._entities, templates: [{ name: 'photos', body }], endpoint: 'http://127.0.0.1:1', log: () => undefined,
    });
    local = await Harness.start(issuer => ({
      template: body,
      issuers: { ...pools.issuers, [ELSEWHERE]: issuer.url },
      keys: pools.keys,
      clientIds: { ...pools.clientIds, Partner: 'partner1' },
      server: { userPools: pools },
    }));
  });
  afterAll(async () => {
    await local?.stop();
    pools?.stop();
  });

  const enter = async (claims: object) => {
    const key = local.issuer.url.replace('http://', '');
    return local.whoIs(await local.enter({ [key]: local.issuer.token({ aud: 'partner1', ...claims }) }));
  };

  test('people of a pool that is made elsewhere come in, by the groups that the template makes there', async () => {
    expect(await enter({ 'cognito:groups': ['owners'] })).toContain('/GoldRole/');
    expect(await enter({})).toContain('/UserRole/');
    expect((await refusal(enter({ 'cognito:groups': ['strangers'] }))).message).toContain('where its group strangers may have a role');
    expect((await refusal(enter({ aud: 'Partner' }))).message).toBe('Invalid login token. Incorrect token audience.');
  });

  test('that pool is in the first line, with its client', () => {
    const line = startLine(local.endpoint, local.directory);
    expect(line.userPools[ELSEWHERE].issuer).toBe(local.issuer.url);
    expect(line.clients.Partner).toBe('partner1');
  });
});

test('the notes say that a client of a pool that is made elsewhere goes by a name that stands in, until its id is given', () => {
  const note = "no --client Partner=ID: its tokens must be for the audience 'Partner'";
  expect(notesOf({}, false)).toContain(note);
  expect(notesOf({ Partner: 'partner1' }, false)).not.toContain(note);
});

test('the notes say which user pool is not here where the others are, and that it is not asked who has signed out', () => {
  const note = `${ELSEWHERE} is made elsewhere: tokens of https://${PROVIDER} are taken`;
  const notAsked = 'sign-outs and deleted users are not asked for: ServerSideTokenCheck needs the real service';
  expect(notesOf({}, true)).toEqual(expect.arrayContaining([note, notAsked]));
  expect(notesOf({}, false)).not.toContain(note);
  expect(notesOf({}, false)).toContain(notAsked);
});

test('a user pool whose id is not known is said to be left out', () => {
  const open = JSON.parse(JSON.stringify(template()).replaceAll(`/${ELSEWHERE}`, '/${PartnerPool}').replaceAll(
    '"cognito-idp.eu-west-1.amazonaws.com/${PartnerPool}"', '{"Fn::Sub":"cognito-idp.eu-west-1.amazonaws.com/${PartnerPool}"}',
  ));
  open.Parameters = { ...open.Parameters, PartnerPool: { Type: 'String' } };
  open.Resources.Attachment = photoTemplate().Resources.Attachment;
  const notes: string[] = [];
  const directory = createDirectory(AccessModel.fromTemplate(open), {
    issuers: { Pool: 'http://127.0.0.1:1/us-east-1_Test00001' }, clientIds: {}, asksUserPools: true, log: note => notes.push(note),
  });
  expect(notes).toContain('Partner is of (a user pool that is not known: parameter PartnerPool has no default): its tokens are refused; '
    + 'write the id into the template');
  expect(Object.keys(startLine('http://127.0.0.1:2', directory).userPools)).toEqual(['Pool']);
  expect(notes.filter(note => note.includes('undefined'))).toEqual([]);
});
