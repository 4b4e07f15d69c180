import { AccessModel } from '../../src/access-model';
import { accessBetween } from '../../src/diff/access-between';
import { aligned } from '../../src/diff/aligned';
import { differencesBetween } from '../../src/diff/differences';
import { checkTemplate, LoadedTemplate } from '../../src/template/text/load';
import { allow, group, role, template, tokenMapping } from '../access-model/fixture';

const loaded = (body: unknown, more: Partial<LoadedTemplate> = {}): LoadedTemplate =>
  ({ name: 'App', body: checkTemplate(structuredClone(body), 'App'), ...more });
const between = (before: unknown, after: unknown) => {
  const [old, now] = [before, after].map(body => AccessModel._fromTemplates([loaded(body)]));
  return accessBetween(old, now);
};
const TRUSTED = { PermissionsBoundary: 'arn:aws:iam::123456789012:policy/edge' };
const open = { pool: { AllowUnauthenticatedIdentities: true } };
const called = (body: unknown, from: string, to: string) => JSON.parse(JSON.stringify(body).replaceAll(`"${from}"`, `"${to}"`));

describe('between two states', () => {
  test('an identity pool that only is called otherwise is the same', () => {
    const before = template(open);
    expect(between(before, called(before, 'Identities', 'Ids'))).toEqual([]);
    const wider = template({ ...open, resources: { Guests: role('unauthenticated', [allow('s3:GetObject', '*')]) } });
    expect(between(before, called(wider, 'Identities', 'Ids')))
      .toMatchObject([{ who: 'guests', before: 'Guests', after: 'Guests', gains: [{ actions: ['s3:GetObject'] }] }]);
  });

  test('one that goes is lost to everybody, and one that comes is new to them', () => {
    const [none, one] = [{ Resources: { Users: { Type: 'AWS::Cognito::UserPool' } } }, template(open)];
    const [gone, made] = [between(one, none), between(none, one)];
    expect(gone.map(({ who }) => who)).toContain('guests');
    expect(gone.find(({ who }) => who === 'guests'))
      .toMatchObject({ before: 'Guests', identityPool: expect.stringContaining('Identities'), notes: [] });
    expect(gone.every(change => !('after' in change))).toBe(true);
    expect(made.find(({ who }) => who === 'guests')).toMatchObject({ after: 'Guests', notes: [] });
    expect(made.every(change => !('before' in change))).toBe(true);
  });

  test('two that come at once in place of one are others', () => {
    const before = template(open);
    const two = called(before, 'Identities', 'Ids');
    for (const id of ['Ids', 'Attachment']) {
      two.Resources[`${id}2`] = JSON.parse(JSON.stringify(two.Resources[id])
        .replaceAll('"Ids"', '"Ids2"'));
    }
    const guests = between(before, two).filter(({ who }) => who === 'guests');
    expect(guests.map(({ before: was, after: is }) => [was, is]))
      .toEqual([['Guests', undefined], [undefined, 'Guests'], [undefined, expect.any(String)]]);
  });

  test.each<[string, object, object, string]>([
    ['comes', {}, TRUSTED, 'the permissions boundary of the role is another: there was none'],
    ['goes', TRUSTED, {}, 'the permissions boundary of the role is another: there is none now'],
    [
      'is another', TRUSTED, { PermissionsBoundary: 'arn:aws:iam::123456789012:policy/fence' },
      'the permissions boundary of the role is another',
    ],
  ])('a boundary that %s is noted', (_, before, after, note) => {
    const bounded = (more: object) => template({ ...open, resources: { Guests: role('unauthenticated', [], more) } });
    expect(between(bounded(before), bounded(after)).find(({ who }) => who === 'guests')?.notes).toEqual([note]);
  });

  test('session tags that come are noted, and from nothing', () => {
    const tagged = template({
      mappings: tokenMapping('AuthenticatedRole'),
      resources: {
        Tags: {
          Type: 'AWS::Cognito::IdentityPoolPrincipalTag',
          Properties: {
            IdentityPoolId: { Ref: 'Identities' },
            IdentityProviderName: { 'Fn::GetAtt': ['Users', 'ProviderName'] },
            PrincipalTags: { plan: 'custom:plan' },
            UseDefaults: false,
          },
        },
        Admins: role('authenticated'),
        admins: group('admins', 'Admins', 0),
      },
    });
    const plain = structuredClone(tagged);
    delete plain.Resources.Tags;
    const notes = (before: unknown, after: unknown) => between(before, after).flatMap(change => change.notes);
    expect(notes(tagged, tagged)).toEqual([]);
    expect(notes(plain, tagged)).toEqual(notes(tagged, plain).map(note => note.replace(/: (.*) → (.*)$/, ': $2 → $1')));
  });
});

