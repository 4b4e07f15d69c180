/** A circle, as the way around it; none if the arrows lead nowhere twice. */
export function circle(arrows: Map<string, Iterable<string>>): string[] | undefined {
  const done = new Set<string>();
  const visit = (at: string, way: string[]): string[] | undefined => {
    if (way.includes(at)) return [...way.slice(way.indexOf(at)), at];
    if (done.has(at)) return undefined;
    for (const next of arrows.get(at) ?? []) {
      const found = visit(next, [...way, at]);
      if (found) return found;
    }
    done.add(at);
    return undefined;
  };
  for (const start of arrows.keys()) {
    const found = visit(start, []);
    if (found) return found;
  }
  return undefined;
}
