/** The word that is the most like one that may be misspelt, by a third of its letters at most; undefined if none is. */
export function nearestWord(word: string, words: readonly string[]): string | undefined {
  const [best] = words.map(candidate => ({ candidate, edits: edits(word, candidate) })).sort((one, other) => one.edits - other.edits);
  return best && best.edits * 3 <= word.length ? best.candidate : undefined;
}

/** How many letters are to be added, left out or changed (Levenshtein). */
function edits(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, at) => at);
  for (const [index, letter] of [...from].entries()) {
    const next = [index + 1];
    for (let at = 0; at < to.length; at++) {
      next.push(Math.min(row[at] + (letter === to[at] ? 0 : 1), row[at + 1] + 1, next[at] + 1));
    }
    row = next;
  }
  return row[to.length];
}
