import { fetchDocument } from './fetch-document';
import { asList } from '../../private/as-list';
import { loaderOf, OptionalPackage } from '../optional-package';
import { invalidParameter, notAuthorized, ServiceError } from '../requests/service-error';

/** Verifying XML signatures is a library's work: what they cover, after canonicalization, and nothing else may be believed. */
const LIBRARY: OptionalPackage = { name: '@node-saml/node-saml', version: '5.1.0', inside: false, wanted: 'a SAML login' };

/** What AWS calls itself as the relying party of SAML: https://signin.aws.amazon.com/static/saml-metadata.xml */
export const AWS_AS_AUDIENCE = 'urn:amazon:webservices';
const CALLBACK = 'https://signin.aws.amazon.com/saml';
const NAMESPACES = { md: 'urn:oasis:names:tc:SAML:2.0:metadata', ds: 'http://www.w3.org/2000/09/xmldsig#' };
const SIGNING = '/md:EntityDescriptor/md:IDPSSODescriptor/md:KeyDescriptor[not(@use) or @use="signing"]//ds:X509Certificate';
const SIGN_ON = 'string(/md:EntityDescriptor/md:IDPSSODescriptor/md:SingleSignOnService'
  + '[@Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect"]/@Location)';
// What clocks may differ by.
const CLOCK_MS = 60_000;

/** What an assertion must be for one login. */
export interface ExpectedAssertion {
  /** The provider's metadata document, or where it is. */
  readonly metadata: string | { readonly at: string };
  readonly audience: string;
  /** The request that it has to answer; none, if people come with assertions that nobody asked for. */
  readonly requestId?: string;
}

/** A request for an assertion. */
export interface SamlRequest extends Required<ExpectedAssertion> {
  /** Where the provider sends it. */
  readonly callbackUrl: string;
  readonly relayState: string;
}

/** Who an assertion is about, and its attributes as the claims of rules and tags. */
export interface Asserted {
  readonly nameId: string;
  /** The provider, as it calls itself. */
  readonly issuer: string;
  readonly claims: Record<string, string | string[]>;
}

interface Identified {
  readonly entityId: string;
  readonly certificates: string[];
  /** Where people are sent to sign in, if there is such a place. */
  readonly signOn: string;
}

interface Profile {
  readonly issuer?: string;
  readonly nameID?: string;
  readonly attributes?: Record<string, unknown>;
  getAssertion(): {
    Assertion: {
      Conditions?: { $?: { NotOnOrAfter?: string } }[];
      Subject?: { SubjectConfirmation?: { SubjectConfirmationData?: { $?: { InResponseTo?: string } }[] }[] }[];
    };
  };
}

/** Verifies SAML responses, which come past the user pool: signature by the provider's certificates, issuer, audience and times. */
export class SamlAssertions {
  /** The certificates of the documents that the template has, which stay as they are. */
  private readonly read = new Map<string, Identified>();

  /** @param from folders whose packages are looked at */
  constructor(private readonly from?: string[]) {}

  /** Why no assertion can be verified here. */
  public whyNot(): string | undefined {
    try {
      this.library();
      return undefined;
    } catch (error) {
      return (error as Error).message;
    }
  }

  /**
   * @param response as the provider's page posts it, in base64
   * @throws ServiceError in the words of Cognito Identity
   */
  public async verify(response: string, { metadata, audience, requestId }: ExpectedAssertion): Promise<Asserted> {
    const load = this.library();
    const { entityId, certificates } = await this.identified(metadata, load);
    const { SAML } = load('./lib');
    const saml = new SAML({
      idpCert: certificates,
      issuer: audience,
      audience,
      callbackUrl: CALLBACK,
      acceptedClockSkewMs: CLOCK_MS,
      // the response or its assertion: one of them has to be signed, and only what is signed is read
      wantAssertionsSigned: false,
      wantAuthnResponseSigned: false,
    });
    const profile: Profile | null = (await saml.validatePostResponseAsync({ SAMLResponse: response }).catch((error: unknown) => {
      throw refused(error instanceof TypeError ? 'it lacks what every assertion has' : (error as Error).message);
    })).profile;
    if (!profile?.nameID) throw refused('it names nobody');
    if (profile.issuer !== entityId) throw refused(`its issuer is ${profile.issuer}, and not ${entityId}`);
    // the library takes an assertion without an expiry for one that never expires
    if (profile.getAssertion().Assertion.Conditions?.[0]?.$?.NotOnOrAfter === undefined) throw refused('it never expires');
    if (requestId !== undefined && !answers(profile, requestId)) throw refused('it is no answer to the request that was sent');
    return { nameId: profile.nameID, issuer: entityId, claims: claimsOf(profile.attributes ?? {}) };
  }

