import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { main } from '../../src/cli/main';

const FOLDER = fs.mkdtempSync(path.join(os.tmpdir(), 'sarif-'));
afterAll(() => fs.rmSync(FOLDER, { recursive: true }));

const PARENT = `{
  "Transform": "Own::Macro",
  "Resources": {
    "Child": { "Type": "AWS::CloudFormation::Stack", "Properties": { "TemplateURL": "./child stack.yaml" } },
    "Users": {
      "Type": "AWS::Cognito::UserPool",
      "Metadata": { "cdk-cognito-auth": { "accepts": [{ "rule": "mfa-off", "reason": "a try-out" }] } }
    }
  }
}`;
const CHILD = `# of a platform team
Resources:

  Pool:
    Type: AWS::Cognito::UserPool
  "Web":
    Type: AWS::Cognito::UserPoolClient
    Properties: { UserPoolId: !Ref Pool, AllowedOAuthFlowsUserPoolClient: true, AllowedOAuthFlows: [implicit] }
`;

type Shape = Readonly<Record<string, (value: any) => boolean>>;
const isText = (value: unknown) => typeof value === 'string' && value !== '';
const isOneOf = (...words: string[]) => (value: string) => words.includes(value);
const each = (is: (value: any) => boolean) => (value: unknown) => Array.isArray(value) && value.every(is);
const isUri = (value: string) => isText(value) && !/[\s\\]/.test(value) && URL.canParse(value, 'file:///');
/** Exactly these, all of them unless the name ends in a question mark: the schema allows no others. */
const has = (shape: Shape) => (value: any): boolean => Object.keys(value).every(key => key in shape || `${key}?` in shape)
  && Object.entries(shape).every(([key, is]) => key.endsWith('?') && value[key.slice(0, -1)] === undefined
    || is(value[key.endsWith('?') ? key.slice(0, -1) : key]));
const message = has({ text: isText });
const isBag = (value: any) => value.tags === undefined || new Set(value.tags).size === value.tags.length;

/** What SARIF 2.1.0 says of what is used of it: 3.13, 3.14, 3.19, 3.27, 3.28, 3.29, 3.30, 3.33, 3.35, 3.49. */
const LOG = has({
  $schema: isUri,
  version: isOneOf('2.1.0'),
  runs: each(has({
    'tool': has({
      driver: has({
        name: isText,
        rules: each(has({
          id: isText, shortDescription: message, fullDescription: message, help: message, helpUri: URL.canParse, properties: isBag,
        })),
      }),
    }),
    'results': each(has({
      'ruleId': isText,
      'kind?': isOneOf('open'),
      'level': isOneOf('none', 'note', 'warning', 'error'),
      message,
      'locations': each(has({
        physicalLocation: has({
          'artifactLocation': has({ uri: isUri }), 'region?': has({ startLine: line => Number.isInteger(line) && line >= 1 }),
        }),
        logicalLocations: each(has({ name: isText, fullyQualifiedName: isText, kind: isOneOf('resource') })),
      })),
      'suppressions?': each(has({
        kind: isOneOf('inSource', 'external'), status: isOneOf('accepted', 'underReview', 'rejected'), justification: isText,
      })),
      'properties': isBag,
    })),
    'properties?': isBag,
  })),
});

async function log(...argv: string[]): Promise<any> {
  let out = '';
  const spy = jest.spyOn(process.stdout, 'write').mockImplementation(text => { out += text; return true; });
  await main(['check', ...argv, '--format', 'sarif']);
  spy.mockRestore();
  return JSON.parse(out);
}

async function resultsOf(...argv: string[]): Promise<any[]> {
  fs.writeFileSync(path.join(FOLDER, 'Parent.template.json'), PARENT);
  fs.writeFileSync(path.join(FOLDER, 'child stack.yaml'), CHILD);
  return (await log(path.relative('', FOLDER), ...argv)).runs[0].results;
}

const placesOf = (results: any[], rule: string) => results.filter(({ ruleId }) => ruleId === rule).map(({
  locations: [{
    physicalLocation: { artifactLocation: { uri }, region }, logicalLocations: [{ name }],
  }],
}) => [name, uri.split('/').pop(), region?.startLine]);

test('is as the standard says, whatever is in it', async () => {
  await resultsOf();
  const written = await log(FOLDER, '--acknowledge', 'client-hygiene=fine');
  expect(written.runs[0].results.length).toBeGreaterThan(8);
  expect(LOG(written)).toBe(true);
  expect(LOG({ ...written, version: '2.0.0' })).toBe(false);
  const [run] = written.runs;
  for (const wrong of [
    { startLine: 0 }, { startLine: 1, line: 1 },
  ]) {
    const results = structuredClone(run.results);
    results[0].locations[0].physicalLocation.region = wrong;
    expect(LOG({ ...written, runs: [{ ...run, results }] })).toBe(false);
  }
});

test('has each rule once, and every result one of them', async () => {
  await resultsOf();
  const { runs: [{ tool, results }] } = await log(FOLDER);
  const ids = tool.driver.rules.map(({ id }: any) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toEqual(expect.arrayContaining(results.map(({ ruleId }: any) => ruleId)));
});

test('names file and line, of JSON and YAML, of nested stacks too', async () => {
  const results = await resultsOf();
  expect(placesOf(results, 'user-names-case-sensitive')).toEqual([
    ['Users', 'Parent.template.json', 5], ['Pool', 'child%20stack.yaml', 4],
  ]);
  expect(placesOf(results, 'client-hygiene')).toEqual([['Web', 'child%20stack.yaml', 6]]);
});

test('has files relative where the caller gives them so, those of nested stacks too', async () => {
  const uris = (await resultsOf()).map(({ locations }) => locations[0].physicalLocation.artifactLocation.uri);
  expect(uris.filter(uri => uri.startsWith('file:'))).toEqual([]);
  await resultsOf();
  const { runs: [{ results }] } = await log(FOLDER);
  for (const { locations } of results) expect(locations[0].physicalLocation.artifactLocation.uri).toMatch(/^file:\/\/\//);
});

test('says how much of hygiene was left out, as a property of the run', async () => {
  await resultsOf();
  const [whole] = (await log(FOLDER)).runs;
  const partly = await log(FOLDER, '--no-hygiene');
  const [{ results, properties }] = partly.runs;
  expect(whole.properties).toBeUndefined();
  expect(properties.hygieneLeftOut).toBe(whole.results.length - results.length);
  expect(LOG(partly)).toBe(true);
});

test('leaves open what was not read', async () => {
  const open = (await resultsOf()).filter(({ kind }) => kind === 'open');
  expect(open).toEqual([expect.objectContaining({ ruleId: 'not-read', level: 'none' })]);
});

test('tells what the template accepts from what the caller does', async () => {
  const suppressed = (await resultsOf('--acknowledge', 'client-hygiene=fine')).filter(({ suppressions }) => suppressions);
  expect(suppressed.map(({ ruleId, suppressions }) => [ruleId, suppressions])).toEqual([
    ['mfa-off', [{ kind: 'inSource', status: 'accepted', justification: 'a try-out' }]],
    ['client-hygiene', [{ kind: 'external', status: 'accepted', justification: 'fine' }]],
  ]);
});
