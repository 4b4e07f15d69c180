import { Props } from './template-rules';
import { circle } from '../../circle';

/** Names of resources and parameters that something refers to, conditions of the template aside. */
export function referredBy(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(referredBy);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => {
    if (key === 'Ref') return [String(member)];
    if (key === 'Fn::GetAtt') return [String([member].flat()[0]).split('.')[0]];
    if (key === 'DependsOn') return [member].flat() as string[];
    return referredBy(member);
  });
}

/** What waits for itself. */
export function around(resources: readonly (readonly [string, Props])[]): string[] | undefined {
  return circle(new Map(resources.map(([id, resource]) => [id, referredBy(resource)])));
}

/** What is referred to and not there. */
export function danglingIn({ Resources = {}, Parameters = {}, Outputs = {}, Rules = {} }: Props): string[] {
  const there = new Set([...Object.keys(Resources), ...Object.keys(Parameters)]);
  return [...new Set(referredBy([Resources, Outputs, Rules]))].filter(name => !there.has(name) && !name.startsWith('AWS::'));
}