  /**
   * Where somebody is sent to get an assertion. The request is not signed.
   *
   * @throws ServiceError if the provider has no place for it
   */
  public async requestUrl({ metadata, audience, requestId, callbackUrl, relayState }: SamlRequest): Promise<string> {
    const load = this.library();
    const { certificates, signOn } = await this.identified(metadata, load);
    if (signOn === '') throw invalidParameter('The metadata of the SAML provider has no SingleSignOnService for HTTP-Redirect');
    const { SAML } = load('./lib');
    const saml = new SAML({
      idpCert: certificates,
      issuer: audience,
      callbackUrl,
      entryPoint: signOn,
      generateUniqueId: () => requestId,
      identifierFormat: null,
      disableRequestedAuthnContext: true,
    });
    return saml.getAuthorizeUrlAsync(relayState, undefined, {});
  }

  private library(): NodeRequire {
    try {
      return loaderOf(LIBRARY, this.from);
    } catch (error) {
      throw invalidParameter((error as Error).message);
    }
  }

  private async identified(metadata: ExpectedAssertion['metadata'], load: NodeRequire): Promise<Identified> {
    if (typeof metadata !== 'string') {
      const document = await fetchDocument(metadata.at).catch((error: Error) => {
        throw new ServiceError('ExternalServiceException', `The metadata of the login provider cannot be read: ${error.message}`);
      });
      return read(document.toString('utf8'), load);
    }
    if (!this.read.has(metadata)) this.read.set(metadata, read(metadata, load));
    return this.read.get(metadata)!;
  }
}

/** Who the provider is, and which certificates it signs with. */
function read(metadata: string, load: NodeRequire): Identified {
  const { DOMParser } = load('@xmldom/xmldom');
  const { useNamespaces } = load('xpath');
  const select = useNamespaces(NAMESPACES);
  const fail = (message: string) => { throw invalidParameter(`The metadata of the SAML provider cannot be read: ${message}`); };
  const document = new DOMParser({ errorHandler: { warning: () => undefined, error: fail, fatalError: fail } })
    .parseFromString(metadata, 'text/xml');
  const entityId: string = select('string(/md:EntityDescriptor/@entityID)', document);
  const certificates = select(SIGNING, document).map(({ textContent }: { textContent: string }) => textContent.replace(/\s/g, ''));
  if (entityId === '' || certificates.length === 0) return fail('it names no provider of SAML 2.0 with a certificate to sign with');
  return { entityId, certificates, signOn: select(SIGN_ON, document) };
}

/** Whether an assertion is for a request, by what its own signature covers: the response around it need not be signed. */
function answers(profile: Profile, requestId: string): boolean {
  const { Subject = [] } = profile.getAssertion().Assertion;
  return Subject.flatMap(({ SubjectConfirmation = [] }) => SubjectConfirmation)
    .flatMap(({ SubjectConfirmationData = [] }) => SubjectConfirmationData)
    .some(({ $ }) => $?.InResponseTo === requestId);
}

/** Texts alone are claims; an attribute of several values is a list. */
function claimsOf(attributes: Record<string, unknown>): Asserted['claims'] {
  return Object.fromEntries(Object.entries(attributes).flatMap(([name, value]) => {
    const texts = asList(value).filter(text => typeof text === 'string');
    return texts.length === 0 ? [] : [[name, texts.length === 1 ? texts[0] : texts]];
  }));
}

function refused(why: string): ServiceError {
  return notAuthorized(`Invalid login token. The SAML response is not taken: ${why}.`);
}
