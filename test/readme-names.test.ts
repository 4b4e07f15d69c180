import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as library from '../src';

const README = readFileSync(join(__dirname, '../README.md'), 'utf8');
const TABLE = README.slice(README.indexOf('## The names'), README.indexOf('## Two commands'));
const EXPORTS = library as unknown as Record<string, any>;

/** Each name of the table with the class that it is of: the one that was named last before it. */
function namesOf(row: string): [string, string][] {
  let owner: string | undefined;
  return [...row.matchAll(/`(?:([A-Z]\w+))?\.(\w+)/g)].flatMap(([, type, member]): [string, string][] => {
    owner = type ?? owner;
    return owner === undefined ? [] : [[owner, member]];
  });
}

describe('the names of the README', () => {
  const rows = TABLE.split('\n').filter(line => line.startsWith('| ') && !line.startsWith('| for'));
  const classes = rows.flatMap(namesOf).filter(([type]) => type in EXPORTS);

  test('are many', () => expect(classes.length).toBeGreaterThan(40));
  test.each(classes)('%s has %s', (type, member) => {
    const { prototype } = EXPORTS[type];
    expect(member in EXPORTS[type] || member in (prototype ?? {})).toBe(true);
  });

  test('of grants to functions and to roles are methods', () => {
    const [functions] = rows.filter(row => row.startsWith('| functions'));
    const intents = [...functions.matchAll(/`(?:auth\.grants)?\.(\w+)/g)].map(([, name]) => name);
    expect(intents.filter(name => !(name in library.UserPoolGrants.prototype))).toEqual([]);
    const [roles] = rows.filter(row => row.startsWith('| roles'));
    const grants = [...roles.matchAll(/`(grant\w+|deny|add(?:ToPolicy|ManagedPolicy))`/g)].map(([, name]) => name);
    expect(grants.filter(name => !(name in library.IdentityRole.prototype))).toEqual([]);
    expect(intents.length + grants.length).toBeGreaterThan(20);
  });
});
