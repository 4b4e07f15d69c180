import { signXml } from '@node-saml/node-saml/lib/xml';
import { generate } from 'selfsigned';

export interface AssertionOptions {
  readonly nameId?: string;
  readonly issuer?: string;
  readonly audience?: string;
  readonly attributes?: Record<string, string[]>;
  /** Seconds from now; an assertion without times if null. */
  readonly expires?: number | null;
  readonly notBefore?: number;
  /** The request that it answers. */
  readonly inResponseTo?: string;
  /** Signs the response as a whole instead of the assertion in it, or nothing. */
  readonly signs?: 'assertion' | 'response' | 'nothing';
  /** Done to the document once it is signed. */
  readonly tampered?: (xml: string) => string;
}

/** A SAML provider of the tests: signs responses, and has a metadata document that says with which certificate. */
export class TestSamlIssuer {
  public static async make(entityId = 'https://idp.example/entity'): Promise<TestSamlIssuer> {
    const { private: privateKey, cert } = await generate([{ name: 'commonName', value: 'idp.example' }], { keySize: 2048 });
    return new TestSamlIssuer(entityId, privateKey, cert.replace(/-----[A-Z ]+-----/g, ''));
  }

  private constructor(private readonly entityId: string, private readonly privateKey: string, private readonly certificate: string) {}

  public metadata(more = ''): string {
    return `<?xml version="1.0"?>
<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="${this.entityId}">
  <md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
    <md:KeyDescriptor use="signing"><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data>
      <ds:X509Certificate>${this.certificate}</ds:X509Certificate>
    </ds:X509Data></ds:KeyInfo></md:KeyDescriptor>${more}
  </md:IDPSSODescriptor>
</md:EntityDescriptor>`;
  }

  /** What the provider's page posts: the response, in base64. */
  public response(options: AssertionOptions = {}): string {
    const { signs = 'assertion', tampered = xml => xml } = options;
    const xml = this.unsigned(options);
    const root = signs === 'assertion' ? "//*[local-name()='Assertion']" : "/*[local-name()='Response']";
    const signed = signs === 'nothing'
      ? xml
      : signXml(xml, root, { reference: `${root}/*[local-name()='Issuer']`, action: 'after' }, {
        privateKey: this.privateKey, signatureAlgorithm: 'sha256', digestAlgorithm: 'sha256',
      });
    return Buffer.from(tampered(signed)).toString('base64');
  }

  private unsigned({ nameId = 'alice', issuer = this.entityId, audience = 'urn:amazon:webservices', ...rest }: AssertionOptions): string {
    const { attributes = {}, expires = 300, notBefore = -60, inResponseTo } = rest;
    const answers = inResponseTo === undefined ? '' : ` InResponseTo="${inResponseTo}"`;
    const at = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString();
    const until = expires === null ? '' : ` NotOnOrAfter="${at(expires)}"`;
    const bearer = '<SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">'
      + `<SubjectConfirmationData${answers}${until}/></SubjectConfirmation>`;
    const confirmation = inResponseTo === undefined ? '' : bearer;
    const valid = expires === null ? '' : ` NotBefore="${at(notBefore)}" NotOnOrAfter="${at(expires)}"`;
    const values = Object.entries(attributes).map(([name, texts]) =>
      `<Attribute Name="${name}">${texts.map(text => `<AttributeValue>${text}</AttributeValue>`).join('')}</Attribute>`);
    return `<Response xmlns="urn:oasis:names:tc:SAML:2.0:protocol" ID="_r1" Version="2.0" IssueInstant="${at(0)}"${answers}>`
      + `<Issuer xmlns="urn:oasis:names:tc:SAML:2.0:assertion">${issuer}</Issuer>`
      + '<Status><StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></Status>'
      + `<Assertion xmlns="urn:oasis:names:tc:SAML:2.0:assertion" ID="_a1" Version="2.0" IssueInstant="${at(0)}"><Issuer>${issuer}</Issuer>`
      + `<Subject><NameID>${nameId}</NameID>${confirmation}</Subject>`
      + `<Conditions${valid}><AudienceRestriction><Audience>${audience}</Audience></AudienceRestriction></Conditions>`
      + `<AttributeStatement>${values.join('')}</AttributeStatement></Assertion></Response>`;
  }
}
