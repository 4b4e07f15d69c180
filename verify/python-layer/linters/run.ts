import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { Source, SourceTemplate } from '../sources';
import { Tally } from '../tally';
import { Finding, Linter } from './findings';

/** A finding that is meant to be there. */
interface Accepted {
  readonly tool: string;
  readonly rule: string;
  /** Regular expression over `template/logical id`; everywhere if left out. */
  readonly at?: string;
  readonly reason: string;
}

/** Every finding of every linter is either accepted, with a reason, in accepted.json or a failure. */
export async function runLinters(linters: Linter[], sources: Source[], tally: Tally): Promise<void> {
  const accepted: Accepted[] = JSON.parse(readFileSync(path.join(__dirname, 'accepted.json'), 'utf8'));
  const used = new Set<Accepted>();
  const templates = sources.flatMap(source => source.templates.map(template => ({
    ...template, label: `${source.name}: ${template.name}`,
  })));
  for (const linter of linters) {
    await tally.check(`${linter.name} finds a planted fault`, () => findsPlanted(linter));
    const findings = all(linter, templates);
    for (const { label, name, file } of templates) {
      await tally.check(`${linter.name}: ${label}`, () => {
        const left = findings.filter(finding => finding.file === realpathSync(file)).filter(finding => {
          const match = accepted.find(one => accepts(one, linter.name, name, finding));
          if (match) used.add(match);
          return !match;
        });
        if (left.length) throw new Error(left.map(({ rule, at, message }) => `${rule} at ${at}: ${message}`).join('\n'));
      });
    }
  }
  for (const one of accepted) {
    if (used.has(one)) tally.note(`accepted: ${one.tool} ${one.rule}${one.at ? ` at ${one.at}` : ''}: ${one.reason}`);
    else tally.note(`accepted.json: ${one.tool} ${one.rule}${one.at ? ` at ${one.at}` : ''} is not found any more and can go`);
  }
}

/** One run of the linter for each region: starting it costs more than its work. */
function all(linter: Linter, templates: SourceTemplate[]): Finding[] {
  const regions = new Set(templates.map(({ region }) => region));
  return [...regions].flatMap(region => linter.lint(templates.filter(one => one.region === region).map(({ file }) => file), region));
}

function accepts(one: Accepted, tool: string, template: string, { rule, at }: Finding): boolean {
  return one.tool === tool && one.rule === rule && new RegExp(one.at ?? '').test(`${template}/${at}`);
}

/** A linter that cannot fail says nothing. */
function findsPlanted(linter: Linter): void {
  const directory = mkdtempSync(path.join(tmpdir(), 'planted-'));
  const file = path.join(directory, 'planted.template.json');
  const Properties = { AllowUnauthenticatedIdentities: true, AllowEverybody: true };
  writeFileSync(file, JSON.stringify({ Resources: { Planted: { Type: 'AWS::Cognito::IdentityPool', Properties } } }));
  try {
    const findings = linter.lint([file], 'us-east-1');
    if (!findings.some(({ at }) => at === 'Planted')) throw new Error(`it says ${JSON.stringify(findings)}`);
  } finally {
    rmSync(directory, { recursive: true });
  }
}
