import { Visitor } from './visitor';
import { Answer, Asked, Claims, Employer } from '../../../../scripts/demo/employer';
import { Stand, withProps } from '../stand';

export const CALLBACK = 'http://localhost:5173/callback';
export const SECRET = 'between the pool and the provider';
export const OAUTH = {
  AllowedOAuthFlowsUserPoolClient: true,
  AllowedOAuthFlows: ['code'],
  AllowedOAuthScopes: ['openid', 'email', 'profile', 'aws.cognito.signin.user.admin'],
  CallbackURLs: [CALLBACK],
  ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'],
};
export const DOMAIN = { Type: 'AWS::Cognito::UserPoolDomain', Properties: { UserPoolId: { Ref: 'Pool' }, Domain: 'photos' } };

export const client = (props: object) => ({
  Type: 'AWS::Cognito::UserPoolClient', Properties: { UserPoolId: { Ref: 'Pool' }, ...OAUTH, ...props },
});

export const provider = (name: string, props: object = {}, details: object = {}) => ({
  Type: 'AWS::Cognito::UserPoolIdentityProvider',
  Properties: {
    UserPoolId: { Ref: 'Pool' },
    ProviderName: name,
    ProviderType: 'OIDC',
    AttributeMapping: { 'email': 'email', 'email_verified': 'email_verified', 'custom:plan': 'plan', 'username': 'sub' },
    ProviderDetails: {
      client_id: 'pool', client_secret: SECRET, authorize_scopes: 'openid email', oidc_issuer: 'https://corp.example', ...details,
    },
    ...props,
  },
});

/** A provider that can be made to say something else than the truth. */
export class TestProvider extends Employer {
  public static async open(): Promise<TestProvider> {
    return new TestProvider('pool', SECRET).start();
  }

  /** What is another than it ought to be. */
  public lie: { claims?: Claims; key?: 'forged'; tokens?: Answer; userInfo?: Answer; discovery?: object } = {};

  protected override tokens(asked: Asked): Answer {
    const { claims, key, tokens } = this.lie;
    const all = { iss: this.url, nonce: asked.query.get('nonce'), ...claims };
    const idToken = key === 'forged' ? this.forgedToken(asked.employee, all) : this.idToken(asked.employee, all);
    return tokens ?? { status: 200, body: { id_token: idToken, access_token: asked.employee } };
  }

  protected override userInfo(employee: string): Answer {
    return this.lie.userInfo ?? super.userInfo(employee);
  }

  protected override discovery(): object {
    return { ...super.discovery(), ...this.lie.discovery };
  }
}

/** A user pool, and people who sign in to it with a provider. */
export class FederatedStand {
  public static async start(
    resources: Record<string, object>, props: Record<string, Record<string, unknown>> = {}, names: string[] = ['Corp'],
  ): Promise<FederatedStand> {
    const web = { ...OAUTH, SupportedIdentityProviders: ['COGNITO', 'Corp'] };
    return FederatedStand.of(withProps({ Web: web, ...props }, { Domain: DOMAIN, ...resources }), names);
  }

  /** Any template, whose providers of these names are all the one that stands here. */
  public static async of(template: Record<string, any>, names: string[]): Promise<FederatedStand> {
    const corp = await TestProvider.open();
    const providers = Object.fromEntries(names.map(name => [name, { url: corp.url, clientSecret: SECRET }]));
    return new FederatedStand(corp, await Stand.start(template, { providers }));
  }

  private constructor(public readonly corp: TestProvider, public readonly stand: Stand) {}

  public authorizeUrl(more: Record<string, string> = {}, label = 'Web'): URL {
    const url = new URL(`${this.stand.endpoint}/oauth2/authorize`);
    const all = {
      client_id: this.stand.clientId(label),
      redirect_uri: CALLBACK,
      response_type: 'code',
      state: 'of-the-app',
      scope: 'openid email',
      ...more,
    };
    for (const [name, value] of Object.entries(all)) url.searchParams.set(name, value);
    return url;
  }

  /** From the app to the provider, where somebody clicks on their name, and back to the app: the address of the app. */
  public async visit(
    employee: string, more: Record<string, string> = { identity_provider: 'Corp' }, label = 'Web', visitor = new Visitor(),
  ): Promise<URL> {
    const sent = Visitor.leadsTo(await visitor.get(this.authorizeUrl(more, label)));
    if (sent.origin !== this.corp.url) return sent;
    sent.searchParams.set('employee', employee);
    const back = Visitor.leadsTo(await visitor.get(sent));
    return Visitor.leadsTo(await visitor.get(back));
  }

  /** The tokens of somebody who signs in with the provider. */
  public async signIn(employee: string, more?: Record<string, string>, label = 'Web'): Promise<Record<string, string>> {
    const arrived = await this.visit(employee, more, label);
    const code = arrived.searchParams.get('code');
    if (code === null) throw new Error(`no code in ${arrived}`);
    const response = await fetch(`${this.stand.endpoint}/oauth2/token`, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'authorization_code', client_id: this.stand.clientId(label), redirect_uri: CALLBACK, code }),
    });
    return await response.json() as Record<string, string>;
  }

  /** Why the app is told that somebody does not sign in. */
  public async refusal(employee: string, more?: Record<string, string>, label = 'Web'): Promise<[string | null, string | null]> {
    const { origin, pathname, searchParams } = await this.visit(employee, more, label);
    if (`${origin}${pathname}` !== CALLBACK || searchParams.get('state') !== 'of-the-app') throw new Error('not at the app');
    return [searchParams.get('error'), searchParams.get('error_description')];
  }

  public async stop(): Promise<void> {
    await this.stand.stop();
    await this.corp.close();
  }
}
