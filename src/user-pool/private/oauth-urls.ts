import { Token } from 'aws-cdk-lib';

const MAX_URLS = 100;
const MAX_URL_LENGTH = 1024;
const LOCAL_HOSTS = ['localhost', '127.0.0.1', '[::1]'];
/** A browser runs or reads these instead of opening an app. */
const DANGEROUS_SCHEMES = ['javascript', 'data', 'vbscript', 'file', 'blob', 'about'];

/**
 * Refuses redirect URLs that Cognito refuses, that never match or that leak the code.
 *
 * @param prop where the list stands, for the message
 */
export function checkRedirectUrls(prop: string, urls: string[]): string[] {
  if (Token.isUnresolved(urls)) {
    return urls;
  }
  if (urls.length > MAX_URLS) {
    throw new Error(`${prop} has ${urls.length} URLs; Cognito takes at most ${MAX_URLS}`);
  }
  for (const url of urls) {
    if (!Token.isUnresolved(url)) {
      checkRedirectUrl(prop, url);
    }
  }
  return urls;
}

/**
 * The default redirect must be one of the callbacks, which is decidable only where none of them is a token.
 */
export function checkDefaultRedirect(prop: string, uri: string, callbackUrls: string[]): string {
  if (Token.isUnresolved(uri) || Token.isUnresolved(callbackUrls)) {
    return uri;
  }
  if (!callbackUrls.includes(uri) && !callbackUrls.some((url) => Token.isUnresolved(url))) {
    throw new Error(`${prop} '${uri}' is not one of callbackUrls; add it there or choose one of: ${callbackUrls.join(', ')}`);
  }
  return uri;
}

function checkRedirectUrl(prop: string, url: string): void {
  const refuse = (why: string): never => {
    throw new Error(`${prop}: '${url}' ${why}`);
  };
  if (url.length > MAX_URL_LENGTH) {
    throw new Error(`${prop}: a URL of ${url.length} characters starting '${url.slice(0, 40)}…' is too long; use at most ${MAX_URL_LENGTH}`);
  }
  if (!/^[\p{L}\p{M}\p{S}\p{N}\p{P}]+$/u.test(url)) {
    refuse('is empty or has whitespace or control characters; percent-encode them');
  }
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1].toLowerCase();
  if (!scheme) {
    return refuse("is not absolute; start it with a scheme such as 'https://' or 'myapp://'");
  }
  if (url.includes('#')) {
    refuse("has a fragment; Cognito appends its answer itself, remove everything from '#'");
  }
  if (url.includes('*')) {
    refuse('has a wildcard; Cognito compares redirect URLs character by character, list every URL');
  }
  if (DANGEROUS_SCHEMES.includes(scheme)) {
    refuse(`has the scheme '${scheme}', which a browser executes or reads; use https or the scheme of your app`);
  }
  if (scheme !== 'https' && scheme !== 'http') {
    return;
  }
  const authority = /^https?:\/\/([^/?]*)/i.exec(url)?.[1];
  if (!authority) {
    return refuse(`has no host; write '${scheme}://host/path'`);
  }
  if (authority.includes('@')) {
    refuse('carries credentials before the host; remove everything up to and including the \'@\'');
  }
  const host = authority.replace(/:\d*$/, '').toLowerCase();
  if (scheme === 'http' && !LOCAL_HOSTS.includes(host)) {
    refuse(`sends the authorization code over plain http; use https (http is for ${LOCAL_HOSTS.join(', ')} only)`);
  }
}
