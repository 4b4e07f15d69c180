/**
 * The line at which each resource of a template begins, from 1. What a macro or a loop makes has none.
 */
export function resourceLines(text: string): Map<string, number> {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- JSON need not wait for the YAML reader
  return /^\uFEFF?\s*\{/.test(text) ? linesOfJson(text) : require('./yaml').resourceLinesOfYaml(text);
}

function linesOfJson(text: string): Map<string, number> {
  const lines = new Map<string, number>();
  let [line, depth, inResources] = [1, 0, false];
  for (const [token, key] of text.matchAll(/("(?:[^"\\]|\\.)*")\s*:|"(?:[^"\\]|\\.)*"|[{}[\]\n]/g)) {
    if (key !== undefined) {
      if (depth === 1) inResources = key === '"Resources"';
      else if (depth === 2 && inResources) lines.set(JSON.parse(key), line);
    }
    if (token === '{' || token === '[') depth++;
    else if (token === '}' || token === ']') depth--;
    line += token.split('\n').length - 1;
  }
  return lines;
}
