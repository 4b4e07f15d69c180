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
  expect(condensed(matrix(...rows))).toEqual({ shared: [], rows });
});

test.each([
  ['guests', row('guests', '-', 'Guests', ['s3:Get'])],
  ['callers that name a role', row('everyone signed in naming Old', 'Web', 'Old', ['s3:Get'], { mapping: 'classic flow' })],
])('%s keep all that they have', (_what, other) => {
  expect(condensed(matrix(...TWO, other)).rows[2].permits).toEqual([permit('s3:Get')]);
});

test.each([
  ['text', asText], ['Markdown', asMarkdown], ['HTML', asHtml],
])('%s says findings first, reasons, what is shared and what is added', (_what, render) => {
  const finding: Finding = {
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
  const shown = render({
    matrices: [matrix(...TWO)],
    review: { accepted: [], findings: [finding] },
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
  expect(shown.split('s3:Get')).toHaveLength(2);
});
