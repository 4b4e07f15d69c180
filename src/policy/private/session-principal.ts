import { EvaluatedRequest, NameKind, Part } from './part';
import { not, some, Truth, Unknown } from './truth';
import { isRecord, list, textOf, whyUnresolved } from './values';
import { SessionPrincipal } from '../types';

/** One name in a `Principal`: what kind of name it is, and whether it is one of a session. */
interface Name {
  readonly kind: NameKind;
  means(session: SessionPrincipal): Truth;
}

const COGNITO = /^cognito-identity[\w.-]*\.amazonaws\.com(\.cn)?$/;
const ACCOUNT = /^(?:arn:[^:]*:iam::)?([^:]+?)(?::root)?$/;

/** Whom a statement of a resource policy names, as far as a session of a role goes. */
export function compileSessionPrincipals(statement: Record<string, unknown>): Part {
  const negated = 'NotPrincipal' in statement;
  const name = negated ? 'NotPrincipal' : 'Principal';
  const given = statement[name];
  const names = negated === ('Principal' in statement)
    ? [nobodyKnown('it has neither Principal nor NotPrincipal, or both')]
    : namesOf(given);
  return {
    kind: 'principal',
    matches: request => negated ? others(names, request, statement.Effect) : named(names, request, request.by),
    explain: () => `${name} ${JSON.stringify(given)}`,
  };
}

function named(names: readonly Name[], { session }: EvaluatedRequest, by?: NameKind): Truth {
  if (!session) return new Unknown('whose session it is that asks is not known');
  return some(names.filter(({ kind }) => by === undefined || kind === by), name => name.means(session));
}

/**
 * An Allow for everybody else leaves out whoever is named in any way. A Deny spares a session only where account, role and session all
 * are named; with the role alone AWS says that it may deny.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 */
function others(names: readonly Name[], request: EvaluatedRequest, effect: unknown): Truth {
  if (effect !== 'Deny') return request.by === undefined || request.by === 'session' ? not(named(names, request)) : false;
  const [session, role, account] = (['session', 'role', 'account'] as const).map(by => named(names, request, by));
  if (session === false && role === false) return true;
  if (session === true && role === true && account === true) return false;
  return [session, role, account].find(truth => truth instanceof Unknown)
    ?? new Unknown('NotPrincipal has the account, the role or the session and not all of them, and AWS says that it may deny then');
}

function namesOf(principal: unknown): Name[] {
  if (principal === '*') return [everybody];
  const why = whyUnresolved(principal);
  if (!isRecord(principal) || why !== undefined) return [nobodyKnown(why ?? JSON.stringify(principal))];
  return Object.entries(principal).flatMap(([type, names]) => list(names).map(name => nameOf(type, name)));
}

const everybody: Name = { kind: 'session', means: () => true };

function nobodyKnown(why: string): Name {
  const unknown = new Unknown(`a principal is not known: ${why}`);
  return { kind: 'session', means: () => unknown };
}

function nameOf(type: string, name: unknown): Name {
  const text = textOf(name);
  if (text instanceof Unknown) return nobodyKnown(text.why);
  switch (type) {
    case 'AWS': return awsName(text);
    case 'Federated': return { kind: 'session', means: session => isFederated(text, session) };
    // It stands for a whole account, whose own it may be.
    case 'CanonicalUser': return { kind: 'account', means: () => new Unknown('which account a canonical user is, is not known') };
    case 'Service': return { kind: 'session', means: () => false };
    default: return nobodyKnown(`there are no principals of the type ${type}`);
  }
}

function awsName(text: string): Name {
  if (text === '*') return everybody;
  if (/^arn:/.test(text) && /[*?]/.test(text)) return nobodyKnown(`${text} has a wildcard, which a principal can't have`);
  if (/^AROA\w+$/.test(text)) return { kind: 'role', means: () => new Unknown(`which role has the id ${text} is not known`) };
  const [, , service, , , resource = ''] = text.split(':');
  if (service === 'sts' && resource.startsWith('assumed-role/')) return { kind: 'session', means: session => isSession(text, session) };
  const account = ACCOUNT.exec(text)?.[1];
  if (account !== undefined) return { kind: 'account', means: ({ roleArn }) => roleArn.split(':')[4] === account };
  return { kind: 'role', means: ({ roleArn }) => roleArn === text };
}

function isFederated(name: string, { federated }: SessionPrincipal): Truth {
  if (name === '*') return new Unknown('AWS does not say what the wildcard means as a federated principal');
  if (federated !== undefined) return name === federated;
  return COGNITO.test(name) ? new Unknown('through whom the role was assumed is not known') : false;
}

function isSession(arn: string, { roleArn, sessionName }: SessionPrincipal): Truth {
  const [, partition, , , account, resource] = arn.split(':');
  const [, role, name] = resource.split('/');
  const [, ownPartition, , , ownAccount, ownRole] = roleArn.split(':');
  if (partition !== ownPartition || account !== ownAccount || role !== ownRole.split('/').at(-1)) return false;
  return sessionName === undefined ? new Unknown(`the session of ${roleArn} may be called otherwise than ${name}`) : name === sessionName;
}
