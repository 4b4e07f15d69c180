import { Outcome } from '../../../src/access-model';
import { AccessRow } from '../../../src/access-model/access-matrix';
import { Permit } from '../../../src/access-model/permits';
import { asHtml } from '../../../src/cli/access/as-html';
import { asMarkdown, asText } from '../../../src/cli/access/as-text';
import { condensed } from '../../../src/cli/access/condensed';
import { Finding } from '../../../src/guardrails/guardrail-rule';

const permit = (action: string): Permit => ({ effect: 'Allow', actions: [action], resources: ['*'], policy: 'own' });
const row = (who: string, provider: string, role: string, actions: string[], more: Partial<AccessRow> = {}): AccessRow => ({
  identity: who,
  who,
  provider,
  mapping: 'token',
  outcome: {
    outcome: Outcome.ROLE, role, reason: `because of ${who}`,
  },
  trust: '',
  permits: actions.map(permit),
  ...more,
});
const matrix = (...rows: AccessRow[]) => ({ identityPool: 'Pool', template: 'T', rows });
const TWO = [row('members of admins', 'Web', 'Admins', ['s3:Get', 's3:Put']), row('no group', 'Web', 'Members', ['s3:Get'])];

test('rows that differ by the client alone are one', () => {
  const { rows } = condensed(matrix(row('all', 'Web', 'Members', []), row('all', 'App', 'Members', []), row('some', 'App', 'Members', [])));
  expect(rows.map(({ who, provider }) => [who, provider])).toEqual([['all', 'Web, App'], ['some', 'App']]);
});

test('clients with another outcome keep rows of their own', () => {
  expect(condensed(matrix(row('all', 'Web', 'Members', []), row('all', 'App', 'Admins', []))).rows).toHaveLength(2);
});

test('what all roles of a sign-in have is said once, and each row says what it adds', () => {
  const { shared, rows } = condensed(matrix(...TWO));
  expect(shared).toEqual([permit('s3:Get')]);
  expect(rows.map(({ permits }) => permits)).toEqual([[permit('s3:Put')], []]);
});

test.each([
  ['one role alone', [TWO[0]]],
  ['roles with nothing in common', [TWO[0], row('no group', 'Web', 'Members', ['sqs:Send'])]],
])('nothing is shared by %s', (_what, rows) => {
  expect(condensed(matrix(...rows))).toEqual({ shared: [], rows: rows.map(one => ({ ...one, providers: [one.provider] })) });
});

test.each([
  ['guests', row('guests', '-', 'Guests', ['s3:Get'])],
  ['callers that name a role', row('everyone signed in naming Old', 'Web', 'Old', ['s3:Get'], { mapping: 'classic flow' })],
])('%s keep all that they have', (_what, other) => {
  expect(condensed(matrix(...TWO, other)).rows[2].permits).toEqual([permit('s3:Get')]);
});

const FINDING: Finding = {
  rule: 'a-rule',
  catalogue: ['A01'],
  group: 'access',
  severity: 'high',
  resource: 'Users',
  template: 'T',
  constructPath: 'T/Users',
  message: 'is open',
  fix: 'close it',
};

/** Where a browser may break a line is nothing that is said. */
const withoutBreaks = (page: string) => page.replaceAll('<wbr>', '');

test.each([
  ['text', asText], ['Markdown', asMarkdown], ['HTML', asHtml],
])('%s says findings first, reasons, what is shared and what is added', (_what, render) => {
  const shown = render({
    matrices: [matrix(...TWO)],
    review: { accepted: [], findings: [FINDING] },
    limits: {
      notRead: ['a macro in T'],
      standIns: [{ template: 'T', what: 'region', value: 'us-east-1', from: 'convention' }],
      madeUpNames: [],
    },
  });
  for (const part of [
    'because of no group', 'Each role that a sign-in gives', 'nothing more', 'members of admins',
  ]) expect(shown).toContain(part);
  expect(shown.indexOf('is open')).toBeLessThan(shown.indexOf('members of admins'));
  for (const limit of ['a macro in T', 'region us-east-1, a stand-in']) expect(shown).toContain(limit);
  expect(withoutBreaks(shown).split('s3:Get')).toHaveLength(2);
});

