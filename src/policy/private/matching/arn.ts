import { ANY, ANY_IN_SEGMENT, Glob, glob, ONE, ONE_IN_SEGMENT } from './glob';
import { isRecord } from '../values';

const SEGMENTS = 6;

/**
 * How `Resource` compares ARNs: a wildcard stays within its segment, but a `*` that ends a segment may run on over the colons.
 * In the last segment, colons are ordinary.
 */
export function resourceGlob(pattern: string): Glob {
  let segment = 1;
  let marked = '';
  for (let index = 0; index < pattern.length; index++) {
    const character = pattern[index];
    if (character === ':') {
      segment++;
    }
    const next = pattern[index + 1];
    if (segment < SEGMENTS && character === ONE) {
      marked += ONE_IN_SEGMENT;
    } else if (segment < SEGMENTS && character === ANY && index > 0 && next !== undefined && next !== ':') {
      marked += ANY_IN_SEGMENT;
    } else {
      marked += character;
    }
  }
  return glob(marked);
}

/** What a pattern may match of which parts are not known, guillemets or a variable standing for them: too much rather than too little. */
export function partlyKnownGlob(value: unknown): Glob {
  const pattern = isRecord(value) ? value.Pattern : undefined;
  return typeof pattern === 'string'
    ? glob(pattern.replace(/«[^»]*»|\$\{[^}]*\}/g, ANY).replace(/\*/g, ANY).replace(/\?/g, ONE))
    : () => true;
}

/** How `ArnEquals` and `ArnLike` compare: each of the six segments for itself. Undefined if the pattern is no ARN. */
export function arnGlob(pattern: string): Glob | undefined {
  const globs = segmentsOf(pattern)?.map(glob);
  return globs && (text => segmentsOf(text)?.every((segment, index) => globs[index](segment)) ?? false);
}

/** The six segments of an ARN; the last one keeps its colons. */
export function segmentsOf(arn: string): string[] | undefined {
  const parts = arn.split(':');
  return parts.length < SEGMENTS || parts[0] !== 'arn' ? undefined : [...parts.slice(0, SEGMENTS - 1), parts.slice(SEGMENTS - 1).join(':')];
}
