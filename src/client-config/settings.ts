import { FrontEndClient, HostedLogin, PasswordRules, Passwordless, Remark, SignInSettings } from './front-end';
import { KnownValues } from './private/known-values';
import { STANDARD_ATTRIBUTES } from '../identity-facts/claims/standard-attributes';

type Props = Record<string, unknown>;

/** The resources that say how people reach one client, their properties as CloudFormation names them. */
export interface SignInResources {
  readonly pool: { readonly label: string; readonly props: Props };
  readonly client: { readonly label: string; readonly props: Props };
  readonly domains: readonly Props[];
  readonly groups: readonly { readonly name: string; readonly precedence?: number }[];
  /** The region of the user pool. */
  readonly region: string;
  /** Where a local run serves the login pages. */
  readonly localPages?: LocalLoginPages;
}

export interface LocalLoginPages {
  readonly domain?: string;
}

export interface ReadSettings {
  readonly client: Omit<FrontEndClient, 'label' | 'id'>;
  readonly signIn: SignInSettings;
  readonly hosted?: HostedLogin;
  readonly remarks: readonly Remark[];
}

const STANDARD: string[] = [...Object.values(STANDARD_ATTRIBUTES), 'sub'];
const MFA_METHODS: Record<string, string> = { SMS_MFA: 'SMS', SOFTWARE_TOKEN_MFA: 'TOTP', EMAIL_OTP: 'EMAIL' };

/** What the resources say, as far as it is known before they are deployed. */
export function settingsOf(resources: SignInResources): ReadSettings {
  const pool = new KnownValues(resources.pool.label);
  const client = new KnownValues(resources.client.label);
  const { props } = resources.client;
  const hostedRemarks: Remark[] = [];
  const secret = secretOf(client, props);
  const rotation = client.text(client.object(props, 'RefreshTokenRotation'), 'Feature');
  const flows = props.ExplicitAuthFlows === undefined ? undefined : client.texts(props, 'ExplicitAuthFlows');
  const hosted = hostedLogin(resources, client, hostedRemarks);
  return {
    client: {
      ...(secret === undefined ? {} : { secret }),
      rotates: rotation === 'ENABLED',
      ...(flows ? { flows } : {}),
    },
    signIn: signInSettings(resources, pool, flows),
    ...(hosted ? { hosted } : {}),
    remarks: [...pool.remarks, ...client.remarks, ...hostedRemarks],
  };
}

function secretOf(client: KnownValues, props: Props): boolean | undefined {
  if (props.GenerateSecret === undefined) return false;
  return client.flag(props, 'GenerateSecret');
}

function signInSettings(
  { pool: { props, label }, groups }: SignInResources, pool: KnownValues, flows: string[] | undefined,
): SignInSettings {
  const loginWith = pool.texts(props, 'UsernameAttributes');
  const mfa = pool.text(props, 'MfaConfiguration');
  const password = passwordRules(label, pool, props);
  const passwordless = passwordlessOf(pool, props, flows ?? []);
  return {
    loginWith: loginWith.length > 0 ? loginWith : ['username'],
    requiredAttributes: requiredAttributes(pool, props),
    verified: pool.texts(props, 'AutoVerifiedAttributes'),
    ...(password ? { password } : {}),
    ...(mfa !== undefined && ['OFF', 'OPTIONAL', 'ON'].includes(mfa) ? { mfa } : {}),
    mfaMethods: mfa === 'OPTIONAL' || mfa === 'ON' ? pool.texts(props, 'EnabledMfas').flatMap(method => MFA_METHODS[method] ?? []) : [],
    groups: groups.map(({ name, precedence }) => ({ name, ...(precedence === undefined ? {} : { precedence }) })),
    ...(passwordless ? { passwordless } : {}),
  };
}

function requiredAttributes(pool: KnownValues, props: Props): string[] {
  const required = pool.objects(props, 'Schema').filter(attribute => pool.flag(attribute, 'Required') === true);
  return [...new Set(required.flatMap(attribute => pool.text(attribute, 'Name') ?? []).filter(name => STANDARD.includes(name)))];
}

