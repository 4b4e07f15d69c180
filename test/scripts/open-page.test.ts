import { chmodSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { browserFor, openPage, Surroundings } from '../../scripts/demo/open-page';

const DESK: Surroundings = { platform: 'linux', env: { DISPLAY: ':0' }, isTerminal: true };
const URL = 'http://127.0.0.1:8080/';

describe('the page of the demo', () => {
  test.each<[string, Partial<Surroundings>, string[]]>([
    ['Linux with a screen', {}, ['xdg-open']],
    ['Linux with Wayland', { env: { WAYLAND_DISPLAY: 'wayland-0' } }, ['xdg-open']],
    ['macOS', { platform: 'darwin', env: {} }, ['open']],
    ['Windows', { platform: 'win32', env: {} }, ['rundll32', 'url.dll,FileProtocolHandler']],
    ['a machine whose owner wants another browser', { env: { BROWSER: 'firefox' } }, ['firefox']],
    ['a machine that says it is no CI', { env: { DISPLAY: ':0', CI: 'false' } }, ['xdg-open']],
  ])('is opened on %s', (_what, around, browser) => {
    expect(browserFor({ ...DESK, ...around })).toEqual(browser);
  });

  test.each<[string, Partial<Surroundings>]>([
    ['nobody looks', { isTerminal: false }],
    ['there is no screen', { env: {} }],
    ['it runs in CI', { env: { DISPLAY: ':0', CI: 'true' } }],
    ['it runs in CI with a browser', { env: { BROWSER: 'firefox', CI: '1' } }],
    ['nobody wants it', { env: { DISPLAY: ':0', BROWSER: 'none' } }],
  ])('is not opened where %s', (_what, around) => {
    expect(browserFor({ ...DESK, ...around })).toBeUndefined();
    expect(openPage(URL, { ...DESK, ...around })).toBe(false);
  });

  test('gets its address to the browser', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'browser-'));
    const [browser, seen] = [join(folder, 'browser'), join(folder, 'seen')];
    writeFileSync(browser, `#!/bin/sh\nprintf %s "$1" > '${seen}.part' && mv '${seen}.part' '${seen}'\n`);
    chmodSync(browser, 0o700);
    expect(openPage(URL, { ...DESK, env: { BROWSER: browser } })).toBe(true);
    for (let tries = 0; tries < 100 && !existsSync(seen); tries += 1) await new Promise(done => setTimeout(done, 50));
    expect(readFileSync(seen, 'utf8')).toBe(URL);
  });

  test('does not break the demo with a browser that is not there', async () => {
    openPage(URL, { ...DESK, env: { BROWSER: join(tmpdir(), 'no', 'such', 'browser') } });
    openPage(URL, { ...DESK, env: { BROWSER: '\0' } });
    await new Promise(done => setTimeout(done, 200));
  });
});
