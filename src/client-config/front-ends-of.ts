import { DeployedIds, placeOf, propertiesLeftOpen, StackOutputs } from './deployed-ids';
import { FrontEnd } from './front-end';
import { LocalRun, placesOfLocalRun } from './local-run';
import { readFrontEnds } from './read-front-ends';
import type { ModelEntities } from '../identity-facts/entities/entities';
import type { LoadedTemplate } from '../template/text/load';

/** Where the ids come from, which also tells the place. */
export interface IdSources {
  readonly outputs?: StackOutputs;
  readonly run?: LocalRun;
}

/** Every client of the templates that people sign in with, with what only a deployment or a local run decides left open. */
export function frontEndsOf(
  templates: LoadedTemplate[], entities: ModelEntities, ids: DeployedIds, { outputs = {}, run }: IdSources,
): FrontEnd[] {
  const propsOf = propertiesLeftOpen(templates, placeOf(ids, outputs));
  return readFrontEnds(entities, { ids, propsOf, ...(run ? { local: placesOfLocalRun(run) } : {}) });
}
