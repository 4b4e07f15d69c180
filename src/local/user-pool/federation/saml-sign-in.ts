import { atOf, ProviderSettings } from './identity-providers';
import { Asserted } from './mapped-attributes';
import { ProviderSignIn, Sent } from './provider-sign-in';
import { SamlAssertions } from '../../tokens/saml-assertions';

/**
 * Signing people in with a SAML provider, which is asked by a redirect and answers by a form that the browser posts.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-saml-idp.html
 */
export class SamlSignIn implements ProviderSignIn {
  private readonly assertions = new SamlAssertions();

  public async address(provider: ProviderSettings, sent: Sent, state: string): Promise<string> {
    return this.assertions.requestUrl({ ...expected(provider, sent), callbackUrl: sent.redirectUri, relayState: state });
  }

  public async finish(provider: ProviderSettings, sent: Sent, response: string): Promise<Asserted> {
    const { nameId, issuer, claims } = await this.assertions.verify(response, expected(provider, sent));
    return { subject: nameId, issuer, claims };
  }
}

function expected(provider: ProviderSettings, { poolId, nonce }: Sent) {
  return { metadata: { at: atOf(provider) }, audience: `urn:amazon:cognito:sp:${poolId}`, requestId: `_${nonce}` };
}
