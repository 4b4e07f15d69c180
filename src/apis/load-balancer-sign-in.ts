import { Duration, Token } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { AuthenticateCognitoAction } from 'aws-cdk-lib/aws-elasticloadbalancingv2-actions';
import { Construct } from 'constructs';
import { adviseIssuer } from './private/issuer-of-pool';
import { judgeAtSynthesis } from '../app-tree/synthesis';
import { checkedId } from '../private/construct-id';
import { checkDurationUnit } from '../private/duration-unit';
import { fail } from '../private/fail';
import { presentIn, required, withoutNulls } from '../private/present';
import { AppClient, AppUserPool, ISignInProvider, PoolClient, PoolLoginPages } from '../user-pool';

const CALLBACK_PATH = '/oauth2/idpresponse';
const HOST = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?(:\d{1,5})?$/;
const MAX_SESSION = Duration.days(7);

/**
 * How people sign in at a load balancer.
 */
export interface LoadBalancerSignInProps {
  /**
   * The user pool. It needs login pages.
   */
  readonly users: AppUserPool;

  /**
   * The names by which people reach the load balancer, in lower case, with the port if it is not 443: 1 to 100.
   *
   * They have to be names of your own: the name that AWS gives a load balancer can't have a certificate.
   */
  readonly hostNames: string[];

  /**
   * The scopes that the load balancer asks the user pool for; the target receives their claims.
   * @default - `openid` and `email`
   */
  readonly scopes?: cognito.OAuthScope[];

  /**
   * Who people may sign in with.
   * @default - every way that the pool has
   */
  readonly signInWith?: ISignInProvider[];

  /**
   * How long people stay signed in at the load balancer, 1 second to 7 days.
   *
   * The load balancer asks the user pool only when the access token of the session has expired; until then, people who were blocked still
   * get in.
   *
   * @default Duration.hours(8)
   */
  readonly sessionTimeout?: Duration;
}

/**
 * Lets an application load balancer sign people in before a request reaches a target.
 *
 * Creates an app client in the user pool, with a secret, the authorization code grant and the callback of load balancers
 * (`https://HOST/oauth2/idpresponse`); its methods return listener actions. The client belongs to no identity pool.
 *
 * Targets must not trust `x-amzn-oidc-data` without checking its signature and the `signer`, and should accept requests from the load
 * balancer only: anyone who reaches them directly can write these headers.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-authenticate-users.html
 *
 * @example
 * declare const listener: elbv2.ApplicationListener;
 * declare const app: elbv2.ApplicationTargetGroup;
 * const auth = new CognitoAuth(this, 'Auth', { loginPages: LoginPages.prefix() });
 * const signIn = new LoadBalancerSignIn(this, 'SignIn', { users: auth.users, hostNames: ['app.example.com'] });
 * listener.addAction('App', { action: signIn.signInThen(elbv2.ListenerAction.forward([app])) });
 */
export class LoadBalancerSignIn extends Construct {
  /**
   * The app client of the load balancer.
   */
  public readonly client: PoolClient;

  private readonly scopes: string[];
  private readonly pages: PoolLoginPages;
  private readonly props: LoadBalancerSignInProps;

  /**
   * @param scope the parent construct
   * @param id the construct id, unique in its parent
   * @param props the settings
   * @throws if there is no host name or one is none, `openid` is missing, the session is out of range, or the pool has no login pages or
   * has an app client of that id
   */
  constructor(scope: Construct, id: string, props: LoadBalancerSignInProps) {
    super(scope, checkedId(scope, id, 'new LoadBalancerSignIn'));
    props = this.props = withoutNulls(props);
    required(this, 'new LoadBalancerSignIn', props, 'users', 'hostNames');
    const { users, sessionTimeout, signInWith } = props;
    const hostNames = presentIn(props.hostNames ?? []);
    if (hostNames.length === 0) fail(this, 'hostNames is empty; name what people type to reach the load balancer');
    hostNames.forEach(name => this.checkHost(name));
    if (sessionTimeout && !Token.isUnresolved(sessionTimeout)) this.checkSession(sessionTimeout);
    const scopes = presentIn(props.scopes ?? [cognito.OAuthScope.OPENID, cognito.OAuthScope.EMAIL]);
    this.scopes = [...new Set(scopes.map(({ scopeName }) => scopeName))];
    if (!this.scopes.includes(cognito.OAuthScope.OPENID.scopeName)) {
      fail(
        this,
        `scopes has no openid, without which the load balancer does not learn who signed in, got: ${this.scopes.join(', ')}; add `
          + 'OAuthScope.OPENID',
      );
    }
    this.pages = users.loginPages;
    this.client = users.addClient(id, AppClient.server({
      callbackUrls: hostNames.map(name => `https://${name}${CALLBACK_PATH}`),
      scopes,
      ...(signInWith ? { signInWith } : {}),
      // that load balancers take the new refresh token of a rotation is documented nowhere
      refreshTokenRotation: false,
    }));
    judgeAtSynthesis(this, app => {
      adviseIssuer(this, users.userPool, 'a load balancer', app);
      return [];
    });
  }

  /**
   * Signs people in, and then runs the next action. A request without a session is redirected to the login pages.
   *
   * @param next the action for people who are signed in, such as forwarding
   */
  public signInThen(next: elbv2.ListenerAction): elbv2.ListenerAction {
    return this.action(next, elbv2.UnauthenticatedAction.AUTHENTICATE);
  }

  /**
   * Runs the next action for people who are signed in, and answers 401 to others: for requests that a script makes, which can't be
   * redirected to login pages.
   *
   * @param next the action for people who are signed in, such as forwarding
   */
  public signedInOnly(next: elbv2.ListenerAction): elbv2.ListenerAction {
    return this.action(next, elbv2.UnauthenticatedAction.DENY);
  }

  private action(next: elbv2.ListenerAction, onUnauthenticatedRequest: elbv2.UnauthenticatedAction): elbv2.ListenerAction {
    required(this, 'signInThen', { next });
    const { users, sessionTimeout } = this.props;
    return new AuthenticateCognitoAction({
      userPool: users.userPool,
      userPoolClient: this.client,
      userPoolDomain: this.pages.domain,
      scope: this.scopes.join(' '),
      sessionTimeout: sessionTimeout ?? Duration.hours(8),
      onUnauthenticatedRequest,
      next,
    });
  }

  private checkHost(name: string): void {
    if (!Token.isUnresolved(name) && !HOST.test(name)) {
      fail(this, `hostNames: '${name}' is no host name in lower case, without scheme and path; write it like app.example.com`);
    }
  }

  private checkSession(timeout: Duration): void {
    checkDurationUnit(this, 'sessionTimeout', timeout, ['seconds']);
    if (timeout.isUnresolved()) return;
    const seconds = timeout.toSeconds({ integral: false });
    if (!Number.isInteger(seconds) || seconds < 1 || seconds > MAX_SESSION.toSeconds()) {
      fail(this, `sessionTimeout is ${timeout.toHumanString()}; a load balancer takes 1 second to 7 days, in whole seconds`);
    }
  }
}
