import { CASES } from './cases';
import { goodTemplate, patched } from './good-template';
import { checkTemplates } from '../../src/guardrails/check';
import { Finding } from '../../src/guardrails/guardrail-rule';

type Path = string[];

/** Everything inside a value that a template could leave to the deployment: whole blocks, lists, items and single values. */
function places(value: unknown, path: Path): Path[] {
  if (typeof value !== 'object' || value === null || /^\["(Ref|Fn::\w+)"\]$/.test(JSON.stringify(Object.keys(value)))) return [];
  return Object.entries(value).flatMap(([key, item]) => [[...path, key], ...places(item, [...path, key])]);
}

/** The template with a parameter without a default in this place, or with what is looked up at deployment. */
function leftOpen(template: any, path: Path, given: unknown): any {
  const copy = structuredClone(template);
  copy.Parameters = { Given: { Type: 'String' } };
  const parent = path.slice(0, -1).reduce((at, key) => at[key], copy);
  parent[path.at(-1)!] = given;
  return copy;
}

/** One place in how many is left open; each case begins elsewhere. The whole proof leaves out none. */
const ONE_IN = Number(process.env.UNKNOWN_VALUES_ONE_IN ?? 2);

/** What is reported, once for each place that is left open. */
function reported(
  template: any, resources: string[], counts: (finding: Finding) => boolean, from: number = 0, given: unknown = { Ref: 'Given' },
): string[] {
  return resources.flatMap(id => places(template.Resources[id]?.Properties, ['Resources', id, 'Properties']))
    .filter((_, index) => (index + from) % ONE_IN === 0)
    .flatMap(path => checkTemplates([{ name: 'template', body: leftOpen(template, path, given) }]).filter(counts)
      .map(finding => `${path.slice(1).join('/')}: ${finding.message}`));
}

/** What is reported although it may turn out well: the template alone shows that it has to be looked at, and the message says so. */
const DELIBERATE = /whose groups are not known here|its code is not in the template/;

test('the good template has no findings, whatever is left to the deployment', () => {
  expect(reported(goodTemplate(), Object.keys(goodTemplate().Resources), () => true)).toEqual([]);
});

test('the good template has no findings but that something was not read, whatever is looked up at deployment', () => {
  const counts = ({ rule }: Finding) => rule !== 'not-read';
  expect(reported(goodTemplate(), Object.keys(goodTemplate().Resources), counts, 0, '{{resolve:ssm:/app/given}}')).toEqual([]);
});

describe.each(CASES.map(([id, , bad, near], index) => ({ id, bad, near, index })))('$id', ({ id, bad, near, index }) => {
  const touched = [...new Set([...Object.keys(bad), ...Object.keys(near)].map(place => place.split('/')[0]))];

  test('is not found where it may turn out well', () => {
    expect(reported(patched(near), touched, finding => finding.catalogue.includes(id) && !DELIBERATE.test(finding.message), index))
      .toEqual([]);
  });

  test('no value that is left open makes another rule report', () => {
    const found = checkTemplates([{ name: 'template', body: patched(bad) }]);
    const rules = found.map(({ rule }) => rule);
    // what one finding says for others, they say where it is not sure
    const entries = found.flatMap(({ catalogue }) => catalogue);
    const isNew = (finding: Finding) => !rules.includes(finding.rule) && !finding.catalogue.every(entry => entries.includes(entry));
    expect(reported(patched(bad), touched, finding => isNew(finding) && !DELIBERATE.test(finding.message), index)).toEqual([]);
  });
});

test('what is known around an open value counts', () => {
  const [, , bad] = CASES.find(([id]) => id === 'A49')!;
  const guestsRead = (Resource: unknown) => {
    const body = patched({ ...bad, 'Guest/Policies/0/PolicyDocument/Statement/0/Resource': Resource });
    body.Parameters = { Given: { Type: 'String' } };
    return checkTemplates([{ name: 'template', body }]).map(({ rule }) => rule).includes('guest-reads-everything');
  };
  expect(guestsRead({ 'Fn::Sub': 'arn:aws:s3:::${Given}/*' })).toBe(true);
  expect(guestsRead({ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':s3:::', { Ref: 'Given' }, '/*']] })).toBe(true);
  expect(guestsRead({ 'Fn::Sub': 'arn:aws:s3:::${Given}/public/*' })).toBe(false);
  expect(guestsRead({ Ref: 'Given' })).toBe(false);
});
