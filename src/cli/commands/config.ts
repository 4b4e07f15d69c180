import { FORMAT_NAMES, FormatName, formatOf, FrontEnd, Remark, remarksOn, render, saidOnce } from '../../client-config';
import { oneOf, parseArguments } from '../private/arguments';
import { DEPLOYMENT_OPTIONS, DEPLOYMENT_USAGE } from '../private/deployment';
import { chosenFrontEnd, HOW_TO_GIVE_IDS, IDS_OPTIONS, IDS_USAGE, readFrontEndsOf } from '../private/front-ends';
import { standInTexts } from '../private/limits';
import { printable } from '../private/printable';
import { Subcommand } from '../private/subcommand';
import { UsageError } from '../private/usage-error';

const NAMES = [...FORMAT_NAMES, 'clients'] as const;
const USAGE = `cdk-cognito-auth config TEMPLATE ${IDS_USAGE} [--client CLIENT] `
  + `[--format ${NAMES.join('|')}] [--prefix PREFIX] ${DEPLOYMENT_USAGE}`;

/** Writes what a front end has to know to sign people in, or says why that would fail. */
export const command: Subcommand = {
  name: 'config',
  summary: 'the configuration of a front end: Amplify, OIDC, AWS SDK, plain',
  run: async argv => {
    const parsed = parseArguments(argv, {
      usage: USAGE,
      positionals: ['TEMPLATE'],
      options: ['client', 'format', 'prefix', ...IDS_OPTIONS.options, ...DEPLOYMENT_OPTIONS.options],
      lists: [...IDS_OPTIONS.lists, ...DEPLOYMENT_OPTIONS.lists],
    });
    if (!parsed) return 0;
    const name = oneOf(parsed, 'format', NAMES, 'amplify-outputs');
    const { prefix = '' } = parsed.values;
    if (prefix !== '' && (name !== 'env' || !/^[A-Za-z_]\w*$/.test(prefix))) {
      throw new UsageError(`--prefix is '${prefix}': it goes with --format env and is a name such as VITE_`);
    }
    const { frontEnds, defaults } = readFrontEndsOf(parsed);
    for (const text of standInTexts(defaults)) process.stderr.write(`cdk-cognito-auth: note: read with ${printable(text)}\n`);
    if (name === 'clients') return writeAll(frontEnds);
    // where the choice is not made, a client that can be used in a browser is meant
    const usable = ({ client }: FrontEnd) => !formatOf(name).amplify || client.secret !== true;
    return writeOne(chosenFrontEnd(frontEnds, parsed.values.client, usable), name, prefix);
  },
};

function writeOne(frontEnd: FrontEnd, name: FormatName, prefix: string): number {
  if (!report(remarksOn(frontEnd, formatOf(name)))) return 1;
  process.stdout.write(render(frontEnd, name, prefix));
  return 0;
}

function writeAll(frontEnds: FrontEnd[]): number {
  const remarks = frontEnds.flatMap(frontEnd => remarksOn(frontEnd, formatOf('json')));
  if (!report(saidOnce(remarks))) return 1;
  const documents = Object.fromEntries(frontEnds.map(frontEnd => [frontEnd.client.label, formatOf('json').document(frontEnd)]));
  process.stdout.write(`${JSON.stringify(documents, undefined, 2)}\n`);
  return 0;
}

/** Says what would fail later, and whether there is anything to be written. */
function report(remarks: Remark[]): boolean {
  for (const { id, message, refuses } of remarks) {
    process.stderr.write(`cdk-cognito-auth: ${refuses ? 'nothing is written' : 'note'}: ${printable(message)} [${id}]\n`);
  }
  if (remarks.some(({ id }) => id === 'id-not-known')) {
    process.stderr.write(`cdk-cognito-auth: ${HOW_TO_GIVE_IDS}\n`);
  }
  return !remarks.some(({ refuses }) => refuses);
}
