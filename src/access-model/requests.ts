/**
 * The flow in which credentials are requested.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/authentication-flow.html
 */
export enum AuthFlow {
  /** With GetCredentialsForIdentity: the identity pool chooses the role. */
  ENHANCED = 'enhanced',
  /** With AssumeRoleWithWebIdentity: the caller names the role. Also called the classic flow. */
  BASIC = 'basic',
}

/**
 * What is known about a request for credentials besides who asks.
 */
export interface RoleRequestOptions {
  /**
   * Logical id of the identity pool.
   * @default - the only one there is
   */
  readonly identityPool?: string;

  /**
   * The role that the request names: a logical id or an ARN. In the basic flow, the caller always names one.
   * @default - the identity pool chooses
   */
  readonly customRoleArn?: string;

  /**
   * The flow of the request.
   * @default AuthFlow.ENHANCED
   */
  readonly flow?: AuthFlow;

  /**
   * Condition keys of the request that trust policies may ask for, such as `aws:SourceIp`, `aws:CurrentTime` or
   * `cognito-identity.amazonaws.com:sub`, the id of the identity. `aud`, `amr` and the session tags follow from the rest.
   * @default - not known: whatever depends on them is `unknown`, except on a time that has already passed
   */
  readonly context?: { [key: string]: any };
}

/**
 * Someone who asks an identity pool for credentials.
 */
export interface RoleRequest extends RoleRequestOptions {
  /**
   * The claims of each token, by provider: `userpool:<PoolLogicalId>:<ClientLogicalId>`, with the pool's own id where it is made elsewhere,
   * or a provider's name or ARN. `cognito:roles` and `cognito:preferred_role` follow from `cognito:groups` and the template's groups unless
   * they are given. Which of several tokens decides is not documented: the answer is `unknown` unless it is the same for each.
   * @default - no token: a guest
   */
  readonly logins?: { [provider: string]: any };
}

/**
 * What is known about a request besides role, action and resource.
 */
export interface AccessOptions {
  /**
   * Condition keys and their values, such as `cognito-identity.amazonaws.com:sub`, the id of the identity that asks. They replace what is
   * known without them: `aud`, `amr`, the ARN, account and tags of the role. Keys that every request has, or may have (`sub`, time, source
   * address, session tags, the organization), are not known unless given, and whatever depends on them is `unknown`. Any other key that is
   * not given is absent from the request, and so is one that is given an empty list.
   * @default - what the templates tell
   */
  readonly context?: { [key: string]: any };
}

/**
 * A user of a user pool, as far as tokens tell.
 */
export interface UserDescription {
  /**
   * Names of the groups the user is in.
   * @default - none
   */
  readonly groups?: string[];

  /**
   * Attributes as the pool names them, such as `email` or `custom:plan`.
   * @default - none
   */
  readonly attributes?: { [name: string]: string };

  /**
   * The user name.
   * @default - the `sub`
   */
  readonly username?: string;

  /**
   * The user's unique id.
   * @default - a fixed one
   */
  readonly sub?: string;
}