/** All of it or nothing: a library that is told half a policy refuses passwords that the pool takes, or the reverse. */
function passwordRules(label: string, pool: KnownValues, props: Props): PasswordRules | undefined {
  const known = new KnownValues(label);
  const policy = pool.object(pool.object(props, 'Policies'), 'PasswordPolicy');
  const minLength = known.number(policy, 'MinimumLength');
  const [lowercase, uppercase, numbers, symbols] = ['RequireLowercase', 'RequireUppercase', 'RequireNumbers', 'RequireSymbols']
    .map(name => known.flag(policy, name) ?? false);
  pool.remarks.push(...known.remarks);
  return minLength === undefined || known.remarks.length > 0 ? undefined : { minLength, lowercase, uppercase, numbers, symbols };
}

/** The user pool may offer first factors that this client does not let anybody choose. */
function passwordlessOf(pool: KnownValues, props: Props, flows: string[]): Passwordless | undefined {
  const factors = pool.texts(pool.object(pool.object(props, 'Policies'), 'SignInPolicy'), 'AllowedFirstAuthFactors');
  if (!flows.includes('ALLOW_USER_AUTH') || !factors.some(factor => factor !== 'PASSWORD')) return undefined;
  const relyingPartyId = pool.text(props, 'WebAuthnRelyingPartyID');
  return {
    emailOtp: factors.includes('EMAIL_OTP'),
    smsOtp: factors.includes('SMS_OTP'),
    ...(factors.includes('WEB_AUTHN') && relyingPartyId !== undefined
      ? { webAuthn: { relyingPartyId, userVerification: pool.text(props, 'WebAuthnUserVerification') ?? 'preferred' } }
      : {}),
  };
}

function hostedLogin(resources: SignInResources, client: KnownValues, remarks: Remark[]): HostedLogin | undefined {
  const { props, label } = resources.client;
  const flows = client.texts(props, 'AllowedOAuthFlows').filter(flow => flow === 'code' || flow === 'implicit');
  if (client.flag(props, 'AllowedOAuthFlowsUserPoolClient') !== true || flows.length === 0) return undefined;
  const callbackUrls = client.texts(props, 'CallbackURLs');
  const domain = domainOf(resources);
  if (domain === undefined || callbackUrls.length === 0) {
    const missing = callbackUrls.length === 0 ? 'the client has no callback URL' : whyNoDomain(resources);
    remarks.push({ id: 'no-hosted-login', message: `the login pages of ${label} are left out: ${missing}` });
    return undefined;
  }
  return {
    domain,
    scopes: client.texts(props, 'AllowedOAuthScopes'),
    callbackUrls,
    logoutUrls: client.texts(props, 'LogoutURLs'),
    responseType: flows.includes('code') ? 'code' : 'token',
    providers: client.texts(props, 'SupportedIdentityProviders').filter(name => name !== 'COGNITO'),
  };
}

/** A domain of one's own is what people are meant to see, so it comes before a prefix. */
function domainOf({ domains, region, pool: { label }, localPages }: SignInResources): string | undefined {
  if (localPages) return localPages.domain;
  const known = domains.flatMap(props => {
    const values = new KnownValues(label);
    const domain = values.text(props, 'Domain');
    return domain === undefined ? [] : [{ domain, own: props.CustomDomainConfig !== undefined }];
  });
  const own = known.find(candidate => candidate.own);
  if (own) return own.domain;
  return known.length > 0 && !region.startsWith('us-gov-') ? `${known[0].domain}.auth.${region}.amazoncognito.com` : undefined;
}

function whyNoDomain({ domains, region, pool: { label }, localPages }: SignInResources): string {
  if (localPages) return 'they are served without TLS here, and clients put https:// before the domain: serve them with --tls-cert and --tls-key';
  if (domains.length === 0) return `${label} has no domain in the templates that were read`;
  return region.startsWith('us-gov-')
    ? `what the host of a prefix domain is called in ${region} was not checked; use a domain of your own`
    : `the domain of ${label} is not known before it is deployed (with LoginPages.prefix, the account is a part of it: --account)`;
}
