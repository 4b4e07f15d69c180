/** Domains below which anyone gets a name. */
const SHARED = new RegExp(`^(${[
  'co\\.uk', 'com\\.au', 'co\\.jp', 'com\\.br', 'amazonaws\\.com', 'cloudfront\\.net', 'amplifyapp\\.com', 'awsapprunner\\.com',
  'github\\.io', 'gitlab\\.io',
  'vercel\\.app', 'netlify\\.app', 'pages\\.dev', 'workers\\.dev', 'herokuapp\\.com', 'web\\.app', 'firebaseapp\\.com',
  'azurewebsites\\.net', 'ngrok\\.io',
].join('|')})$`);

/**
 * Whether the end of the host, by which it belongs to somebody, is left open in a pattern of addresses of client metadata documents.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-client-id-metadata.html
 */
export function hasAnyHost(pattern: string): boolean {
  const host = pattern.replace(/^[^:/]*:\/\//, '').split('/')[0].replace(/:[\d*]*$/, '');
  if (!host.includes('*')) return false;
  const fixed = host.slice(host.lastIndexOf('*') + 1);
  const domain = /^[^.]*\.(.+)$/.exec(fixed)?.[1];
  return domain === undefined || !/[.«]/.test(domain) || SHARED.test(domain.toLowerCase());
}
