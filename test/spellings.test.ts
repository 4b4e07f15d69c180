import * as fc from 'fast-check';
import { AccessModel } from '../src';
import { goodTemplate } from './guardrails/good-template';
import { accessMatrices } from '../src/access-model/access-matrix';
import { checkTemplates } from '../src/guardrails/check';
import { checkTemplate, LoadedTemplate } from '../src/template/text/load';

/**
 * Whatever way a template refers to pools, clients and roles: what `check` finds, whom `access` lists and whom `resolve` lets become
 * which role stays the same.
 */
const PRODUCER = ['Pool', 'Client', 'Other', 'Admins'];
const SEED = 9;

/** A reference of the good template: `Id` for `Ref`, `Id.Attribute` for `Fn::GetAtt`. */
type Place = (template: any, value: unknown) => void;
const PLACES: Record<string, Place> = {
  'Identities.login.client': ({ Identities }, value) => void (Identities.Properties.CognitoIdentityProviders[0].ClientId = value),
  'Identities.login.pool': ({ Identities }, value) => void (Identities.Properties.CognitoIdentityProviders[0].ProviderName = value),
  'Roles.identityPool': ({ Roles }, value) => void (Roles.Properties.IdentityPoolId = value),
  'Roles.authenticated': ({ Roles }, value) => void (Roles.Properties.Roles.authenticated = value),
  'Roles.rule': ({ Roles }, value) => void (Roles.Properties.RoleMappings.web.RulesConfiguration.Rules[0].RoleARN = value),
  'Member.aud': ({ Member }, value) =>
    void (Member.Properties.AssumeRolePolicyDocument.Statement[0].Condition.StringEquals['cognito-identity.amazonaws.com:aud'] = value),
  'Gold.aud': ({ Gold }, value) =>
    void (Gold.Properties.AssumeRolePolicyDocument.Statement[0].Condition.StringEquals['cognito-identity.amazonaws.com:aud'] = value),
};
const TARGETS: Record<keyof typeof PLACES, string> = {
  'Identities.login.client': 'Client',
  'Identities.login.pool': 'Pool.ProviderName',
  'Roles.identityPool': 'Identities',
  'Roles.authenticated': 'Member.Arn',
  'Roles.rule': 'Gold.Arn',
  'Member.aud': 'Identities',
  'Gold.aud': 'Identities',
};

const plain = (target: string): unknown => target.includes('.') ? { 'Fn::GetAtt': target.split('.') } : { Ref: target };
const outputOf = (target: string) => `Out${target.replace('.', '')}`;

/** Ways to say the same inside one template. */
const WRAPPERS: Record<string, (value: unknown, target: string) => unknown> = {
  'as it is': value => value,
  'Sub': (value, target) => JSON.stringify(value) === JSON.stringify(plain(target)) ? { 'Fn::Sub': `\${${target}}` } : value,
  'Sub with a name of its own': value => ({ 'Fn::Sub': ['${it}', { it: value }] }),
  'GetAtt in one text': (value, target) => JSON.stringify(value) === JSON.stringify(plain(target)) && target.includes('.')
    ? { 'Fn::GetAtt': target }
    : value,
  'Join of one': value => ({ 'Fn::Join': ['', [value]] }),
  'Join with nothing': value => ({ 'Fn::Join': ['', ['', value, '']] }),
  'Select': value => ({ 'Fn::Select': [1, ['another', value]] }),
  'Select by text': value => ({ 'Fn::Select': ['0', [value, 'another']] }),
  'Split': value => ({ 'Fn::Select': [1, { 'Fn::Split': ['|', { 'Fn::Join': ['|', ['before', value, 'after']] }] }] }),
  'If that is decided': value => ({ 'Fn::If': ['Always', value, 'another'] }),
  'If that is decided otherwise': value => ({ 'Fn::If': ['Never', { Ref: 'Nobody' }, value] }),
  'If with the same twice': value => ({ 'Fn::If': ['Open', value, value] }),
};

const CONDITIONS = {
  Always: { 'Fn::Equals': ['a', 'a'] },
  Never: { 'Fn::Not': [{ Condition: 'Always' }] },
  Open: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] },
  Closed: { 'Fn::Not': [{ Condition: 'Open' }] },
};

/** How one stack refers to what another one makes. */
const ACROSS: Record<string, (target: string) => unknown> = {
  'ImportValue': target => ({ 'Fn::ImportValue': `users-${outputOf(target)}` }),
  'ImportValue by Sub': target => ({ 'Fn::ImportValue': { 'Fn::Sub': `users-${outputOf(target)}` } }),
  'GetStackOutput': target => ({ 'Fn::GetStackOutput': { StackName: 'Users', OutputName: outputOf(target) } }),
};

interface Spelling {
  readonly wrappers: (keyof typeof WRAPPERS)[];
  readonly across: keyof typeof ACROSS;
}

function spelled(target: string, { wrappers, across }: Spelling, twoStacks: boolean): unknown {
  const foreign = twoStacks && PRODUCER.includes(target.split('.')[0]);
  return wrappers.reduce<unknown>((value, name) => WRAPPERS[name](value, target), foreign ? ACROSS[across](target) : plain(target));
}

