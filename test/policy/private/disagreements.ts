import { Decision, PolicyDocument, RequestContextValues } from '../../../src/policy';

/** Where the simulator and this engine answer differently on purpose. */
export interface Disagreement {
  readonly why: string;
  /** Whether a generated case falls under it; absent if none does, because the generators leave it out. */
  readonly covers?: (documents: readonly PolicyDocument[], ours: Decision, context: RequestContextValues) => boolean;
  /** The smallest example: what makes `Allow s3:GetObject *` show it, and the context of a request. */
  readonly statement: object;
  readonly version?: string;
  readonly action?: string;
  readonly resource?: string;
  readonly context?: Record<string, string | string[]>;
  readonly ours: Decision;
  readonly theirs: Decision;
}

const TAG = 'aws:PrincipalTag/tenant';

function statements(documents: readonly PolicyDocument[]): any[] {
  return documents.flatMap(({ Statement }) => Statement);
}

function operators(documents: readonly PolicyDocument[]): [string, unknown][] {
  return statements(documents).flatMap(({ Condition }) => Object.entries(Condition ?? {}));
}

function mentions(json: unknown, pattern: RegExp): boolean {
  return pattern.test(JSON.stringify(json));
}

/** Whether a value has a variable that this request has no value for. */
function hasEmptyVariable(json: unknown, context: RequestContextValues): boolean {
  const keys = Object.keys(context).map(key => key.toLowerCase());
  return [...JSON.stringify(json).matchAll(/\$\{([^}*?$,]+)\}/g)].some(([, key]) => !keys.includes(key.toLowerCase()));
}

