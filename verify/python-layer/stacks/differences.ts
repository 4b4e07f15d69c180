/**
 * Where the actual value does not have what the expected one says. What only the actual value has is a default of the service and
 * no difference; lists of objects are compared in order, lists of plain values as sets.
 */
export function differences(expected: unknown, actual: unknown, at = ''): string[] {
  if (Array.isArray(expected)) return listDifferences(expected, actual, at);
  if (typeof expected === 'object' && expected !== null) {
    if (typeof actual !== 'object' || actual === null) return [difference(expected, actual, at)];
    return Object.entries(expected).flatMap(([key, value]) => differences(
      value, (actual as Record<string, unknown>)[key], at ? `${at}.${key}` : key,
    ));
  }
  return same(expected, actual) ? [] : [difference(expected, actual, at)];
}

function listDifferences(expected: unknown[], actual: unknown, at: string): string[] {
  if (!Array.isArray(actual)) {
    // one string instead of a list of one: both are the same to IAM
    return expected.length === 1 ? differences(expected[0], actual, at) : [difference(expected, actual, at)];
  }
  if (expected.length !== actual.length) return [difference(expected, actual, at)];
  const plain = expected.every(item => typeof item !== 'object');
  const [left, right] = plain ? [sorted(expected), sorted(actual)] : [expected, actual];
  return left.flatMap((item, index) => differences(item, right[index], `${at}[${index}]`));
}

const sorted = (list: unknown[]) => [...list].sort((a, b) => String(a).localeCompare(String(b)));

/** CloudFormation takes "true" for true and "8" for 8. */
const same = (a: unknown, b: unknown) => a === b || (b !== undefined && b !== null && typeof b !== 'object' && String(a) === String(b));

function difference(expected: unknown, actual: unknown, at: string): string {
  return `${at}: the template says ${JSON.stringify(expected)}, the service ${JSON.stringify(actual)}`;
}