function templates(spellings: Record<string, Spelling>, twoStacks: boolean, change: (resources: any) => void = () => {}): LoadedTemplate[] {
  const { Resources } = goodTemplate();
  Resources.Client.Properties.WriteAttributes = ['custom:plan'];
  Resources.Gold.Properties.Policies = [
    { PolicyName: 'own', PolicyDocument: { Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }] } },
  ];
  Object.entries(PLACES).forEach(([name, place]) => place(Resources, spelled(TARGETS[name], spellings[name], twoStacks)));
  const provider = [
    spelled('Pool.ProviderName', spellings['Identities.login.pool'], twoStacks),
    spelled('Client', spellings['Identities.login.client'], twoStacks),
  ];
  Resources.Roles.Properties.RoleMappings.web.IdentityProvider = { 'Fn::Join': [':', provider] };
  change(Resources);
  const around = { Parameters: { Stage: { Type: 'String' } }, Conditions: CONDITIONS };
  if (!twoStacks) return [{ name: 'Access', body: checkTemplate({ ...around, Resources }, 'Access') }];
  const of = (ids: (id: string) => boolean) => Object.fromEntries(Object.entries(Resources).filter(([id]) => ids(id)));
  const Outputs = Object.fromEntries(['Client', 'Pool.ProviderName'].map(target =>
    [outputOf(target), { Value: plain(target), Export: { Name: `users-${outputOf(target)}` } }]));
  return [
    { name: 'Users', body: checkTemplate({ Resources: of(id => PRODUCER.includes(id)), Outputs }, 'Users') },
    { name: 'Access', body: checkTemplate({ ...around, Resources: of(id => !PRODUCER.includes(id)) }, 'Access') },
  ];
}

function answers(loaded: LoadedTemplate[]) {
  const model = AccessModel._fromTemplates(loaded);
  const logins = (claims: object) => ({ logins: { 'userpool:Pool:Client': claims } });
  const become = (request: object) => (({ outcome, role, via }) => ({ outcome, role, via }))(model.becomes(request as any));
  return {
    check: checkTemplates(loaded).map(({ rule, resource, severity }) => `${severity} ${rule} ${resource}`).sort(),
    access: accessMatrices(model).flatMap(({ rows }) => rows.map(({ outcome, permits }) => [
      outcome.outcome, outcome.role, permits.length,
    ])),
    resolve: [{}, logins({}), logins({ 'custom:plan': 'gold' }), logins({ 'custom:plan': 'silver' })].map(become),
    can: model.can('Gold', 's3:GetObject', 'arn:aws:s3:::b/x').decision,
  };
}

const spelling = fc.record<Spelling>({
  wrappers: fc.array(fc.constantFrom(...Object.keys(WRAPPERS)), { maxLength: 3 }),
  across: fc.constantFrom(...Object.keys(ACROSS)),
});
const spellings = fc.record(Object.fromEntries(Object.keys(PLACES).map(name => [name, spelling])));
const asWritten = Object.fromEntries(Object.keys(PLACES).map(name => [name, { wrappers: [], across: 'ImportValue' } as Spelling]));

test('the answers tell something', () => {
  const { check, resolve, can } = answers(templates(asWritten, false));
  expect(check).toContain('critical rule-claim-writable Roles');
  expect(resolve.map(({ outcome, role }) => role ?? outcome)).toEqual(['denied', 'denied', 'Gold', 'denied']);
  expect(can).toBe('allowed');
});

test.each<[string, boolean, number]>([
  ['one stack', false, 100], ['two stacks', true, 300],
])('every spelling of a reference gives the same answers: %s', (_, twoStacks, numRuns) => {
  const expected = answers(templates(asWritten, false));
  fc.assert(fc.property(spellings, given => {
    expect(answers(templates(given, twoStacks))).toEqual(expected);
  }), { seed: SEED, numRuns });
});

/** What stands at a place otherwise, where a condition decides. A client that is registered under a condition counts as registered. */
const OTHERWISE: Record<string, unknown> = {
  'Roles.identityPool': 'eu-west-1:11111111-2222-3333-4444-555555555555',
  'Roles.authenticated': plain('Gold.Arn'),
  'Roles.rule': plain('Member.Arn'),
  'Member.aud': 'eu-west-1:11111111-2222-3333-4444-555555555555',
  'Gold.aud': 'eu-west-1:11111111-2222-3333-4444-555555555555',
};

test('what an open condition decides is found as in both of its worlds, and resolved where both agree', () => {
  const places = Object.keys(OTHERWISE);
  const written = (choose: (place: string) => unknown) =>
    answers(templates(asWritten, false, resources => places.forEach(place => PLACES[place](resources, choose(place)))));
  const found = ({ check }: { check: string[] }) => check.map(line => line.split(' ').slice(1).join(' '));
  const chosenPlaces = fc.subarray(places, { minLength: 1 });
  fc.assert(fc.property(chosenPlaces, fc.subarray(places), (chosen, turned) => {
    const [here, otherwise] = [(place: string) => plain(TARGETS[place]), (place: string) => OTHERWISE[place]];
    const holds = written(here);
    const fails = written(place => chosen.includes(place) ? otherwise(place) : here(place));
    const open = written(place => !chosen.includes(place) ? here(place)
      : { 'Fn::If': turned.includes(place) ? ['Closed', otherwise(place), here(place)] : ['Open', here(place), otherwise(place)] });
    expect(new Set(found(open))).toEqual(new Set([...found(holds), ...found(fails)]));
    open.resolve.forEach((answer, index) => {
      const [one, other] = [holds.resolve[index], fails.resolve[index]];
      const agree = one.outcome === other.outcome && one.role === other.role;
      expect([index, answer.outcome, agree && answer.role]).toEqual([index, agree ? one.outcome : 'unknown', agree && one.role]);
    });
  }), { seed: SEED, numRuns: 100 });
});
