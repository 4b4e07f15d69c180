import { spawnSync } from 'node:child_process';
import { realpathSync } from 'node:fs';

/** What a linter has to say about one template. */
export interface Finding {
  readonly file: string;
  readonly rule: string;
  /** Logical id of the resource, or where in the template it is. */
  readonly at: string;
  readonly message: string;
}

export interface Linter {
  readonly name: string;
  /** @throws Error if it cannot be run */
  lint(files: string[], region: string): Finding[];
}

export const cfnLint = (executable: string): Linter => ({
  name: 'cfn-lint',
  lint: (files, region) => outputOf(executable, ['--format', 'json', '--regions', region, '--template', ...files]).map((match: any) => ({
    file: realpathSync(match.Filename),
    rule: match.Rule.Id,
    at: match.Location.Path?.[1] ?? 'template',
    message: match.Message,
  })),
});

export const checkov = (executable: string): Linter => ({
  name: 'checkov',
  lint(files) {
    const output = outputOf(executable, [
      '--framework',
      'cloudformation',
      '--skip-download',
      '--compact',
      '--quiet',
      '--output',
      'json',
      ...files.flatMap(file => ['--file', file]),
    ]);
    if (output.passed === 0) return [];
    const { results, summary } = output;
    if (summary.parsing_errors > 0) throw new Error(`checkov cannot read ${results.parsing_errors.join(', ')}`);
    return results.failed_checks.map((failed: any) => ({
      file: realpathSync(failed.file_abs_path),
      rule: failed.check_id,
      at: failed.resource.split('.').pop(),
      message: failed.check_name,
    }));
  },
});

/** What the command prints, as JSON. Its exit code only says that it found something. */
function outputOf(executable: string, args: string[]): any {
  const { stdout, stderr, error } = spawnSync(executable, args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  try {
    if (error) throw error;
    return JSON.parse(stdout);
  } catch {
    throw new Error(`${executable} does not answer in JSON: ${error?.message ?? (stderr || stdout).slice(-1000)}`);
  }
}