describe.each([
  ['text', asText], ['Markdown', asMarkdown], ['HTML', asHtml],
])('%s', (_what, render) => {
  const shown = (findings: Finding[]) => render({
    matrices: [matrix(...TWO)], review: { accepted: [], findings }, limits: { notRead: [], standIns: [], madeUpNames: [] },
  });
  const loose: Finding = { ...FINDING, rule: 'b-rule', group: 'hygiene', severity: 'medium', message: 'is loose' };

  test('keeps the hygiene of the user pool apart, and counts it', () => {
    const page = shown([loose, FINDING]);
    const at = (part: string) => page.toLowerCase().indexOf(part);
    expect(at('is open')).toBeLessThan(at('hygiene of the user pool'));
    expect(at('hygiene of the user pool')).toBeLessThan(at('is loose'));
    expect(page).toContain('2 findings (1 high, 1 medium, 1 of hygiene), 0 accepted');
  });

  test('has no group without findings', () => {
    expect(shown([FINDING]).toLowerCase()).not.toContain('hygiene');
    expect(shown([]).toLowerCase()).not.toContain('hygiene');
    expect(shown([])).toMatch(/no findings|The guardrails found nothing\./);
  });
});

test('a page has one line for each client', () => {
  const page = asHtml({
    matrices: [matrix(row('everyone signed in', 'Web', 'Members', []), row('everyone signed in', 'Phone', 'Members', []))],
    review: { accepted: [], findings: [] },
    limits: { notRead: [], standIns: [], madeUpNames: [] },
  });
  expect(page).toContain('<li>Web</li><li>Phone</li>');
});

describe.each([
  ['text', asText], ['Markdown', asMarkdown], ['HTML', asHtml],
])('%s', (_what, render) => {
  const shown = (...rows: AccessRow[]) => withoutBreaks(render({
    matrices: [matrix(...rows)], review: { accepted: [], findings: [] }, limits: { notRead: [], standIns: [], madeUpNames: [] },
  }));

  test('names the policy of each permit, of what is shared too', () => {
    const [ofAll, ofAdmins] = ['PolicyOfAll', 'PolicyOfAdmins'].map(policy => ({ ...permit('s3:Get'), policy }));
    const page = shown(
      row('members of admins', 'Web', 'Admins', [], { permits: [ofAll, ofAdmins] }),
      row('no group', 'Web', 'Members', [], { permits: [ofAll] }),
    );
    expect(page.split('PolicyOfAll')).toHaveLength(2);
    expect(page.split('PolicyOfAdmins')).toHaveLength(2);
  });

  test('says which role it would be where that is not known', () => {
    const known = row('members of admins', 'Web', 'Admins', []);
    const perhaps = (role?: string) => ({ ...known, outcome: { outcome: Outcome.UNKNOWN, reason: 'who knows', ...role ? { role } : {} } });
    expect(shown(perhaps('Admins'))).toContain('unknown, perhaps Admins');
    expect(shown(perhaps())).not.toContain('perhaps');
    expect(shown(known)).not.toContain('perhaps');
  });
});

describe('a page', () => {
  const page = asHtml({
    matrices: [matrix(row('members of admins', 'AuthUsersUserPool03DAAC03', 'Members', ['s3:GetObject']))],
    review: { accepted: [], findings: [] },
    limits: { notRead: [], standIns: [], madeUpNames: [] },
  });

  test('breaks long names where a part of them ends, and short words nowhere', () => {
    expect(page).toContain('<li>AuthUsers<wbr>User<wbr>Pool<wbr>03DAAC03</li>');
    expect(page).toContain('<code>s3:<wbr>GetObject</code>');
  });

  test('is a table on paper, however narrow that is, and cards on a narrow screen alone', () => {
    expect(page.match(/@media[^{]*max-width[^{]*/g)).toEqual(['@media screen and (max-width: 800px) ']);
  });
});
