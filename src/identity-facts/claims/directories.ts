import { hasGap } from '../../template/resolve/marks';
import { isObject, isUnresolved } from '../../template/values';

/** Their administrators decide what a person's attributes say; at social providers nobody does that for others. */
const DIRECTORIES = ['SAML', 'OIDC'];

/**
 * Triggers that see the provider at each sign-in, and can change or refuse what it says. A pre sign-up trigger sees only the first sign-in,
 * and the directory may say something else at the next.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-inbound-federation.html
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-post-authentication.html
 */
const SEES_EACH_SIGN_IN = ['InboundFederation', 'PostAuthentication', 'PreTokenGeneration', 'PreTokenGenerationConfig'];

/**
 * The directories that can say of their people what stands for the people of another provider, among the identity providers of a user pool
 * that fill an attribute; none where one directory alone fills it.
 *
 * A social provider gives everyone the same few standard attributes, so it says something of tenants only where it was given an attribute
 * made for that. Two registrations of one issuer are one directory.
 *
 * @param propsOf the properties of the provider as rendered, or read with marks
 */
export function rivalDirectories<T>(attribute: string, fillers: readonly T[], propsOf: (filler: T) => any): T[] {
  const directories = fillers.filter(filler => DIRECTORIES.includes(propsOf(filler).ProviderType));
  const sources = new Set(directories.map((filler, index) => issuerOf(propsOf(filler).ProviderDetails) ?? index));
  const social = fillers.filter(filler => isSocial(propsOf(filler).ProviderType));
  return sources.size > 1 || (sources.size === 1 && social.length > 0 && attribute.startsWith('custom:')) ? directories : [];
}

/** Whether a trigger of a user pool may keep each provider to what belongs to it; from `LambdaConfig`, rendered or read with marks. */
export function mayKeepProvidersApart(triggers: unknown): boolean {
  if (hasGap(triggers) || isUnresolved(triggers)) return true;
  return isObject(triggers) && Object.entries(triggers).some(([name, value]) =>
    (SEES_EACH_SIGN_IN.includes(name) && value) || name === 'Ref' || name.startsWith('Fn::'));
}

function isSocial(type: unknown): boolean {
  return typeof type === 'string' && !hasGap(type) && !DIRECTORIES.includes(type);
}

/** Undefined where it is not known, or named in another way. */
function issuerOf(details: any): string | undefined {
  const issuer = details?.MetadataURL ?? details?.MetadataFile ?? details?.oidc_issuer;
  return typeof issuer === 'string' && !hasGap(issuer) ? issuer : undefined;
}
