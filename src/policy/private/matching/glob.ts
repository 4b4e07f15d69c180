/**
 * Wildcards are noncharacters inside patterns, so that a `*` that came from a variable stays a character. IAM accepts
 * nothing above U+00FF in a policy, so no value can smuggle one in.
 */
export const ANY = '\uFDD0';
export const ONE = '\uFDD1';
/** The same, but not over a colon. */
export const ANY_IN_SEGMENT = '\uFDD2';
export const ONE_IN_SEGMENT = '\uFDD3';

/** Tells whether a text matches a pattern, in time proportional to their lengths at worst multiplied: never exponential. */
export type Glob = (text: string) => boolean;

export function glob(pattern: string): Glob {
  if (pattern.includes(ANY_IN_SEGMENT) || pattern.includes(ONE_IN_SEGMENT)) {
    return text => simulate(pattern, text);
  }
  const chunks = pattern.split(ANY);
  if (chunks.length === 1) {
    return pattern.includes(ONE) ? text => text.length === pattern.length && matchesAt(pattern, text, 0) : text => text === pattern;
  }
  if (chunks.length === 2 && chunks[1] === '' && !pattern.includes(ONE)) {
    return text => text.startsWith(chunks[0]);
  }
  return text => matchesChunks(chunks, text);
}

/** Leftmost first is enough: a later place for a chunk never leaves more text for the chunks behind it. */
function matchesChunks(chunks: readonly string[], text: string): boolean {
  const first = chunks[0];
  const last = chunks[chunks.length - 1];
  const end = text.length - last.length;
  if (end < first.length || !matchesAt(first, text, 0) || !matchesAt(last, text, end)) {
    return false;
  }
  let position = first.length;
  for (let index = 1; index < chunks.length - 1; index++) {
    const found = find(chunks[index], text, position);
    if (found < 0 || found + chunks[index].length > end) {
      return false;
    }
    position = found + chunks[index].length;
  }
  return true;
}

function find(chunk: string, text: string, from: number): number {
  if (!chunk.includes(ONE)) {
    return text.indexOf(chunk, from);
  }
  for (let position = from; position + chunk.length <= text.length; position++) {
    if (matchesAt(chunk, text, position)) {
      return position;
    }
  }
  return -1;
}

function matchesAt(chunk: string, text: string, position: number): boolean {
  if (!chunk.includes(ONE)) {
    return text.startsWith(chunk, position);
  }
  for (let index = 0; index < chunk.length; index++) {
    if (chunk[index] !== ONE && chunk[index] !== text[position + index]) {
      return false;
    }
  }
  return true;
}

/** Follows every place in the pattern at once, because a wildcard that stops at a colon may need an earlier one to take more. */
function simulate(pattern: string, text: string): boolean {
  let places = skipEmpty(pattern, new Array<boolean>(pattern.length + 1).fill(false), 0);
  for (const character of text) {
    let next = new Array<boolean>(pattern.length + 1).fill(false);
    for (let place = 0; place < pattern.length; place++) {
      if (places[place] && takes(pattern[place], character)) {
        next = skipEmpty(pattern, next, isStar(pattern[place]) ? place : place + 1);
      }
    }
    places = next;
  }
  return places[pattern.length];
}

function skipEmpty(pattern: string, places: boolean[], from: number): boolean[] {
  let place = from;
  places[place] = true;
  while (place < pattern.length && isStar(pattern[place])) {
    places[++place] = true;
  }
  return places;
}

function isStar(token: string): boolean {
  return token === ANY || token === ANY_IN_SEGMENT;
}

function takes(token: string, character: string): boolean {
  switch (token) {
    case ANY:
    case ONE:
      return true;
    case ANY_IN_SEGMENT:
    case ONE_IN_SEGMENT:
      return character !== ':';
    default:
      return token === character;
  }
}
