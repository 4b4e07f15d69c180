import { readJsonObject } from './read-input';
import { UsageError } from './usage-error';
import { DeployedIds, LocalRun, StackOutputs } from '../../client-config';
import { ModelEntities } from '../../identity-facts/entities/entities';
import { isObject } from '../../template/values';

/**
 * Reads the outputs of stacks, as `cdk deploy --outputs-file` or `aws cloudformation describe-stacks` writes them.
 *
 * @throws UsageError if the file holds neither
 */
export function readOutputs(file: string): StackOutputs {
  const written = readJsonObject(file);
  const stacks = Array.isArray(written.Stacks) ? Object.fromEntries(written.Stacks.map(described)) : written;
  const isOutputs = (outputs: unknown) => isObject(outputs) && Object.values(outputs).every(value => typeof value === 'string');
  if (!Object.values(stacks).every(isOutputs)) {
    throw new UsageError(`${file}: must hold the outputs of each stack, as cdk deploy --outputs-file or describe-stacks writes them`);
  }
  return stacks as StackOutputs;
}

function described(stack: unknown): [string, unknown] {
  const { StackName, Outputs } = isObject(stack) ? stack : {};
  const outputs = Array.isArray(Outputs) ? Outputs : [];
  return [String(StackName), Object.fromEntries(outputs.map(output => [String(output?.OutputKey), output?.OutputValue]))];
}

/**
 * Reads the first line that `serve` printed; what follows it is not looked at.
 *
 * @throws UsageError if it is not that
 */
export function readLocalRun(file: string): LocalRun {
  const line = readJsonObject(file);
  const maps = [line.identityPools, line.userPools, line.clients];
  if (typeof line.endpoint !== 'string' || !maps.every(isObject)) {
    throw new UsageError(`${file}: is not the first line of cdk-cognito-auth serve`);
  }
  return line as unknown as LocalRun;
}

/**
 * Reads ids that are given one by one.
 *
 * @throws UsageError if there is no such resource, or it can't be called that
 */
export function readGivenIds({ userPools, clients, identityPools }: ModelEntities, given: readonly string[]): DeployedIds {
  const resources = [...userPools, ...clients, ...identityPools];
  return new Map(given.map(pair => {
    const [, name, id] = /^([^=]+)=(.+)$/.exec(pair) ?? [];
    if (id === undefined) throw new UsageError(`--id is '${pair}': use RESOURCE=ID`);
    const meant = resources.find(({ label }) => label === name);
    if (!meant) {
      const labels = resources.map(({ label }) => label).join(', ');
      throw new UsageError(`--id: '${name}' is no user pool, app client or identity pool: use one of ${labels}`);
    }
    return [meant.ref, id];
  }));
}
