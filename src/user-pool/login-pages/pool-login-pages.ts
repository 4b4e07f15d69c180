import { AspectPriority, Aspects, Token } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct, Dependable, IConstruct, IDependable } from 'constructs';
import { LoginBranding } from './login-branding';
import { LoginPages } from './login-pages';
import { LoginTerms } from './login-terms';
import { LoginUrlOptions, SignInUrlOptions, SignOutUrlOptions } from './login-url-options';
import { adviseAlways, adviseLate } from './private/advice';
import { brand, ClientOfPages, dress, hasPages, offerTerms } from './private/client-pages';
import { checkCss } from './private/css';
import { DomainBlueprint } from './private/login-pages-blueprint';
import { baseUrlOf, callbackOf, logoutOf, providerQuery, withQuery } from './private/page-urls';
import { PoolOfPages } from './private/pool-of-pages';
import { idOf, PoolDomain, renderDomain } from './private/render-domain';
import { checkTerms } from './private/terms';
import { judgeAtSynthesis } from '../../app-tree/synthesis';
import { WholeApp } from '../../app-tree/whole-app';
import { fail } from '../../private/fail';
import { Judged } from '../../private/judged';
import { required, withoutNulls } from '../../private/present';

/**
 * The login pages of a pool, created by the prop `loginPages` or by `addLoginPages`.
 *
 * @example
 * const auth = new CognitoAuth(this, 'Auth', { loginPages: LoginPages.prefix() });
 * const web = auth.addClient('Web', AppClient.browser({ callbackUrls: ['https://app.example.com/'] }));
 * new CfnOutput(this, 'SignIn', { value: auth.loginPages.signInUrl(web) });
 */
export class PoolLoginPages extends Construct {
  /** @internal */
  public static _make(scope: Construct, pool: PoolOfPages, pages: LoginPages): PoolLoginPages {
    return new PoolLoginPages(scope, pool, pages);
  }

  private readonly domains: PoolDomain[] = [];
  private look: DomainBlueprint['look'] = {};
  /** Clients that have something else than all others. */
  private readonly own = { branding: new Set<IConstruct>(), terms: new Set<IConstruct>() };

  private constructor(scope: Construct, private readonly pool: PoolOfPages, pages: LoginPages) {
    super(scope, 'LoginPages');
    this._add(pages);
    // clients that are made past the pool may come last, and from anywhere in the app
    Aspects.of(this).add({ visit: node => node === this && this.serveAll(new WholeApp(this)) }, { priority: AspectPriority.MUTATING });
    judgeAtSynthesis(this, app => adviseLate(this, this.cfnUserPool, this.domains, app));
  }

  /**
   * The domain: the custom one if there are two.
   *
   * @throws while the domain is moving and made by the next deployment only
   */
  public get domain(): cognito.UserPoolDomain {
    return this.main.domain ?? fail(this, 'domain: it is moving, and made by the next deployment only; replace LoginPages.moving by what '
      + 'is to stay, then use it');
  }

  /**
   * The URL of the pages and the OAuth endpoints, such as `https://login.example.com`. It is plain text, so using it creates no dependency.
   */
  public get baseUrl(): string {
    return baseUrlOf(this, this.main);
  }

  /**
   * The URL of the page where people sign in to an app client.
   *
   * @param client an app client of the pool
   * @param options the language, the callback, and a provider to go to directly
   * @throws when the client has no authorization code grant, `redirectUri` is none of its callbacks, or `identityProvider` and
   * `idpIdentifier` are both given
   */
  public signInUrl(client: cognito.UserPoolClient, options: SignInUrlOptions = {}): string {
    options = withoutNulls(options ?? {});
    const provider = providerQuery(this, 'signInUrl', options);
    return this.pageUrl('signInUrl', provider ? '/oauth2/authorize' : '/login', client, options, provider);
  }

  /**
   * The URL of the page where people sign up to an app client.
   *
   * @param client an app client of the pool
   * @param options the language and the callback
   * @throws when the pool has no `selfSignUp`, the client has no authorization code grant, or `redirectUri` is none of its callbacks
   */
  public signUpUrl(client: cognito.UserPoolClient, options: LoginUrlOptions = {}): string {
    options = withoutNulls(options ?? {});
    if (!this.pool.selfSignUp) {
      fail(this, 'signUpUrl: nobody can sign up, since an administrator makes the accounts; set selfSignUp: true, or use signInUrl');
    }
    return this.pageUrl('signUpUrl', '/signup', client, options);
  }

