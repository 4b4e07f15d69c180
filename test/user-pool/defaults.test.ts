import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { APP_CLIENT_DEFAULTS } from '../../src/user-pool/clients/client-defaults';
import { USER_POOL_DEFAULTS } from '../../src/user-pool/defaults';

const SOURCES = join(__dirname, '../../src');
const code = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.ts'))
  .map(file => readFileSync(join(SOURCES, file), 'utf8')).join('\n').replace(/^ *(\/\*\*| \*).*$/gm, '');

/** The defaults stand in one place that a review can read, and that is only true if nothing else decides them. */
describe.each([['USER_POOL_DEFAULTS', USER_POOL_DEFAULTS], ['APP_CLIENT_DEFAULTS', APP_CLIENT_DEFAULTS]])('%s', (name, defaults) => {
  test.each(Object.keys(defaults))('%s is read by the code that applies it', entry => {
    expect(code).toMatch(new RegExp(`${name}\\.${entry}\\b|\\b${entry}\\b[^}]*\\} = ${name}\\b`));
  });

  test('says why each is as it is', () => {
    expect(Object.values(defaults).filter(({ reason }) => reason.length < 10)).toEqual([]);
  });
});
