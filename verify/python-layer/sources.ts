import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { storedParameters, Template, walk } from './stacks/template';

const ROOT = path.join(__dirname, '..', '..');

/** Stacks of integ-tests-alpha: they hold its assertions, which call AWS when deployed, and nothing of ours. */
const ASSERTIONS = /(DefaultTestDeployAssert[0-9A-F]{8}|Assertions)\.template\.json$/;

/** The templates of one app, those first on which others depend. */
export interface Source {
  readonly name: string;
  readonly templates: SourceTemplate[];
}

export interface SourceTemplate {
  readonly name: string;
  readonly file: string;
  readonly region: string;
  readonly template: Template;
}

/** The app without our constructs. */
export const PLAIN = 'plain CDK app';

/**
 * Everything in the repository that synthesizes to a template: the examples, the integ snapshots, and an app without our constructs.
 *
 * @param failed called for an app that does not synthesize
 */
export function sources(failed: (name: string, reason: string) => void): Source[] {
  const apps = [
    ...directories('examples').map(name => [`examples/${name}`, path.join(ROOT, 'examples', name, 'app.ts')]),
    [PLAIN, path.join(__dirname, 'plain-app.ts')],
  ];
  const synthesized = apps.flatMap(([name, app]) => {
    try {
      return [synthesize(name, app)];
    } catch (error) {
      failed(name, (error as Error).message);
      return [];
    }
  });
  const snapshots = directories('integ').filter(name => name.endsWith('.snapshot')).map(name => read(
    `integ/${name}`, path.join(ROOT, 'integ', name),
  ));
  return [...synthesized, ...snapshots].filter(({ templates }) => templates.length);
}

function directories(folder: string): string[] {
  const at = path.join(ROOT, folder);
  return existsSync(at)
    ? readdirSync(at, { withFileTypes: true }).filter(entry => entry.isDirectory()).map(entry => entry.name).sort()
    : [];
}

/** @throws Error with the app's own message if it does not synthesize */
function synthesize(name: string, app: string): Source {
  const out = mkdtempSync(path.join(tmpdir(), 'synth-'));
  const { status, stderr } = spawnSync(process.execPath, ['-r', 'ts-node/register/transpile-only', app], {
    cwd: ROOT,
    env: { ...process.env, CDK_OUTDIR: out, CDK_VALIDATION: 'false', CDK_CONTEXT_JSON: JSON.stringify(contextOf(app)) },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${name} does not synthesize:\n${stderr.slice(-2000)}`);
  return read(name, out);
}

/** What the CDK's command line would pass on from the app's cdk.json. */
function contextOf(app: string): object {
  const file = path.join(path.dirname(app), 'cdk.json');
  return existsSync(file) ? json(file).context ?? {} : {};
}

function read(name: string, directory: string): Source {
  const files = readdirSync(directory).filter(file => file.endsWith('.template.json') && !ASSERTIONS.test(file));
  const { artifacts } = json(path.join(directory, 'manifest.json'));
  const templates: SourceTemplate[] = files.map(file => {
    const stack = file.replace('.template.json', '');
    const region = /[^/]*$/.exec(artifacts[stack]?.environment ?? '')![0];
    return {
      name: stack,
      file: path.join(directory, file),
      region: /^[a-z]+(-[a-z]+)+-\d+$/.test(region) ? region : 'us-east-1',
      template: json(path.join(directory, file)),
    };
  });
  return { name, templates: templates.sort((one, other) => order(one) - order(other) || imports(one.template) - imports(other.template)) };

  function order(template: SourceTemplate): number {
    return before(template.name).size;
  }

  /** The stacks that the CDK deploys before this one. */
  function before(stack: string, found = new Set<string>()): Set<string> {
    for (const dependency of artifacts[stack]?.dependencies ?? []) {
      if (artifacts[dependency]?.type === 'aws:cloudformation:stack' && !found.has(dependency)) before(dependency, found.add(dependency));
    }
    return found;
  }
}

/** A stack that reads from the parameter store comes after the one that writes, of which the CDK need not know. */
function imports(template: Template): number {
  return [...walk(template.Resources)].filter(part => typeof part === 'object' && part !== null && 'Fn::ImportValue' in part).length
    + storedParameters(template).length;
}

function json(file: string): any {
  return JSON.parse(readFileSync(file, 'utf8'));
}
