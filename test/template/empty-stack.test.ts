import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { loadFile } from '../../src/template/text/load-files';

test('a stack without resources is empty beside others, and no template alone', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'empty-stack-'));
  fs.writeFileSync(path.join(folder, 'Auth.template.json'), JSON.stringify({ Resources: { Topic: { Type: 'AWS::SNS::Topic' } } }));
  fs.writeFileSync(path.join(folder, 'Lookups.template.json'), JSON.stringify({ Parameters: {} }));
  expect(loadFile(folder).map(({ name, body }) => [name, Object.keys(body.Resources)])).toEqual([['Auth', ['Topic']], ['Lookups', []]]);
  expect(() => loadFile(path.join(folder, 'Lookups.template.json'))).toThrow("no 'Resources'");
  fs.writeFileSync(path.join(folder, 'Lookups.template.json'), JSON.stringify({ Resources: [] }));
  expect(() => loadFile(folder)).toThrow("no 'Resources'");
  fs.rmSync(folder, { recursive: true });
});
