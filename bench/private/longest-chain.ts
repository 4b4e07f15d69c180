import { references } from '../../src/template/references';

/** The number of resources on the longest chain of references and dependencies: what CloudFormation must do one after the other. */
export function longestChain(template: any): number {
  const resources: Record<string, any> = template.Resources;
  const depths = new Map<string, number>();
  const depth = (id: string): number => {
    if (!depths.has(id)) {
      depths.set(id, 0);
      depths.set(id, 1 + Math.max(0, ...references(resources[id]).filter(other => other in resources && other !== id).map(depth)));
    }
    return depths.get(id)!;
  };
  return Math.max(0, ...Object.keys(resources).map(depth));
}
