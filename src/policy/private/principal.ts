import { Part } from './part';
import { not, some, Truth, Unknown } from './truth';
import { isRecord, list, textOf, whyUnresolved } from './values';

type PrincipalTest = (principal: string) => Truth;

/** Whom a statement of a trust policy names, as far as federated principals go. */
export function compilePrincipals(statement: Record<string, unknown>): Part {
  const negated = 'NotPrincipal' in statement;
  const name = negated ? 'NotPrincipal' : 'Principal';
  const given = statement[name];
  const tests = negated === ('Principal' in statement)
    ? [always(new Unknown('it has neither Principal nor NotPrincipal, or both'))]
    : testsOf(given);
  return {
    kind: 'principal',
    matches: request => {
      const named = some(tests, test => test(request.principal));
      return negated ? not(named) : named;
    },
    explain: () => `${name} ${JSON.stringify(given)}`,
  };
}

function testsOf(principal: unknown): PrincipalTest[] {
  if (principal === '*') {
    return [always(true)];
  }
  const why = whyUnresolved(principal);
  if (!isRecord(principal) || why !== undefined) {
    return [always(new Unknown(`a principal is not known: ${why ?? JSON.stringify(principal)}`))];
  }
  return Object.entries(principal).flatMap(([type, names]) => list(names).map(name => testOf(type, name)));
}

/** `{"AWS": "*"}` is everyone, just as `"*"` is; any other AWS or service principal is never a federated one. */
function testOf(type: string, name: unknown): PrincipalTest {
  if (type !== 'Federated') {
    return always(type === 'AWS' && name === '*');
  }
  const text = textOf(name);
  if (text instanceof Unknown) {
    return always(new Unknown(`a federated principal is not known: ${text.why}`));
  }
  return text === '*'
    ? always(new Unknown('AWS does not say what the wildcard means as a federated principal'))
    : principal => principal === text;
}

function always(truth: Truth): PrincipalTest {
  return () => truth;
}
