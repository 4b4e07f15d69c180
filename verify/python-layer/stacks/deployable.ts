import { Resource, rewrite, Template } from './template';

/** The part of a template that the emulator's engine knows, and what was left out. */
export interface Deployable {
  readonly template: Template;
  /** One line each: what is not in the deployed copy, and what stands in its place. */
  readonly exclusions: string[];
  /** Types that are left out because the engine does not know them. */
  readonly removedTypes: ReadonlySet<string>;
}

/**
 * Leaves out resources of the given types. What refers to them gets a fixed value instead, so that the resources that stay are
 * compared whole.
 */
export function deployable(template: Template, unsupported: ReadonlySet<string>): Deployable {
  const removed =
    new Map(Object.entries(template.Resources).filter(([, resource]) => unsupported.has(resource.Type) || asksTooMuch(resource)));
  const standIns = new Set<string>();
  const standIn = (object: Record<string, unknown>) => {
    const target = targetOf(object);
    if (target === undefined || !removed.has(target)) return undefined;
    standIns.add(target);
    return fixedValue(target, removed.get(target)!, object);
  };
  const keep = Object.entries(template.Resources).filter(([id]) => !removed.has(id));
  const { Rules: _rules, Parameters: parameters = {}, ...rest } = template;
  const Parameters = Object.fromEntries(Object.entries(parameters).filter(([name]) => name !== 'BootstrapVersion'));
  const copy = {
    ...rest,
    ...(Object.keys(Parameters).length ? { Parameters } : {}),
    Resources: Object.fromEntries(keep.map(([id, resource]) => [id, withoutDependencies(resource, removed)])),
  };
  return {
    template: rewrite(copy, standIn) as Template,
    removedTypes: new Set([...removed.values()].map(({ Type }) => Type).filter(type => unsupported.has(type))),
    exclusions: [...removed].map(([id, { Type }]) => `${id} (${Type})${standIns.has(id) ? ', references to it are fixed values' : ''}`),
  };
}

/** Of a type that the engine knows, in a way that it does not: metric math, and a hosted zone that is made elsewhere. */
function asksTooMuch({ Type, Properties }: Resource): boolean {
  return (Type === 'AWS::CloudWatch::Alarm' && Properties?.Metrics !== undefined)
    || (Type === 'AWS::Route53::RecordSet' && typeof Properties?.HostedZoneId === 'string');
}

function targetOf(object: Record<string, unknown>): string | undefined {
  if (typeof object.Ref === 'string') return object.Ref;
  const attribute = object['Fn::GetAtt'];
  if (Array.isArray(attribute)) return String(attribute[0]);
  if (typeof attribute === 'string') return attribute.split('.')[0];
  return undefined;
}

function fixedValue(id: string, { Type }: Resource, reference: Record<string, unknown>): string {
  if ('Ref' in reference) return `not-deployed-${id}`;
  const [, service, kind] = Type.toLowerCase().split('::');
  return `arn:aws:${service}:us-east-1:123456789012:${kind}/not-deployed-${id}`;
}

function withoutDependencies(resource: Resource, removed: ReadonlyMap<string, Resource>): Resource {
  const { DependsOn, ...rest } = resource;
  const dependencies = [DependsOn ?? []].flat().filter(id => !removed.has(id));
  return dependencies.length ? { ...rest, DependsOn: dependencies } : rest;
}
