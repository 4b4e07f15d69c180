import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { appTemplate, OUTPUTS } from './fixture';
import { main } from '../../src/cli/main';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'config-defaults-'));
afterAll(() => fs.rmSync(folder, { recursive: true }));
afterEach(() => jest.restoreAllMocks());

function write(name: string, content: object): string {
  const file = path.join(folder, name);
  fs.writeFileSync(file, JSON.stringify(content));
  return file;
}

const OUTPUTS_FILE = write('outputs.json', OUTPUTS);

/** What `config` ends with, and says besides the configuration. */
async function run(...argv: string[]): Promise<{ code: number; err: string }> {
  let err = '';
  jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  jest.spyOn(process.stderr, 'write').mockImplementation(text => { err += text; return true; });
  const code = await main(['config', ...argv, '--outputs', OUTPUTS_FILE]);
  return { code, err };
}

describe('a parameter of the template', () => {
  const withParameter = (use: (template: any) => void) => {
    const template: any = appTemplate({});
    template.Parameters = { Home: { Type: 'String', Default: 'https://dev.example.com/' } };
    use(template);
    return write('parameter.template.json', template);
  };
  const inClient = withParameter.bind(undefined, template => {
    const client: any = Object.values(template.Resources).find(({ Type }: any) => Type === 'AWS::Cognito::UserPoolClient');
    client.Properties.CallbackURLs = [{ Ref: 'Home' }];
  });
  const NOTE = "note: read with parameter Home is 'https://dev.example.com/', its default (--parameters Home=…)";

  test('that sign-in hangs on is named where its default is taken', async () => {
    const { code, err } = await run(inClient());
    expect([code, err]).toEqual([0, `cdk-cognito-auth: ${NOTE}\n`]);
  });

  test('is not named where the caller says it, or where something else hangs on it', async () => {
    const given = await run(inClient(), '--parameters', 'Home=https://app.example.com/');
    const elsewhere = withParameter(template => {
      template.Resources.Bucket = { Type: 'AWS::S3::Bucket', Properties: { BucketName: { Ref: 'Home' } } };
    });
    expect([given.err, (await run(elsewhere)).err]).toEqual(['', '']);
  });
});
