import { CLIENT_TOKEN_FLOW, EXCHANGE_FLOWS } from '../../../identity-facts/claims/client-flows';
import { asList } from '../../../private/as-list';
import { hasGap, isMarked, shown } from '../../../template/resolve/marks';
import { asBoolean } from '../../../template/values';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { at, isOff } from '../../private/facts/gaps';

const LEGACY_FLOWS = ['ADMIN_NO_SRP_AUTH', 'CUSTOM_AUTH_FLOW_ONLY', 'USER_PASSWORD_AUTH'];
const FLOWS = [
  ...LEGACY_FLOWS, 'ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ALLOW_CUSTOM_AUTH', 'ALLOW_USER_PASSWORD_AUTH', 'ALLOW_USER_SRP_AUTH',
  'ALLOW_REFRESH_TOKEN_AUTH', 'ALLOW_USER_AUTH', CLIENT_TOKEN_FLOW, ...EXCHANGE_FLOWS,
];
const SCOPES_OF_USERS = ['openid', 'email', 'phone', 'profile', 'aws.cognito.signin.user.admin'];
const MOST_URLS = 100;
const LONGEST_URL = 1024;

/** Settings of an app client exclude each other. */
export const rule: GuardrailRule = {
  id: 'client-settings-conflict',
  catalogue: ['A108'],
  severity: 'medium',
  title: 'Settings of an app client are refused, or exclude each other',
  why: 'Cognito refuses the client, and the deployment fails.',
  fix: 'See the message: each setting names what it cannot be together with.',
  source: 'https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html',
  check: facts => facts.clients.flatMap((client): Hit[] => {
    const wrong = [...flowConflicts(client.props), ...grantConflicts(client.props), ...urlProblems(client.props)];
    return wrong.length > 0 ? [{ at: client, message: `${client.id} has ${wrong.join(', and ')}` }] : [];
  }),
};

function flowConflicts(props: any): string[] {
  const { ExplicitAuthFlows, RefreshTokenRotation, EnablePropagateAdditionalUserContextData, GenerateSecret } = props;
  const flows = asList<string>(ExplicitAuthFlows);
  const rotates = at(RefreshTokenRotation, 'Feature') === 'ENABLED';
  const unknown = flows.filter(flow => !hasGap(flow) && !FLOWS.includes(flow));
  const legacy = flows.filter(flow => LEGACY_FLOWS.includes(flow));
  return [
    ...unknown.length > 0 ? [`the flow ${unknown.map(shown).join(', ')}, which does not exist`] : [],
    ...legacy.length > 0 && flows.some(flow => /^ALLOW_/.test(flow)) ? [`${legacy.join(', ')} beside flows with ALLOW_`] : [],
    ...flows.includes(CLIENT_TOKEN_FLOW) && flows.some(flow => flow !== CLIENT_TOKEN_FLOW && !hasGap(flow))
      ? [`${CLIENT_TOKEN_FLOW} beside other flows, where it has to be the only one`] : [],
    ...flows.includes(CLIENT_TOKEN_FLOW) && isOff(GenerateSecret) ? [`${CLIENT_TOKEN_FLOW}, but no secret`] : [],
    ...rotates && flows.includes('ALLOW_REFRESH_TOKEN_AUTH') ? ['rotation of refresh tokens beside ALLOW_REFRESH_TOKEN_AUTH'] : [],
    ...rotates && ExplicitAuthFlows === undefined
      ? ['rotation of refresh tokens, but no ExplicitAuthFlows: by default refreshing is among them'] : [],
    ...asBoolean(EnablePropagateAdditionalUserContextData) === true && isOff(GenerateSecret)
      ? ['EnablePropagateAdditionalUserContextData, but no secret'] : [],
  ];
}

function grantConflicts({ AllowedOAuthFlows, AllowedOAuthScopes }: any): string[] {
  const grants = asList<string>(AllowedOAuthFlows);
  if (!grants.includes('client_credentials')) return [];
  const others = grants.filter(grant => grant === 'code' || grant === 'implicit');
  const scopes = asList<string>(AllowedOAuthScopes).filter(scope => SCOPES_OF_USERS.includes(scope));
  return [
    ...others.length > 0 ? [`client_credentials beside ${others.join(', ')}`] : [],
    ...scopes.length > 0 ? [`client_credentials with ${scopes.join(', ')}, which is about a user`] : [],
  ];
}

function urlProblems({ CallbackURLs, LogoutURLs, DefaultRedirectURI }: any): string[] {
  const callbacks = asList<string>(CallbackURLs);
  const lists = { CallbackURLs: callbacks, LogoutURLs: asList<string>(LogoutURLs) };
  const isKnown = typeof DefaultRedirectURI === 'string' && ![DefaultRedirectURI, ...callbacks].some(hasGap);
  const isElsewhere = isKnown && !callbacks.includes(DefaultRedirectURI);
  return [
    ...Object.entries(lists).filter(([, urls]) => urls.length > MOST_URLS)
      .map(([name, urls]) => `${urls.length} ${name}, where ${MOST_URLS} are taken`),
    ...Object.values(lists).flat().filter(url => typeof url === 'string').flatMap(problemOf),
    ...isElsewhere ? [`the DefaultRedirectURI ${shown(DefaultRedirectURI)}, which is not among CallbackURLs`] : [],
  ];
}

function problemOf(url: string): string[] {
  if (url.includes('#')) return [`${shown(url)}, which has a fragment`];
  if (!isMarked(url) && url.length > LONGEST_URL) return [`a URL of ${url.length} characters`];
  return /^([a-z][a-z0-9+.-]*:|«)/i.test(url) ? [] : [`${shown(url)}, which is not absolute`];
}
