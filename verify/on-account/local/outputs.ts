import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LoadedTemplate } from '../../../src/template/text/load';
import { deployedStacks } from '../deployment';

/**
 * Holds that the outputs of the stacks say everything that the story has to know on an account.
 *
 * @throws Error if a name or an id is missing
 */
export function checkOutputs(cdkOut: string, templates: LoadedTemplate[]): void {
  const file = join(cdkOut, 'made-up-outputs.json');
  const outputs = templates.map(({ name, body }) => {
    const names = Object.keys(body.Outputs ?? {});
    return [name, Object.fromEntries(names.map(output => [output, `eu-west-1_${name}${output}`]))];
  });
  writeFileSync(file, JSON.stringify(Object.fromEntries(outputs)));
  const { frontEnds, model, nameOf, storage } = deployedStacks(cdkOut, file);
  const named = frontEnds.flatMap(({ client, userPool, identityPool }) => [client, userPool, identityPool!]);
  const unknown = named.filter(({ id }) => id === '');
  if (unknown.length > 0) throw new Error(`no output says the id of ${unknown.map(({ label }) => label).join(', ')}`);
  if (storage.region !== 'eu-west-1') throw new Error(`the stacks are in eu-west-1, and not in ${storage.region}`);
  for (const label of model.roles) nameOf(label);
}
