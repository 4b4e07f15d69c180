import { Token } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { mappingOf } from './mapping';
import { Doubt, ProviderBlueprint, ProviderType } from './provider-blueprint';
import { checkHttps, checkIdentifiers, checkProviderName, checkScopes, checkSecret, checkText, doubtsOfName } from './provider-checks';
import { acceptedByProp } from '../../../app-tree/accepts';
import { presentIn, required } from '../../../private/present';
import { userError } from '../../../private/user-error';
import { AttributeMapping } from '../attribute-mapping';
import {
  AppleProviderProps, IdentityProviderOptions, OAuthProviderOptions, OidcProviderProps, SamlProviderProps, UnverifiedEmailOptions,
} from '../identity-provider-props';

/** What a provider with an OAuth client is known for. */
interface OAuthKind {
  readonly factory: string;
  readonly type: ProviderType;
  readonly name: string;
  readonly known: AttributeMapping;
  readonly scopes: readonly string[];
  readonly separator?: string;
}

export function oauthBlueprint(
  kind: OAuthKind, props: OAuthProviderOptions & UnverifiedEmailOptions, details: Record<string, string> = {},
): ProviderBlueprint {
  const { factory, type, name } = kind;
  required(undefined, factory, { props });
  checkText(factory, 'clientId', props.clientId);
  checkSecret(factory, 'clientSecret', props.clientSecret);
  return {
    ...common(factory, type, name, kind.known, props),
    details: {
      client_id: props.clientId,
      authorize_scopes: checkScopes(factory, presentIn(props.scopes ?? kind.scopes)).join(kind.separator ?? ' '),
      ...details,
    },
    secret: { key: 'client_secret', value: props.clientSecret },
  };
}

export function appleBlueprint(factory: string, props: AppleProviderProps): ProviderBlueprint {
  required(undefined, factory, { props });
  for (const prop of ['servicesId', 'teamId', 'keyId'] as const) {
    checkText(factory, prop, props[prop]);
  }
  checkSecret(factory, 'privateKey', props.privateKey);
  return {
    ...common(factory, 'SignInWithApple', 'SignInWithApple', { email: 'email', emailVerified: 'email_verified' }, props),
    details: {
      client_id: props.servicesId,
      team_id: props.teamId,
      key_id: props.keyId,
      authorize_scopes: checkScopes(factory, presentIn(props.scopes ?? ['email', 'name'])).join(' '),
    },
    secret: { key: 'private_key', value: props.privateKey },
  };
}

export function oidcBlueprint(factory: string, name: string, props: OidcProviderProps, known: AttributeMapping): ProviderBlueprint {
  checkProviderName(factory, name);
  required(undefined, factory, props, 'issuer');
  const issuer = checkHttps(factory, 'issuer', props.issuer);
  if (!Token.isUnresolved(issuer) && issuer.includes('?')) {
    throw userError(`${factory}: issuer: '${issuer}' has a query, and Cognito looks for the discovery document below it; `
      + 'leave the query out');
  }
  const blueprint = oauthBlueprint({ factory, type: 'OIDC', name, known, scopes: ['openid', 'email', 'profile'] }, props, {
    attributes_request_method: props.attributeRequestMethod ?? cognito.OidcAttributeRequestMethod.GET,
    oidc_issuer: issuer,
    ...endpointDetails(factory, props.endpoints),
  });
  return { ...blueprint, doubts: [...blueprint.doubts, ...doubtsOfOidc(issuer, props)] };
}

export function samlBlueprint(factory: string, name: string, props: SamlProviderProps, known: AttributeMapping): ProviderBlueprint {
  checkProviderName(factory, name);
  required(undefined, factory, { props });
  const { encryptedResponses = true, signedRequests = true, idpInitiated = false, idpSignout = false } = props;
  const waived = [
    ...(encryptedResponses
      ? []
      : ['encryptedResponses: false']), ...(signedRequests
      ? []
      : ['signedRequests: false']), ...(idpInitiated ? ['idpInitiated: true'] : []),
  ];
  const blueprint = common(factory, 'SAML', name, known, props);
  return {
    ...blueprint,
    details: {
      ...metadataDetails(factory, props.metadata),
      IDPSignout: String(idpSignout),
      IDPInit: String(idpInitiated),
      EncryptedResponses: String(encryptedResponses),
      ...(signedRequests ? { RequestSigningAlgorithm: cognito.SigningAlgorithm.RSA_SHA256 } : {}),
    },
    accepted: [...blueprint.accepted, ...acceptedByProp('saml-weak', waived.join(', '), waived.length > 0)],
  };
}

function common(
  factory: string, type: ProviderType, name: string, known: AttributeMapping, props: IdentityProviderOptions & UnverifiedEmailOptions,
): Omit<ProviderBlueprint, 'details' | 'secret'> {
  const trust = props.emailTrustedBecause;
  if (trust !== undefined && trust.trim() === '') {
    throw userError(`${factory}: emailTrustedBecause is empty; say why the addresses of the provider can be trusted, or leave it out`);
  }
  return {
    factory,
    type,
    name,
    mapping: mappingOf(factory, known, props.attributes),
    identifiers: checkIdentifiers(factory, presentIn(props.identifiers ?? [])),
    ...(trust !== undefined ? { emailTrust: trust } : {}),
    accepted: trust === undefined ? [] : [{ rule: 'provider-email-unverified', reason: trust }],
    doubts: doubtsOfName(name),
  };
}

function endpointDetails(factory: string, endpoints: cognito.OidcEndpoints | undefined): Record<string, string> {
  return endpoints === undefined ? {} : {
    authorize_url: checkHttps(factory, 'endpoints.authorization', endpoints.authorization),
    token_url: checkHttps(factory, 'endpoints.token', endpoints.token),
    attributes_url: checkHttps(factory, 'endpoints.userInfo', endpoints.userInfo),
    jwks_uri: checkHttps(factory, 'endpoints.jwksUri', endpoints.jwksUri),
  };
}

function doubtsOfOidc(issuer: string, { scopes }: OidcProviderProps): Doubt[] {
  return [
    ...(!Token.isUnresolved(issuer) && issuer.endsWith('/') ? [{
      slug: 'issuer-with-slash',
      message: `issuer '${issuer}' ends with a slash, which Cognito's guide says it should not; leave the slash out, `
        + 'or make sure with a first sign-in that Cognito takes it',
    }] : []),
    ...(scopes && !scopes.includes('openid') && !scopes.some(scope => Token.isUnresolved(scope)) ? [{
      slug: 'oidc-without-openid', message: "scopes lacks 'openid', without which a provider need not give an ID token; add it",
    }] : []),
  ];
}

function metadataDetails(factory: string, metadata: cognito.UserPoolIdentityProviderSamlMetadata | undefined): Record<string, string> {
  if (metadata === undefined || metadata === null) {
    throw userError(`${factory}: metadata is missing; give UserPoolIdentityProviderSamlMetadata.url(…) or .file(…)`);
  }
  const { metadataContent: content, metadataType } = metadata;
  if (metadataType === cognito.UserPoolIdentityProviderSamlMetadataType.URL) {
    return { MetadataURL: checkHttps(factory, 'metadata', content) };
  }
  if (!Token.isUnresolved(content) && !/<([\w.-]+:)?EntityDescriptor\b/.test(content)) {
    throw userError(`${factory}: metadata: the text has no EntityDescriptor, so it is not the metadata of a provider; `
      + 'give the content of the file, not its path');
  }
  return { MetadataFile: content };
}
