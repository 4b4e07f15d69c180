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

function references(value: any): string[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  if (Array.isArray(value)) {
    return value.flatMap(references);
  }
  return Object.entries<any>(value).flatMap(([key, inner]) => {
    switch (key) {
      case 'Ref':
        return typeof inner === 'string' ? [inner] : [];
      case 'DependsOn':
        return Array.isArray(inner) ? inner : [inner];
      case 'Fn::GetAtt':
        return [Array.isArray(inner) ? inner[0] : String(inner).split('.')[0]];
      case 'Fn::Sub':
        return [...JSON.stringify(inner).matchAll(/\$\{([A-Za-z0-9]+)[.}]/g)].map(match => match[1]);
      default:
        return references(inner);
    }
  });
}
