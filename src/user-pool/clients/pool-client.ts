import { SecretValue, Token } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { clientSecretOf } from './private/client-secret';
import { checkRedirectUrls, originsOf } from './private/oauth-urls';
import { fail } from '../../private/fail';

/**
 * An app client as `addClient` returns it: the CDK's client, to which you can add more URLs later.
 *
 * @example
 * const users = new AppUserPool(this, 'Users');
 * const web = users.addClient('Web', AppClient.browser({ callbackUrls: ['https://app.example.com/'] }));
 * web.addCallbackUrl('https://preview.example.com/');
 */
export class PoolClient extends cognito.UserPoolClient {
  /** @internal */
  public static _make(scope: Construct, id: string, props: cognito.UserPoolClientProps, logsOutAtOrigins: boolean): PoolClient {
    return new PoolClient(scope, id, props, logsOutAtOrigins);
  }

  private constructor(scope: Construct, id: string, props: cognito.UserPoolClientProps, private logsOutAtOrigins: boolean) {
    super(scope, id, props);
  }

  /**
   * The generated secret, as the attribute that CloudFormation returns.
   *
   * @throws when the client is public
   */
  public get userPoolClientSecret(): SecretValue {
    return clientSecretOf(this);
  }

  /**
   * Lets Cognito send the authorization code to one more URL, at any time before synthesis.
   *
   * The URL may be a token, such as that of a CloudFront distribution, as long as the distribution doesn't depend on the client in turn:
   * let the app read the client id at run time then. Its origin becomes a logout URL if none was given (`AppClient.browser`, `.server`).
   *
   * @param url an `https` URL; `http` for localhost, or a scheme of an app where the client is public
   * @throws when the client has no `callbackUrls` at all (an empty list will do), Cognito refuses the URL, or it would be the 101st
   */
  public addCallbackUrl(url: string): void {
    this.resource.callbackUrLs = this.extended('addCallbackUrl', 'callbackUrls', this.resource.callbackUrLs, url);
    const { logoutUrLs: known = [] } = this.resource;
    const origins = originsOf([url]);
    if (this.logsOutAtOrigins && origins.length > 0 && !Token.isUnresolved(known)) {
      this.resource.logoutUrLs = [...new Set([...known, ...origins])];
    }
  }

  /**
   * Lets Cognito send people to one more URL after signing out, at any time before synthesis. The first one replaces the default.
   *
   * @param url an `https` URL; `http` for localhost, or a scheme of an app where the client is public
   * @throws when the client has no `callbackUrls`, Cognito refuses the URL, or it would be the 101st
   */
  public addLogoutUrl(url: string): void {
    const given = this.logsOutAtOrigins ? [] : this.resource.logoutUrLs;
    this.resource.logoutUrLs = this.extended('addLogoutUrl', 'logoutUrls', given, url);
    this.logsOutAtOrigins = false;
  }

  private extended(call: string, prop: string, urls: string[] | undefined, url: string): string[] {
    const { allowedOAuthFlows: flows, generateSecret } = this.resource;
    if (!flows?.includes('code')) {
      fail(this, `${call}: the client has no authorization code grant; give it callbackUrls, an empty list if all of them come later`);
    }
    if (Token.isUnresolved(urls)) {
      fail(this, `${call}: ${prop} is a list known at deployment only, which nothing can be added to; put the URL into that list`);
    }
    const all = [...new Set([...urls ?? [], url])];
    checkRedirectUrls(`${this.node.path}: ${call}`, all, !generateSecret);
    return all;
  }

  private get resource(): cognito.CfnUserPoolClient {
    return this.node.defaultChild as cognito.CfnUserPoolClient;
  }
}