export const DISAGREEMENTS: readonly Disagreement[] = [
  {
    why: 'AWS substitutes variables only in version 2012-10-17; the simulator does in every version',
    covers: documents => documents.some(document => document.Version !== '2012-10-17' && mentions(document, /\$\{/)),
    version: '2008-10-17',
    statement: { Condition: { StringEquals: { [TAG]: '${aws:PrincipalTag/team}' } } },
    context: { [TAG]: 'a', 'aws:PrincipalTag/team': 'a' },
    ours: Decision.DENIED,
    theirs: Decision.ALLOWED,
  },
  {
    why: 'AWS says that a variable without a value equals nothing, so that negated conditions hold; for the simulator they do not',
    covers: (documents, _, context) => operators(documents).some(([name, keys]) => /Not/.test(name) && hasEmptyVariable(keys, context)),
    statement: { Condition: { StringNotEquals: { [TAG]: '${aws:PrincipalTag/team}' } } },
    context: { [TAG]: 'a' },
    ours: Decision.ALLOWED,
    theirs: Decision.DENIED,
  },
  {
    why: 'AWS says that a NotResource whose variable has no value matches nothing, and that its statement might be invalid; '
      + 'the simulator decides for the latter',
    covers: (documents, ours) =>
      ours === 'unknown' && statements(documents).some(({ NotResource }) => NotResource && mentions(NotResource, /\$\{/)),
    statement: { Resource: undefined, NotResource: 'arn:aws:s3:::photos/${aws:PrincipalTag/tenant}' },
    ours: Decision.UNKNOWN,
    theirs: Decision.DENIED,
  },
  {
    why: 'a * may stand for the rest of an ARN in NotResource as it may in Resource; the simulator reads it so only in Resource',
    covers: documents =>
      statements(documents).some(({ NotResource }) => NotResource && [NotResource].flat().some(value => /^arn(:[^:]*){1,4}$/.test(value))),
    statement: { Resource: undefined, NotResource: 'arn:aws:dynamodb:*' },
    ours: Decision.ALLOWED,
    theirs: Decision.DENIED,
  },
  {
    why: 'AWS does not say whether ForAnyValue or IfExists prevails when the key is absent; the simulator lets ForAnyValue prevail',
    covers: (documents, ours) => ours === 'unknown' && operators(documents).some(([name]) => /^ForAnyValue:.*IfExists$/.test(name)),
    statement: { Condition: { 'ForAnyValue:StringEqualsIfExists': { [TAG]: 'a' } } },
    ours: Decision.UNKNOWN,
    theirs: Decision.DENIED,
  },
  {
    why: '${*} is an asterisk in every string; the simulator does not compare it as one in StringEquals',
    covers: documents => operators(documents).some(([name, keys]) => /String(Not)?Equals/.test(name) && mentions(keys, /\$\{[*?$]\}/)),
    statement: { Condition: { StringEquals: { [TAG]: 'a${*}' } } },
    context: { [TAG]: 'a*' },
    ours: Decision.ALLOWED,
    theirs: Decision.DENIED,
  },
  {
    why: '0.0.0.0/0 is every IPv4 address; the simulator leaves out the upper half',
    covers: documents => operators(documents).some(([, keys]) => mentions(keys, /"0\.0\.0\.0\/0"/)),
    statement: { Condition: { IpAddress: { [TAG]: '0.0.0.0/0' } } },
    context: { [TAG]: '192.168.0.1' },
    ours: Decision.ALLOWED,
    theirs: Decision.DENIED,
  },
  {
    why: 'an IPv6 address is not a given IPv4 address; for the simulator the two cannot be compared at all',
    covers: documents => operators(documents).some(([name]) => /NotIpAddress/.test(name)),
    statement: { Condition: { NotIpAddress: { [TAG]: '10.0.0.1' } } },
    context: { [TAG]: '::1' },
    ours: Decision.ALLOWED,
    theirs: Decision.DENIED,
  },
  {
    why: 'two spellings of an IPv6 address are one address; the simulator compares single addresses as text',
    covers: documents => operators(documents).some(([name, keys]) => /IpAddress/.test(name) && mentions(
      keys, /"2001:db8::1"|"2001:DB8:0:/,
    )),
    statement: { Condition: { IpAddress: { [TAG]: '2001:db8::1' } } },
    context: { [TAG]: '2001:DB8:0:0:0:0:0:1' },
    ours: Decision.ALLOWED,
    theirs: Decision.DENIED,
  },
  {
    why: 'AWS lets dates be seconds since 1970; the simulator does not read them',
    statement: { Condition: { DateEquals: { [TAG]: '1767225600' } } },
    context: { [TAG]: '2026-01-01T00:00:00Z' },
    ours: Decision.ALLOWED,
    theirs: Decision.DENIED,
  },
  {
    why: 'a key without values counts as absent; for the simulator it is there',
    statement: { Condition: { Null: { 'aws:TagKeys': 'true' } } },
    context: { 'aws:TagKeys': [] },
    ours: Decision.ALLOWED,
    theirs: Decision.DENIED,
  },
  {
    why: 'AWS requires a set operator for a key of several values and does not say what happens without; the simulator denies',
    statement: { Condition: { StringEquals: { 'aws:TagKeys': 'a' } } },
    context: { 'aws:TagKeys': ['a', 'b'] },
    ours: Decision.UNKNOWN,
    theirs: Decision.DENIED,
  },
  {
    why: 'AWS lets a * at the end of a segment run on over colons; for the simulator only the last one does',
    statement: { Resource: 'arn:*:photos/a' },
    ours: Decision.ALLOWED,
    theirs: Decision.DENIED,
  },
  {
    why: 'the colon in a variable separates nothing; the simulator takes it as the one behind a resource type',
    statement: { Action: 'sns:Publish', Resource: 'arn:aws:sns:eu-west-1:123456789012:${aws:PrincipalTag/tenant}' },
    action: 'sns:Publish',
    resource: 'arn:aws:sns:eu-west-1:123456789012:a',
    context: { [TAG]: 'a' },
    ours: Decision.ALLOWED,
    theirs: Decision.DENIED,
  },
  {
    why: 'the resource of a request is what it is; the simulator reads wildcards in it as patterns',
    statement: { Resource: 'arn:aws:s3:::photos/?b' },
    resource: 'arn:aws:s3:::photos/*',
    ours: Decision.DENIED,
    theirs: Decision.ALLOWED,
  },
];
