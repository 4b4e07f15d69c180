import { ANY, glob, ONE } from './private/matching/glob';

/** Whether a pattern of a policy covers a resource, or a narrower pattern, whose wildcards are ordinary characters for the wider one. */
export function coversResource(pattern: string, resource: string): boolean {
  return glob(pattern.replaceAll('*', ANY).replaceAll('?', ONE))(resource);
}