  /**
   * The URL that signs people out of the login pages, and leads back to the app.
   *
   * @param client an app client of the pool
   * @param options which logout URL people go to
   * @throws when the client has no logout URL, or `logoutUri` is none of them
   */
  public signOutUrl(client: cognito.UserPoolClient, options: SignOutUrlOptions = {}): string {
    options = withoutNulls(options ?? {});
    required(this, 'signOutUrl', { client });
    const logoutUri = logoutOf(this, 'signOutUrl', client, options.logoutUri);
    return withQuery(`${this.baseUrl}/logout`, { client_id: client.userPoolClientId, logout_uri: logoutUri });
  }

  /**
   * Gives an app client a style of its own.
   *
   * @param client an app client of the pool
   * @param branding the style, such as `LoginBranding.cognito()`
   * @throws when the pages are classic, or the client is of another pool or has none
   */
  public setBranding(client: cognito.UserPoolClient, branding: LoginBranding): void {
    required(this, 'setBranding', { client, branding });
    const part = this.partOf('setBranding', client, false);
    this.own.branding.add(part.client);
    brand(part, branding._styleAt(this));
  }

  /**
   * Gives an app client terms of use and a privacy policy of its own.
   *
   * @param client an app client of the pool
   * @param terms the addresses of both documents, by language
   * @throws when the pages are classic, the client is of another pool or has none, or a document is missing or its URL is refused
   */
  public setTerms(client: cognito.UserPoolClient, terms: LoginTerms): void {
    terms = withoutNulls(terms);
    required(this, 'setTerms', { client, terms });
    Judged.of(() => checkTerms('setTerms', terms)).at(this);
    const part = this.partOf('setTerms', client, false);
    this.own.terms.add(part.client);
    offerTerms(part, terms);
  }

  /**
   * Gives an app client a style sheet of its own for classic pages.
   *
   * @param client an app client of the pool
   * @param css the style sheet, with the class names of the classic pages
   * @throws unless the pages are classic, or when the client is of another pool or has none
   */
  public setCss(client: cognito.UserPoolClient, css: string): void {
    required(this, 'setCss', { client, css });
    Judged.of(() => checkCss('setCss: css', css)).at(this);
    dress(this.partOf('setCss', client, true), css);
  }

  /**
   * Adds a domain of the other kind.
   *
   * @internal
   */
  public _add(pages: LoginPages): void {
    for (const blueprint of pages._blueprintAt(this).domains) {
      const twin = this.domains.find(({ kind }) => kind === blueprint.kind);
      if (twin) {
        fail(this, `addLoginPages: the pool has a ${blueprint.kind === 'prefix' ? 'prefix' : 'custom domain'} already (${twin.name}), `
          + 'and takes one of each kind; to change it use LoginPages.moving in its place');
      }
      const double = (['branding', 'terms', 'css'] as const).find(name => this.look[name] && blueprint.look[name]);
      if (double) {
        fail(this, `addLoginPages: ${double} is given with both domains, and clients have one for all domains; give it once`);
      }
      blueprint.look.branding?._styleAt(this);
      this.look = { ...this.look, ...blueprint.look };
      if (!blueprint.classic) {
        const domain = `${this.node.path}/${idOf(blueprint.kind)}`;
        this.pool.requirePlan(cognito.FeaturePlan.ESSENTIALS, `the newer managed login of ${domain}, unlike classic pages,`);
      }
      this.domains.push(renderDomain(this, this.pool.userPool, blueprint));
      adviseAlways(this, this.domains[this.domains.length - 1], blueprint);
    }
    this.dressAll();
    this.node.scope!.node.children.map(({ node }) => node.defaultChild).filter(cognito.CfnUserPoolClient.isCfnUserPoolClient)
      .forEach(client => this._serve(client));
  }

  /**
   * Gives a client of the pool its pages.
   *
   * @internal
   */
  public _serve(client: cognito.CfnUserPoolClient): void {
    if (client.allowedOAuthFlowsUserPoolClient === true && client.allowedOAuthFlows?.includes('code')) {
      this.serve(client, () => false);
    }
  }