describe('a stack that stays as it is', () => {
  const tier = (name: string) => loaded(template(open), { name, stackName: name });
  const danger = (before: LoadedTemplate[], after: LoadedTemplate[]) => {
    const { edits, access } = differencesBetween(before, after);
    return [edits.filter(({ isDangerous }) => isDangerous).map(({ at }) => at.stack), access.map(({ identityPool }) => identityPool)];
  };

  test('is the same when another that makes resources of the same names comes or goes', () => {
    const [edits, access] = danger([tier('Dev')], [tier('Dev'), tier('Prod')]);
    expect(edits).toEqual([]);
    expect(access.filter(pool => !pool.startsWith('Prod/'))).toEqual([]);
    const [gone] = danger([tier('Dev'), tier('Prod')], [tier('Dev')]);
    expect(gone.length).toBeGreaterThan(0);
    expect(gone.filter(stack => stack !== 'Prod')).toEqual([]);
  });

  test('has the same identity pool when that is called otherwise, and so has another', () => {
    const renamed = (name: string) => loaded(called(template(open), 'Identities', 'Ids'), { name, stackName: name });
    expect(danger([tier('Dev'), tier('Prod')], [renamed('Dev'), renamed('Prod')])[1]).toEqual([]);
    expect(danger([tier('Dev'), tier('Prod')], [renamed('Dev'), tier('Prod')])[1]).toEqual([]);
  });

  test('is the same when another gives its resources other names', () => {
    const other = loaded(called(template(open), 'Users', 'People'), { name: 'Prod', stackName: 'Prod' });
    expect(danger([tier('Dev'), tier('Prod')], [tier('Dev'), other])[0].filter(stack => stack !== 'Prod')).toEqual([]);
    expect(danger([tier('Dev'), other], [tier('Dev'), tier('Prod')])[0].filter(stack => stack !== 'Prod')).toEqual([]);
  });
});

describe('the stacks of two states', () => {
  const body = { Resources: {} };
  const nested = (name: string, outer: string, stackName?: string) =>
    loaded(body, { name, nestedIn: { template: outer, logicalId: 'Inner' }, ...stackName === undefined ? {} : { stackName } });
  const names = (templates: readonly LoadedTemplate[]) =>
    templates.map(({ name, stackName, nestedIn }) => [name, stackName, nestedIn?.template]);

  test('are the same where each side has one, and one is a template alone; nested ones go with it', () => {
    const [, now] = aligned([loaded(body, { name: 'old', stackName: 'app' })], [
      loaded(body, { name: 'new' }), nested('new/Inner', 'new', 'new-Inner'),
    ]);
    expect(names(now)).toEqual([['old', 'app', undefined], ['old/Inner', 'app-Inner', 'old']]);
  });

  test('take the name of the file where no stack is named', () => {
    const [, now] = aligned([loaded(body, { name: 'old' })], [
      loaded(body, { name: 'new', stackName: 'app' }), nested('new/Inner', 'new', 'app-Inner'),
    ]);
    expect(names(now)).toEqual([['old', undefined, undefined], ['old/Inner', 'old-Inner', 'old']]);
  });

  test('are where one side says that they are', () => {
    const place = { region: 'eu-west-1', account: '111122223333' };
    const [old, now] = aligned([loaded(body, place)], [loaded(body)]);
    expect([old[0], now[0]]).toMatchObject([place, place]);
    const [one, other] = aligned([loaded(body)], [loaded(body)]);
    for (const [it] of [one, other]) expect(Object.keys(it)).not.toEqual(expect.arrayContaining(['region']));
    for (const [it] of [one, other]) expect(Object.keys(it)).not.toEqual(expect.arrayContaining(['account']));
  });

  test('of another place are others, by their place, and those inside with them', () => {
    const at = (region: string) => [loaded(body, { stackName: 'app', region }), nested('App/Inner', 'App', 'app-Inner')];
    const [, now] = aligned(at('eu-west-1'), at('us-east-1'));
    expect(names(now))
      .toEqual([['App (app, us-east-1)', 'app', undefined], ['App (app, us-east-1)/Inner', 'app-Inner', 'App (app, us-east-1)']]);
    expect(names(aligned(at('eu-west-1'), at('eu-west-1'))[1])).toEqual([['App', 'app', undefined], ['App/Inner', 'app-Inner', 'App']]);
  });
});
