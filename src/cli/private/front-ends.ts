import { ParsedArguments } from './arguments';
import { readGivenIds, readLocalRun, readOutputs } from './deployed-names';
import { readTemplates } from './read-input';
import { UsageError } from './usage-error';
import { FrontEnd, frontEndsOf, idsFromLocalRun, idsFromOutputs, LocalRun } from '../../client-config';
import { readEntities } from '../../identity-facts/entities/read-entities';
import { Assembly } from '../../template/assembly';
import { references } from '../../template/references';
import { StandIn, standInsOf } from '../../template/resolve/stand-ins';
import { LoadedTemplate } from '../../template/text/load';

/** The options that say which ids the resources of a template really have, as usage lines show them. */
export const IDS_USAGE = '[--outputs FILE | --local FILE] [--id RESOURCE=ID]…';
export const IDS_OPTIONS = { options: ['outputs', 'local'], lists: ['id'] };

/** The app clients of templates that people sign in with. */
export interface ReadFrontEnds {
  readonly frontEnds: FrontEnd[];
  readonly run?: LocalRun;
  /** The defaults of parameters that the settings of sign-in were read with. */
  readonly defaults: StandIn[];
}

/**
 * Reads every app client of TEMPLATE that people sign in with, and the local run, if they are there.
 *
 * @throws UsageError if there is none
 */
export function readFrontEndsOf(parsed: ParsedArguments): ReadFrontEnds {
  const templates = readTemplates(parsed.positionals[0], parsed);
  const assembly = new Assembly(templates);
  const entities = readEntities(assembly);
  const { outputs: file, local } = parsed.values;
  if (file !== undefined && local !== undefined) throw new UsageError('--outputs and --local are two sources of ids: give one');
  const outputs = file === undefined ? {} : readOutputs(file);
  const run = local === undefined ? {} : { run: readLocalRun(local) };
  const found = run.run ? idsFromLocalRun(entities, run.run) : idsFromOutputs(assembly, entities, outputs);
  const ids = new Map([...found, ...readGivenIds(entities, parsed.lists.id ?? [])]);
  const frontEnds = frontEndsOf(templates, entities, ids, { outputs, ...run });
  if (frontEnds.length === 0) throw new UsageError(`${parsed.positionals[0]}: there is no app client that people sign in with`);
  return { frontEnds, ...run, defaults: standInsOf(templates).filter(standIn => isOfSignIn(standIn, templates)) };
}

function isOfSignIn({ what, name, template }: StandIn, templates: LoadedTemplate[]): boolean {
  const { Resources, Conditions } = templates.find(candidate => candidate.name === template)!.body;
  const settings = Object.values(Resources).filter(({ Type }) => String(Type).startsWith('AWS::Cognito::'));
  return what === 'parameter' && references([settings, Conditions ?? {}]).includes(name!);
}

/**
 * The one that `--client` names.
 *
 * @param usable which are meant where it names none
 * @throws UsageError if it is not one
 */
export function chosenFrontEnd(frontEnds: FrontEnd[], wanted: string | undefined, usable: (frontEnd: FrontEnd) => boolean): FrontEnd {
  const fits = wanted === undefined
    ? frontEnds.filter(usable)
    : frontEnds.filter(({ client: { label, id } }) => label === wanted || label.endsWith(`/${wanted}`) || id === wanted);
  const candidates = wanted === undefined && fits.length === 0 ? frontEnds : fits;
  if (candidates.length === 1) return candidates[0];
  const labels = (candidates.length === 0 ? frontEnds : candidates).map(({ client }) => client.label).join(', ');
  throw new UsageError(candidates.length === 0
    ? `--client: there is no app client '${wanted}' that people sign in with: use one of ${labels}`
    : `several app clients are meant, choose one with --client: ${labels}`);
}

/** Where ids come from. */
export const HOW_TO_GIVE_IDS = 'add auth.clientConfig.addOutputs(), run `cdk deploy --outputs-file FILE` and give --outputs FILE; '
  + 'or give --id RESOURCE=ID';
