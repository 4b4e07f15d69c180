import { Outcome } from '../../access-model';
import { sessionTags, TagMap } from '../../identity-facts/entities/session-tags';
import { Directory, LocalOutcome, LocalPool, LocalRole } from '../directory/directory';
import { IDENTITY_ID, Input, POOL_ID, PROVIDER_NAME, ROLE_ARN, TOKEN } from '../requests/input';
import { badPoolConfiguration, invalidParameter, notAuthorized, notFound, ServiceError } from '../requests/service-error';
import { SignIn, VerifiedLogin } from '../sign-in';
import { Identity, IdentityStore } from '../store/identity-store';
import { IdentityTokens } from '../tokens/identity-tokens';
import { Sessions } from '../tokens/sessions';

/** One operation of the service: a request in, an answer out. */
export type Operation = (input: Input) => object | Promise<object>;

const SESSION_SECONDS = 3_600;
const OPEN_ID_TOKEN_SECONDS = 600;
const DEVELOPER_TOKEN_SECONDS = 900;
const MAX_LOGINS = 10;
const MAX_TAGS = 50;
const SESSION_NAME = 'CognitoIdentityCredentials';
const DEVELOPER_USER = { min: 1, max: 1024 };

/** The operations of Cognito Identity by which somebody becomes a role. */
export class IdentityApi {
  public readonly operations: Record<string, Operation> = {
    GetId: input => this.getId(input),
    GetCredentialsForIdentity: input => this.getCredentials(input),
    GetOpenIdToken: input => this.getOpenIdToken(input),
    GetOpenIdTokenForDeveloperIdentity: input => this.getDeveloperToken(input),
    LookupDeveloperIdentity: input => this.lookupDeveloper(input),
  };

  constructor(
    private readonly directory: Directory,
    private readonly store: IdentityStore,
    private readonly sessions: Sessions,
    private readonly tokens: IdentityTokens,
    private readonly signIn: SignIn,
  ) {}

  private async getId(input: Input): Promise<object> {
    const pool = this.signIn.pool(input.string('IdentityPoolId', POOL_ID));
    const logins = await this.signIn.verify(pool, readLogins(input));
    return { IdentityId: this.signIn.enter(pool, logins).id };
  }

  private async getCredentials(input: Input): Promise<object> {
    const customRoleArn = input.optionalString('CustomRoleArn', ROLE_ARN);
    const { pool, identity, logins } = await this.bearer(input);
    const outcome = this.directory.becomes(
      pool, Object.fromEntries(logins.map(({ modelKey, claims }) => [modelKey, claims])), customRoleArn,
    );
    const role = roleOf(outcome, customRoleArn);
    const tags = this.tags(pool, identity, logins, outcome);
    const expiration = now() + SESSION_SECONDS;
    const credentials = this.sessions.issue({
      roleArn: role.arn,
      roleId: role.id,
      sessionName: SESSION_NAME,
      expiration,
      identityId: identity.id,
      ...(tags ? { tags } : {}),
    });
    return {
      IdentityId: identity.id,
      Credentials: {
        AccessKeyId: credentials.accessKeyId,
        SecretKey: credentials.secretAccessKey,
        SessionToken: credentials.sessionToken,
        Expiration: expiration,
      },
    };
  }

  private async getOpenIdToken(input: Input): Promise<object> {
    const { pool, identity, logins } = await this.bearer(input);
    if (!pool.allowsClassicFlow) throw invalidParameter('Basic (classic) flow is not enabled, please use enhanced flow.');
    if (pool.hasRoleMappings) throw invalidParameter('Basic (classic) flow is not supported with RoleMappings, please use enhanced flow.');
    const saml = logins.find(({ provider }) => pool.logins.get(provider)?.saml);
    if (saml) throw invalidParameter(`Basic (classic) flow does not take SAML (${saml.provider}), please use enhanced flow.`);
    const tags = this.mappedTags(pool, logins);
    const token = this.tokens.sign({
      sub: identity.id,
      aud: pool.id,
      amr: authenticationMethods(logins),
      exp: now() + OPEN_ID_TOKEN_SECONDS,
      ...(tags ? { tags } : {}),
    });
    return { IdentityId: identity.id, Token: token };
  }

