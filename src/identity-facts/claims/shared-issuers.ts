import { RuleCondition } from './rule-condition';

/** What in the tokens of an issuer says whose they are. */
interface Owners {
  /** Claims that name the owner by one value. */
  readonly whole: readonly string[];
  /** Claims that begin with the owner, as `owner/…`. */
  readonly paths: readonly string[];
  /** The parts of `sub` that do so. */
  readonly subject: RegExp;
}

/**
 * Issuers from which anybody gets tokens for workloads of their own, with whatever branch, environment or audience they like. Issuers of
 * one enterprise or instance have a URL of their own.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html
 * @see https://docs.github.com/en/actions/reference/security/oidc
 * @see https://docs.gitlab.com/ci/secrets/id_token_authentication/
 */
const SHARED: Readonly<Record<string, Owners>> = {
  'token.actions.githubusercontent.com': {
    whole: ['repository_id', 'repository_owner', 'repository_owner_id', 'enterprise', 'enterprise_id'],
    paths: ['repository', 'workflow_ref'],
    subject: /(?:^|:)(?:(?:repo|repository|workflow_ref):[^:/]+\/|(?:repository_id|repository_owner(?:_id)?|enterprise(?:_id)?):[^:]+:)/,
  },
  'gitlab.com': {
    whole: ['namespace_id', 'project_id', 'user_id', 'user_login', 'user_email', 'ci_config_ref_uri'],
    paths: ['namespace_path', 'project_path'],
    subject: /(?:^|:)project_path:[^:/]+\//,
  },
};

/** The name of a shared issuer by its URL, with or without scheme; none where it is another. */
export function sharedIssuer(url: string): string | undefined {
  const name = url.replace(/^https:\/\//i, '').replace(/\/$/, '').toLowerCase();
  return Object.hasOwn(SHARED, name) ? name : undefined;
}

/** Whether a condition holds for tokens of one owner only; `Contains` and `NotEqual` are judged elsewhere. */
export function namesOwner(issuer: string, { claim, match, value }: RuleCondition): boolean {
  const { whole, paths, subject } = SHARED[issuer];
  if (match !== 'Equals' && match !== 'StartsWith') return true;
  const equal = match === 'Equals';
  if (claim === 'sub') return subject.test(equal ? `${value}:` : value);
  return paths.includes(claim) ? equal || /^[^/]+\//.test(value) : equal && whole.includes(claim);
}
