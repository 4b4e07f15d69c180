import { Entity, ModelEntities } from '../identity-facts/entities/entities';
import { Assembly } from '../template/assembly';
import type { TemplateScope } from '../template/template-scope';
import type { LoadedTemplate } from '../template/text/load';

/** The outputs of stacks by stack name, as `cdk deploy --outputs-file` writes them. */
export type StackOutputs = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** The ids that resources really have, by what `Ref` of each stands for in the templates. */
export type DeployedIds = ReadonlyMap<unknown, string>;

/**
 * Reads the ids of user pools, clients and identity pools out of stack outputs: each output whose value is a reference to one of them,
 * whatever it is called.
 */
export function idsFromOutputs(assembly: Assembly, entities: ModelEntities, outputs: StackOutputs): DeployedIds {
  const ids = new Map<unknown, string>();
  const scopeOf = (template: string) => assembly.scopes.find(scope => scope.template.name === template);
  const meanings = meaningsOf(entities, (template, id) => scopeOf(template)?.attribute(id, 'Arn'));
  for (const scope of assembly.scopes.filter(({ template }) => !template.nestedIn)) {
    const given = outputsOf(scope, assembly, outputs);
    for (const [name, written] of Object.entries(scope.template.body.Outputs ?? {})) {
      // a text may happen to read as a reference resolves
      if (given?.[name] === undefined || typeof written?.Value !== 'object') continue;
      const value = scope.output(name);
      const meant = meanings.find(meaning => meaning.value === value);
      if (meant) ids.set(meant.ref, meant.id(given[name]));
    }
  }
  return ids;
}

/** A template that was read from a file of its own does not say what its stack is called: it is the one that there is. */
function outputsOf({ template, place }: TemplateScope, assembly: Assembly, outputs: StackOutputs): StackOutputs[string] | undefined {
  if (outputs[place.stackName]) return outputs[place.stackName];
  const stacks = Object.values(outputs);
  const own = assembly.scopes.filter(scope => !scope.template.nestedIn);
  return template.stackName === undefined && stacks.length === 1 && own.length === 1 ? stacks[0] : undefined;
}

interface Meaning {
  readonly value: unknown;
  readonly ref: unknown;
  id(given: string): string;
}

/** What an output may say of a resource. */
function meaningsOf(
  { userPools, clients, identityPools }: ModelEntities, arnOf: (template: string, logicalId: string) => unknown,
): Meaning[] {
  const itself = ({ ref }: Entity): Meaning => ({ value: ref, ref, id: given => given });
  const last = (given: string) => given.split('/').pop()!;
  return [
    ...[...userPools, ...clients, ...identityPools].map(itself),
    ...userPools.map(({ ref, template, logicalId }) => ({ value: arnOf(template, logicalId), ref, id: last })),
    ...userPools.flatMap(({ ref, providerName }) => [providerName, `https://${providerName}`].map(value => ({ value, ref, id: last }))),
  ];
}

/** Where a deployment is, as far as outputs tell: the region is part of each id, and the account of an ARN. */
export function placeOf(ids: DeployedIds, outputs: StackOutputs): { readonly region?: string; readonly account?: string } {
  const values = Object.values(outputs).flatMap(stack => Object.values(stack));
  const only = (found: string[]) => new Set(found).size === 1 ? found[0] : undefined;
  const region = only([...ids.values()].flatMap(id => /^([a-z]{2,}(?:-[a-z]+)+-\d)[_:]/.exec(id)?.[1] ?? []));
  const account = only(values.flatMap(value => /^arn:[^:]+:cognito-idp:[^:]+:(\d{12}):/.exec(value)?.[1] ?? []));
  return { ...(region ? { region } : {}), ...(account ? { account } : {}) };
}

/** The properties of resources as they are written, with what only the deployment decides left open. */
export function propertiesLeftOpen(
  templates: LoadedTemplate[], { region, account }: ReturnType<typeof placeOf>,
): (resource: Entity) => Record<string, unknown> {
  const placed = templates.map(template => ({
    ...template,
    ...(region && template.region === undefined ? { region } : {}),
    ...(account && template.account === undefined ? { account } : {}),
  }));
  const { scopes } = Assembly.inWorld(placed, () => undefined);
  return ({ template, logicalId }) => scopes.find(scope => scope.template.name === template)!.propertiesOf(logicalId);
}