  private getDeveloperToken(input: Input): object {
    const pool = this.signIn.pool(input.string('IdentityPoolId', POOL_ID));
    const seconds = input.integer('TokenDuration', 1, 86_400, DEVELOPER_TOKEN_SECONDS);
    const tags = Object.fromEntries(input.map('PrincipalTags', MAX_TAGS, PROVIDER_NAME, { min: 1, max: 256 }));
    const identityId = input.optionalString('IdentityId', IDENTITY_ID);
    const developer = input.map('Logins', MAX_LOGINS, PROVIDER_NAME, TOKEN).filter(([provider]) => provider === pool.developerProvider);
    if (!pool.developerProvider || developer.length !== 1) {
      throw invalidParameter('Please provide the login of the developer provider that is configured for this identity pool.');
    }
    const login = { provider: developer[0][0], user: developer[0][1], modelKey: developer[0][0], claims: {} };
    const identity = identityId ? this.signIn.claim(pool, this.member(pool, identityId), [login]) : this.signIn.enter(pool, [login]);
    const token = this.tokens.sign({
      sub: identity.id,
      aud: pool.id,
      amr: authenticationMethods([login]),
      exp: now() + seconds,
      ...(Object.keys(tags).length > 0 ? { tags } : {}),
    });
    return { IdentityId: identity.id, Token: token };
  }

  private lookupDeveloper(input: Input): object {
    const pool = this.signIn.pool(input.string('IdentityPoolId', POOL_ID));
    const identityId = input.optionalString('IdentityId', IDENTITY_ID);
    const user = input.optionalString('DeveloperUserIdentifier', DEVELOPER_USER);
    if (!identityId && !user) throw invalidParameter('Either IdentityId or DeveloperUserIdentifier is needed.');
    const provider = pool.developerProvider ?? '';
    const identity = identityId ? this.member(pool, identityId) : this.store.find(pool.id, { provider, user: user! });
    if (!identity) throw notFound('Identity not found.');
    const users = identity.logins.filter(login => login.provider === provider).map(login => login.user);
    if (user && !users.includes(user)) throw new ServiceError('ResourceConflictException', `'${user}' belongs to another identity.`);
    return { IdentityId: identity.id, DeveloperUserIdentifierList: users };
  }

  private member(pool: LocalPool, identityId: string): Identity {
    const { identity } = this.signIn.identity(identityId);
    if (identity.poolId !== pool.id) throw notFound(`Identity '${identityId}' not found.`);
    return identity;
  }

  private async bearer(input: Input): Promise<{ pool: LocalPool; identity: Identity; logins: VerifiedLogin[] }> {
    const { pool, identity } = this.signIn.identity(input.string('IdentityId', IDENTITY_ID));
    const logins = await this.signIn.verify(pool, readLogins(input), identity);
    return { pool, identity: this.signIn.claim(pool, identity, logins), logins };
  }

  /** The tags of the session, which the role must be ready to take. */
  private tags(pool: LocalPool, identity: Identity, logins: VerifiedLogin[], outcome: LocalOutcome): Record<string, string> | undefined {
    const role = roleOf(outcome);
    const overridden = logins.some(login => login.tags ?? this.store.tagMap(pool.id, login.provider));
    const tags = overridden ? this.mappedTags(pool, logins) : outcome.tags;
    if (!tags || Object.keys(tags).length === 0) return undefined;
    const subject = { sub: identity.id, aud: pool.id, amr: authenticationMethods(logins) };
    const trust = this.directory.trusts(role, 'sts:TagSession', subject, tags);
    if (!trust.allowed) throw badPoolConfiguration(`${role.label} does not take session tags: ${trust.reason}`);
    return tags;
  }

  private mappedTags(pool: LocalPool, logins: VerifiedLogin[]): Record<string, string> | undefined {
    const tags: Record<string, string> = {};
    for (const login of logins) {
      const map: TagMap | undefined = this.store.tagMap(pool.id, login.provider) ?? pool.tagMaps.get(login.provider);
      Object.assign(tags, map ? sessionTags(map, login.claims) : {}, login.tags);
    }
    return Object.keys(tags).length > 0 ? tags : undefined;
  }
}

const now = () => Math.floor(Date.now() / 1000);

const readLogins = (input: Input) => input.map('Logins', MAX_LOGINS, PROVIDER_NAME, TOKEN);

function roleOf(outcome: LocalOutcome, customRoleArn?: string): LocalRole {
  if (outcome.outcome === Outcome.ROLE && outcome.role) return outcome.role;
  if (outcome.outcome !== Outcome.DENIED) throw badPoolConfiguration(outcome.reason);
  throw notAuthorized(customRoleArn
    ? `Access to Role '${customRoleArn}' is forbidden. (${outcome.reason})`
    : `The ambiguous role mapping rules denied this request. (${outcome.reason})`);
}

/** The `amr` of an identity: how it signed in, and with whom. */
function authenticationMethods(logins: VerifiedLogin[]): string[] {
  if (logins.length === 0) return ['unauthenticated'];
  return ['authenticated', ...logins.flatMap(({ provider, user }) =>
    provider.startsWith('cognito-idp.') ? [provider, `${provider}:CognitoSignIn:${user}`] : [provider])];
}
