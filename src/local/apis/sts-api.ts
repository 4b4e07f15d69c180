import { Directory, LocalRole } from '../directory/directory';
import { ServiceError } from '../requests/service-error';
import { checkSignature, readAuthorization, SignedRequest } from '../requests/sigv4';
import { IdentityTokens } from '../tokens/identity-tokens';
import { Session, Sessions } from '../tokens/sessions';

type Xml = string | { [element: string]: Xml };

const MIN_SECONDS = 900;
const DEFAULT_SECONDS = 3_600;
const SESSION_NAME = /^[\w+=,.@-]{2,64}$/;

const invalid = (message: string) => new ServiceError('ValidationError', message);

/** The two operations of STS that belong to this story: the basic flow's, and the one that tells you who you are. */
export class StsApi {
  constructor(
    private readonly directory: Directory,
    private readonly sessions: Sessions,
    private readonly tokens: IdentityTokens,
  ) {}

  /**
   * The result element of an operation, as XML.
   *
   * @throws ServiceError in the words of STS
   */
  public call(parameters: URLSearchParams, request: SignedRequest): string {
    const action = parameters.get('Action') ?? '';
    if (action === 'GetCallerIdentity') return result(action, this.callerIdentity(request));
    if (action === 'AssumeRoleWithWebIdentity') return result(action, this.assumeRole(parameters));
    throw new ServiceError('InvalidAction', `Could not find operation ${action} for version ${parameters.get('Version')}`);
  }

  private callerIdentity(request: SignedRequest): Xml {
    const authorization = readAuthorization(request.headers);
    const token = request.headers['x-amz-security-token'];
    const session = this.sessions.resolve(authorization.accessKeyId, typeof token === 'string' ? token : undefined);
    checkSignature(request, authorization, this.sessions.secretOf(authorization.accessKeyId), now());
    return {
      Arn: assumedRoleArn(session),
      UserId: `${session.roleId}:${session.sessionName}`,
      Account: this.directory.account,
      // not part of the real answer, which shows neither; clients of the real service skip them
      Expiration: isoTime(session.expiration),
      ...(session.identityId ? { IdentityId: session.identityId } : {}),
      ...(session.tags ? { SessionTags: JSON.stringify(session.tags) } : {}),
    };
  }

  private assumeRole(parameters: URLSearchParams): Xml {
    const roleArn = required(parameters, 'RoleArn');
    const sessionName = required(parameters, 'RoleSessionName');
    const token = required(parameters, 'WebIdentityToken');
    if (!SESSION_NAME.test(sessionName)) throw invalid(`RoleSessionName must satisfy regular expression pattern: ${SESSION_NAME.source}`);
    const identity = this.tokens.verify(token);
    const role = this.directory.roles.get(roleArn);
    const refused = (why: string) =>
      new ServiceError('AccessDenied', `Not authorized to perform sts:AssumeRoleWithWebIdentity (${why})`, 403);
    if (!role) throw refused(`${roleArn} is not a role of this template`);
    const trust = this.directory.trusts(role, 'sts:AssumeRoleWithWebIdentity', identity, identity.tags);
    if (!trust.allowed) throw refused(trust.reason);
    if (identity.tags) {
      const tagging = this.directory.trusts(role, 'sts:TagSession', identity, identity.tags);
      if (!tagging.allowed) throw refused(`the token carries session tags and sts:TagSession is not allowed: ${tagging.reason}`);
    }
    const session: Session = {
      roleArn,
      roleId: role.id,
      sessionName,
      expiration: now() + duration(parameters, role),
      identityId: identity.sub,
      ...(identity.tags ? { tags: identity.tags } : {}),
    };
    const credentials = this.sessions.issue(session);
    return {
      Credentials: {
        AccessKeyId: credentials.accessKeyId,
        SecretAccessKey: credentials.secretAccessKey,
        SessionToken: credentials.sessionToken,
        Expiration: isoTime(session.expiration),
      },
      SubjectFromWebIdentityToken: identity.sub,
      AssumedRoleUser: { Arn: assumedRoleArn(session), AssumedRoleId: `${role.id}:${sessionName}` },
      Provider: 'cognito-identity.amazonaws.com',
      Audience: identity.aud,
    };
  }
}

/** What STS answers to a request that it refuses. */
export function stsError(error: ServiceError, requestId: string): string {
  const kind = error.status >= 500 ? 'Receiver' : 'Sender';
  const body = xml({ Error: { Type: kind, Code: error.type, Message: error.message }, RequestId: requestId });
  return `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">${body}</ErrorResponse>`;
}

const now = () => Math.floor(Date.now() / 1000);

const isoTime = (seconds: number) => new Date(seconds * 1000).toISOString().replace('.000', '');

/** `arn:aws:iam::1:role/path/Name` → `arn:aws:sts::1:assumed-role/Name/session`. */
function assumedRoleArn(session: Session): string {
  const [, partition, , , account, resource] = session.roleArn.split(':');
  return `arn:${partition}:sts::${account}:assumed-role/${resource.split('/').pop()}/${session.sessionName}`;
}

function required(parameters: URLSearchParams, name: string): string {
  const value = parameters.get(name);
  if (!value) {
    throw invalid(`1 validation error detected: Value null at '${name[0].toLowerCase()}${name.slice(1)}' failed to satisfy constraint: `
      + 'Member must not be null');
  }
  return value;
}

function duration(parameters: URLSearchParams, role: LocalRole): number {
  const text = parameters.get('DurationSeconds');
  if (text === null) return DEFAULT_SECONDS;
  const seconds = Number(text);
  if (!Number.isInteger(seconds) || seconds < MIN_SECONDS) {
    throw invalid(`DurationSeconds ${text} must be a whole number of at least ${MIN_SECONDS}`);
  }
  if (seconds > role.maxSessionSeconds) {
    throw invalid(`The requested DurationSeconds exceeds the MaxSessionDuration set for this role (${role.maxSessionSeconds}).`);
  }
  return seconds;
}

function result(action: string, value: Xml): string {
  const inner = `<${action}Result>${xml(value)}</${action}Result>`;
  return `<${action}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/">${inner}</${action}Response>`;
}

function xml(value: Xml): string {
  if (typeof value === 'object') return Object.entries(value).map(([element, inner]) => `<${element}>${xml(inner)}</${element}>`).join('');
  return value.replace(/[&<>"]/g, character => `&#${character.charCodeAt(0)};`);
}
