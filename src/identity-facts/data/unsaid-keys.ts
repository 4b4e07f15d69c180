import type { RequestContextValues } from '../../policy';

/** A condition, and that of a denial or of a boundary, as far as it was read: operator → key → values. */
export type ReadCondition = Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>;

/** What a resource of somebody else has where one's own has one's own. */
const FOREIGN = 'a value of somebody else';

/** Tags of what is asked for: nobody's request changes them. */
const RESOURCE_TAG = /^[\w-]+:(ResourceTag|ExistingObjectTag|BucketTag)\//i;

/** What a policy compares with something that the caller alone has. */
const OWN = /\$\{(cognito-identity[\w.-]*:sub|aws:PrincipalTag\/[^}]+|aws:userid)/i;

/** What `contextsOf` says of the actions that have them, and no other action has. */
const OF_ACTIONS = /^(dynamodb:LeadingKeys|s3:prefix)$/i;

/**
 * Keys that sessions from an identity pool never have: they know no second factor, and belong to no IAM user and no service.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
const OF_OTHERS = new RegExp('^aws:(username|MultiFactorAuth(Present|Age)|Source(Arn|Account|Owner|OrgID|OrgPaths)'
  + '|PrincipalServiceName(sList)?)$', 'i');

/** Whether sessions from an identity pool never have a key. */
export function isOfOthers(key: string): boolean {
  return OF_OTHERS.test(key);
}

/** Keys of requests that do not come straight from the internet, and what some callers or accounts have and others lack. */
const OF_SOME = new RegExp('^(aws:(SourceVpc\\w*|VpcSourceIp|Vpce\\w+|(Principal|Resource)Org\\w+|CalledVia\\w*|SourceIdentity'
  + '|PrincipalTag/.*)'
  + '|kms:(ViaService|GrantIsForAWSResource)|s3:(DataAccessPoint|AccessPoint|AccessGrants)\\w+'
  + '|elasticfilesystem:AccessedViaMountTarget)$', 'i');

/** An identity by its whole id is one person, and nobody else; a pattern may be everybody, and so may the bare presence of an id. */
const ONE_PERSON = (key: string, values: string) =>
  /^cognito-identity[\w.-]*:sub$/.test(key) && !/[*?$]|"(true|false)"|^(true|false)/i.test(values);

/** What is asked of the requests that conditions are tried with. */
export interface Tried {
  /** Requests that anybody can make from anywhere; otherwise also what some can, or what comes by another way. */
  readonly plainly: boolean;
}

/**
 * What requests say to keys of conditions that nothing else tells: tags of the resource, and what is compared with something of the
 * caller's own, are absent or somebody else's; whatever else a request says, as `s3:x-amz-acl`, the caller chooses or leaves out.
 */
export function unsaidKeys(conditions: readonly unknown[], { plainly }: Tried): RequestContextValues[] {
  const keys = keysIn(conditions).filter(([key]) => !OF_ACTIONS.test(key) && !isOfOthers(key));
  const theirs = keys.filter(([key, values]) => RESOURCE_TAG.test(key) || OWN.test(values)).map(([key]) => key);
  const chosen = keys.filter(([key, values]) => !theirs.includes(key) && !(plainly && (OF_SOME.test(key) || ONE_PERSON(key, values))))
    .map(([key]) => key);
  const free = anything(chosen);
  return theirs.length === 0 ? [free] : [free, { ...free, ...Object.fromEntries(theirs.map(key => [key, FOREIGN])) }];
}

/** Whatever a request may say to the keys of conditions, tags of resources included. */
export function anythingSaid(conditions: readonly unknown[]): RequestContextValues {
  return anything(keysIn(conditions).map(([key]) => key).filter(key => !isOfOthers(key)));
}

function anything(keys: readonly string[]): RequestContextValues {
  const unknown = 'callers say what they like';
  return Object.fromEntries(keys.map(key => [key, { unknown, mayBeAbsent: true }]));
}

/** The keys of conditions, each with all that it is compared with. */
function keysIn(conditions: readonly unknown[]): [string, string][] {
  const found = new Map<string, string>();
  for (const condition of conditions) {
    for (const keys of Object.values((condition ?? {}) as ReadCondition)) {
      if (typeof keys !== 'object' || keys === null) continue;
      for (const [key, values] of Object.entries(keys)) {
        const name = key.toLowerCase();
        found.set(name, `${found.get(name) ?? ''}${JSON.stringify(values)}`);
      }
    }
  }
  return [...found];
}