  /**
   * Whether there is a domain, or will be by the next deployment.
   *
   * @internal
   */
  public get _isMoving(): boolean {
    return this.domains.some(({ domain }) => !domain);
  }

  /**
   * What passkeys are bound to for them to work on these pages, where that is not Cognito's to say.
   *
   * @internal
   */
  public get _relyingPartyId(): string | undefined {
    return this.domains.find(({ kind, classic }) => kind === 'custom' && !classic)?.name;
  }

  private serveAll(app: WholeApp): void {
    const clients = app.partsOf(this.cfnUserPool, 'AWS::Cognito::UserPoolClient').filter(cognito.CfnUserPoolClient.isCfnUserPoolClient);
    for (const client of clients.filter(one => hasPages(app.properties(one)))) {
      this.serve(client, type => app.partsOf(client, type, 'ClientId').length > 0);
    }
  }

  /** What has been set for the one client stays. */
  private serve(client: cognito.CfnUserPoolClient, has: (type: string) => boolean): void {
    if (this.domains.every(({ classic }) => classic)) {
      return;
    }
    const part = this.clientOf(client, false);
    if (!this.own.branding.has(client) && !has('AWS::Cognito::ManagedLoginBranding')) {
      brand(part, (this.look.branding ?? LoginBranding.cognito())._styleAt(this));
    }
    if (this.look.terms && !this.own.terms.has(client) && !has('AWS::Cognito::Terms')) {
      offerTerms(part, this.look.terms);
    }
  }

  private dressAll(): void {
    if (this.look.css === undefined || this.node.tryFindChild('Css')) {
      return;
    }
    const attachment = new cognito.CfnUserPoolUICustomizationAttachment(this, 'Css', {
      userPoolId: this.pool.userPool.userPoolId, clientId: 'ALL', css: this.look.css,
    });
    attachment.node.addDependency(this.made(true));
  }

  private pageUrl(
    call: string, path: string, client: cognito.UserPoolClient, { redirectUri, language }: LoginUrlOptions,
    more: Record<string, string> = {},
  ): string {
    required(this, call, { client });
    return withQuery(`${this.baseUrl}${path}`, {
      client_id: client.userPoolClientId,
      response_type: 'code',
      redirect_uri: callbackOf(this, call, client, redirectUri),
      lang: language,
      ...more,
    });
  }

  private partOf(call: string, client: cognito.UserPoolClient, classic: boolean): ClientOfPages {
    const resource = client.node.defaultChild as cognito.CfnUserPoolClient;
    if (!this.domains.some(domain => domain.classic === classic)) {
      fail(
        this, `${call}: the pages are ${classic ? 'those of managed login; use setBranding' : 'classic; use setCss, or leave classic out'}`,
      );
    }
    if (resource.userPoolId !== this.pool.userPool.userPoolId) {
      fail(this, `${call}: '${client.node.path}' is a client of another pool; use the login pages of that pool`);
    }
    if (resource.allowedOAuthFlowsUserPoolClient === false && !Token.isUnresolved(resource.allowedOAuthFlows)) {
      fail(this, `${call}: '${client.node.path}' has no authorization code grant, hence no pages; give it callbackUrls`);
    }
    return this.clientOf(resource, classic);
  }

  private clientOf(client: cognito.CfnUserPoolClient, classic: boolean): ClientOfPages {
    return { client, userPoolId: this.pool.userPool.userPoolId, after: this.made(classic) };
  }

  /** Another domain may be added later: what waits for one does not depend on the order of statements. */
  private made(classic: boolean): IDependable {
    const { domains } = this;
    const after: IDependable = {};
    Dependable.implement(after, {
      get dependencyRoots(): IConstruct[] {
        return domains.filter(domain => domain.classic === classic).flatMap(({ domain }) => domain?.node.defaultChild ?? []);
      },
    });
    return after;
  }

  private get main(): PoolDomain {
    return this.domains.find(({ kind }) => kind === 'custom') ?? this.domains[0];
  }

  private get cfnUserPool(): cognito.CfnUserPool {
    return this.pool.userPool.node.defaultChild as cognito.CfnUserPool;
  }
}
