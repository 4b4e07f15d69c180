import * as path from 'node:path';
import { AwsCalls } from './aws-calls';
import { cfnLint, checkov } from './linters/findings';
import { runLinters } from './linters/run';
import { startMinistack } from './ministack';
import { runProbes } from './probes/run';
import { runStory } from './sign-in/story';
import { PLAIN, Source, sources } from './sources';
import { runStacks, runTampering } from './stacks/run';
import { Tally } from './tally';

const ENVIRONMENTS = path.join(__dirname, '..', '..', '.venv');
const executable = (environment: string, name: string) => path.join(ENVIRONMENTS, environment, 'bin', name);

async function main(): Promise<number> {
  const tally = new Tally();
  tally.section('the templates');
  const templates = sources((name, reason) => tally.fail(name, reason));
  for (const source of templates) tally.note(`${source.name}: ${source.templates.map(({ name }) => name).join(', ')}`);
  await emulated(templates, tally);
  tally.section('cfn-lint and checkov');
  const ours = templates.filter(({ name }) => name !== PLAIN);
  await guarded(
    tally,
    'linters',
    () => runLinters([cfnLint(executable('cfn-lint', 'cfn-lint')), checkov(executable('checkov', 'checkov'))], ours, tally),
  );
  return tally.finish();
}

async function emulated(templates: Source[], tally: Tally): Promise<void> {
  const ministack = await startMinistack(executable('emulator', 'ministack'));
  const calls = new AwsCalls(executable('emulator', 'python'), ministack);
  try {
    tally.section('what the emulator refuses');
    await guarded(tally, 'probes', () => runProbes(ministack, calls, tally));
    tally.section('every template as a stack');
    for (const source of templates) await guarded(tally, source.name, () => runStacks(ministack, calls, source, tally));
    const example = templates.find(({ name }) => name === 'examples/photo-sharing');
    tally.section('the comparison can fail');
    if (example) await guarded(tally, 'tampering', () => runTampering(ministack, calls, example, tally));
    else tally.skip('tampering', 'its example does not synthesize');
    tally.section('signing in at the emulator, becoming a role at our identity pool, acting at the emulator');
    if (example) await guarded(tally, 'the sign-in story', () => runStory(ministack, calls, example, tally));
    else tally.skip('the sign-in story', 'its example does not synthesize');
  } finally {
    calls.close();
    await ministack.stop();
  }
}

/** What breaks one part is a failure of that part, and the others still run. */
async function guarded(tally: Tally, name: string, action: () => Promise<void>): Promise<void> {
  await action().catch((error: Error) => tally.fail(name, error.stack ?? error.message));
}

main().then(code => { process.exitCode = code; }, error => {
  console.error(error);
  process.exitCode = 1;
});
