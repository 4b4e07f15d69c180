import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { Document, isMap, isScalar, isSeq, Scalar, visit } from 'yaml';
import { CASES } from './cases';
import { goodTemplate, patched } from './good-template';
import { checkTemplates } from '../../src/guardrails/check';
import { Finding } from '../../src/guardrails/guardrail-rule';
import { loadFile } from '../../src/template/text/load-files';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'guardrails-yaml-'));
afterAll(() => fs.rmSync(folder, { recursive: true }));

/** A template as people write it: `!Ref Pool`, `!GetAtt Pool.Arn`, `!Sub …`. */
function shortForm(template: unknown): string {
  const document = new Document(template, { aliasDuplicateObjects: false });
  visit(document, {
    Map: (_key, map) => {
      const [pair] = map.items;
      const name = isScalar(pair?.key) ? String(pair.key.value) : '';
      if (map.items.length !== 1 || !/^(Ref|Fn::\w+)$/.test(name)) return undefined;
      const argument: any = pair.value;
      const tag = `!${name.replace('Fn::', '')}`;
      if (name === 'Fn::GetAtt' && isSeq(argument)) {
        return Object.assign(
          new Scalar(argument.items.map((item: any) => item.value).join('.')), { tag },
        );
      }
      // YAML has one tag for a value: a function of a function keeps its long name
      if (isMap(argument) && argument.items.length === 1) return undefined;
      return Object.assign(argument, { tag });
    },
  });
  return document.toString();
}

function findings(text: string, name: string): Finding[] {
  const file = path.join(folder, name);
  fs.writeFileSync(file, text);
  return checkTemplates(loadFile(file));
}

const inJson = (template: unknown) => findings(JSON.stringify(template), 'stack.template.json');
const inYaml = (template: unknown) => findings(shortForm(template), 'stack.template.yaml');

test('the short form is short', () => {
  const text = shortForm(goodTemplate());
  expect(text).toContain('!Ref Pool');
  expect(text).toContain('!GetAtt Pool.ProviderName');
  expect(text).toMatch(/!Sub ['"]?\$\{Pool\.ProviderName\}:\$\{Client\}/);
  expect(text).not.toMatch(/Fn::|Ref:/);
});

test('the good template has no findings in YAML', () => expect(inYaml(goodTemplate())).toEqual([]));

test.each(CASES)('%s at %s is found in YAML as in JSON', (id, resource, bad) => {
  const found = inYaml(patched(bad));
  expect(found.filter(({ catalogue }) => catalogue.includes(id)).map(finding => finding.resource)).toContain(resource);
  expect(found).toEqual(inJson(patched(bad)));
});

test.each(CASES)('the nearest good template of %s is good in YAML', (id, _resource, _bad, near) => {
  expect(inYaml(patched(near)).filter(({ catalogue }) => catalogue.includes(id))).toEqual([]);
});

describe('other functions in their short form', () => {
  const conditional = (flows: unknown) => ({
    ...patched({ 'Client/AllowedOAuthFlows': flows }),
    Parameters: { Stage: { Type: 'String' }, Grants: { Type: 'CommaDelimitedList', Default: 'code,implicit' } },
    Mappings: { Flows: { dev: { grant: 'implicit' }, prod: { grant: 'code' } } },
    Conditions: { Dev: { 'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] }] } },
  });

  test.each<[string, unknown, unknown]>([
    ['If', { 'Fn::If': ['Dev', ['implicit'], ['code']] }, { 'Fn::If': ['Dev', ['code'], { Ref: 'AWS::NoValue' }] }],
    ['Join', [{ 'Fn::Join': ['', ['im', 'plicit']] }], [{ 'Fn::Join': ['', ['co', 'de']] }]],
    ['Select', [{ 'Fn::Select': [1, { Ref: 'Grants' }] }], [{ 'Fn::Select': [0, { Ref: 'Grants' }] }]],
    ['Split', { 'Fn::Split': [' ', 'code implicit'] }, { 'Fn::Split': [' ', 'code refresh'] }],
    ['FindInMap', [{ 'Fn::FindInMap': ['Flows', 'dev', 'grant'] }], [{ 'Fn::FindInMap': ['Flows', 'prod', 'grant'] }]],
  ])('%s', (_name, bad, good) => {
    const rules = (flows: unknown) => inYaml(conditional(flows)).map(({ rule }) => rule);
    expect(rules(bad)).toContain('implicit-grant');
    expect(rules(good)).not.toContain('implicit-grant');
  });
});
