import {
  FORMAT_NAMES, FormatName, formatOf, FrontEnd, frontEndsOf, idsFromLocalRun, idsFromOutputs, Remark, remarksOn, render, saidOnce,
} from '../../client-config';
import { readEntities } from '../../identity-facts/entities/read-entities';
import { Assembly } from '../../template/assembly';
import { oneOf, ParsedArguments, parseArguments } from '../private/arguments';
import { readGivenIds, readLocalRun, readOutputs } from '../private/deployed-names';
import { DEPLOYMENT_OPTIONS, DEPLOYMENT_USAGE } from '../private/deployment';
import { printable } from '../private/printable';
import { readTemplates } from '../private/read-input';
import { Subcommand } from '../private/subcommand';
import { UsageError } from '../private/usage-error';

const NAMES = [...FORMAT_NAMES, 'clients'] as const;
const USAGE = 'cdk-cognito-auth config TEMPLATE [--outputs FILE | --local FILE] [--id RESOURCE=ID]… [--client CLIENT] '
  + `[--format ${NAMES.join('|')}] [--prefix PREFIX] ${DEPLOYMENT_USAGE}`;

/** Writes what a front end has to know to sign people in, or says why that would fail. */
export const command: Subcommand = {
  name: 'config',
  summary: 'the configuration of a front end: Amplify, OIDC, AWS SDK, plain',
  run: async argv => {
    const parsed = parseArguments(argv, {
      usage: USAGE,
      positionals: ['TEMPLATE'],
      options: ['outputs', 'local', 'client', 'format', 'prefix', ...DEPLOYMENT_OPTIONS.options],
      lists: ['id', ...DEPLOYMENT_OPTIONS.lists],
    });
    if (!parsed) return 0;
    const name = oneOf(parsed, 'format', NAMES, 'amplify-outputs');
    const { prefix = '' } = parsed.values;
    if (prefix !== '' && (name !== 'env' || !/^[A-Za-z_]\w*$/.test(prefix))) {
      throw new UsageError(`--prefix is '${prefix}': it goes with --format env and is a name such as VITE_`);
    }
    const frontEnds = readAll(parsed);
    return name === 'clients' ? writeAll(frontEnds) : writeOne(chosen(frontEnds, parsed.values.client, name), name, prefix);
  },
};

function readAll(parsed: ParsedArguments): FrontEnd[] {
  const templates = readTemplates(parsed.positionals[0], parsed);
  const assembly = new Assembly(templates);
  const entities = readEntities(assembly);
  const { outputs: file, local } = parsed.values;
  if (file !== undefined && local !== undefined) throw new UsageError('--outputs and --local are two sources of ids: give one');
  const outputs = file === undefined ? {} : readOutputs(file);
  const run = local === undefined ? undefined : readLocalRun(local);
  const found = run ? idsFromLocalRun(entities, run) : idsFromOutputs(assembly, entities, outputs);
  const ids = new Map([...found, ...readGivenIds(entities, parsed.lists.id ?? [])]);
  const frontEnds = frontEndsOf(templates, entities, ids, { outputs, ...(run ? { run } : {}) });
  if (frontEnds.length === 0) throw new UsageError(`${parsed.positionals[0]}: there is no app client that people sign in with`);
  return frontEnds;
}

/** Where the choice is not made, a client that can be used in a browser is meant. */
function chosen(frontEnds: FrontEnd[], wanted: string | undefined, name: FormatName): FrontEnd {
  const fits = wanted === undefined
    ? frontEnds.filter(({ client }) => !formatOf(name).amplify || client.secret !== true)
    : frontEnds.filter(({ client: { label, id } }) => label === wanted || label.endsWith(`/${wanted}`) || id === wanted);
  const candidates = wanted === undefined && fits.length === 0 ? frontEnds : fits;
  if (candidates.length === 1) return candidates[0];
  const labels = (candidates.length === 0 ? frontEnds : candidates).map(({ client }) => client.label).join(', ');
  throw new UsageError(candidates.length === 0
    ? `--client: there is no app client '${wanted}' that people sign in with: use one of ${labels}`
    : `several app clients are meant, choose one with --client: ${labels}`);
}

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
    process.stderr.write('cdk-cognito-auth: add auth.clientConfig.addOutputs(), run `cdk deploy --outputs-file FILE` and give --outputs FILE; '
      + 'or give --id RESOURCE=ID\n');
  }
  return !remarks.some(({ refuses }) => refuses);
}
