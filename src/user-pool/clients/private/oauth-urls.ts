import { Token, Tokenization } from 'aws-cdk-lib';
import { userError } from '../../../private/user-error';

const MAX_URLS = 100;
const MAX_URL_LENGTH = 1024;
const LOCAL_HOSTS = ['localhost', '127.0.0.1', '[::1]'];
const MAX_PORT = 65535;
/** A browser runs or reads these, or hands them to a program that is no app of yours, instead of opening an app. */
const DANGEROUS_SCHEMES = [
  'about', 'blob', 'chrome', 'cid', 'content', 'data', 'file', 'filesystem', 'ftp', 'ftps', 'gopher', 'intent', 'jar', 'javascript',
  'mailto', 'mhtml',
  'res', 'resource', 'sftp', 'sms', 'ssh', 'tel', 'telnet', 'urn', 'vbscript', 'view-source', 'ws', 'wss',
];
/** Stands for a token in the text around it: a character that no URL holds. */
const UNKNOWN = '\uE000';

/**
 * Refuses redirect URLs that Cognito refuses, that never match or that leak the code.
 *
 * @param prop where the list stands, for the message
 * @param appSchemes whether an app that answers to a scheme of its own may be behind them
 */
export function checkRedirectUrls(prop: string, urls: string[], appSchemes: boolean): string[] {
  if (Token.isUnresolved(urls)) {
    return urls;
  }
  if (urls.length > MAX_URLS) {
    throw userError(`${prop} has ${urls.length} URLs; Cognito takes at most ${MAX_URLS}`);
  }
  urls.forEach((url) => checkRedirectUrl(prop, url, appSchemes));
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
    throw userError(`${prop} '${uri}' is not one of callbackUrls; add it there or choose one of: ${callbackUrls.join(', ')}`);
  }
  return uri;
}

/**
 * Scheme and host of the web addresses among the URLs, each once: where the app of a callback is at home. A URL that is a token has none.
 */
export function originsOf(urls: string[]): string[] {
  const origins = Token.isUnresolved(urls) ? [] : urls.map((url) => /^https?:\/\/[^/?]+/i.exec(url)?.[0]);
  return [...new Set(origins.filter((origin) => origin !== undefined))];
}

function checkRedirectUrl(prop: string, url: string, appSchemes: boolean): void {
  const refuse = (why: string): never => {
    throw userError(`${prop}: '${url}' ${why}`);
  };
  const text = withoutTokens(url);
  if (text === UNKNOWN) {
    return;
  }
  if (text.length > MAX_URL_LENGTH) {
    throw userError(`${prop}: a URL of ${text.length} characters starting '${text.slice(0, 40)}…' is too long; `
      + `use at most ${MAX_URL_LENGTH}`);
  }
  if (!/^[\p{L}\p{M}\p{S}\p{N}\p{P}\uE000]+$/u.test(text)) {
    refuse('is empty or has whitespace or control characters; percent-encode them');
  }
  if (text.includes('#')) {
    refuse("has a fragment; Cognito appends its answer itself, remove everything from '#'");
  }
  if (text.includes('*')) {
    refuse('has a wildcard; Cognito compares redirect URLs character by character, list every URL');
  }
  const start = /^[^:/?]*/.exec(text)![0];
  if (!start.includes(UNKNOWN)) {
    checkKnownScheme(text, appSchemes, refuse);
  }
}

function checkKnownScheme(text: string, appSchemes: boolean, refuse: (why: string) => never): void {
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(text)?.[1].toLowerCase();
  if (!scheme) {
    return refuse("is not absolute; start it with a scheme such as 'https://' or 'myapp://'");
  }
  if (DANGEROUS_SCHEMES.includes(scheme)) {
    refuse(`has the scheme '${scheme}', which no app of yours answers to; use https or the scheme of your app`);
  }
  if (scheme === 'https' || scheme === 'http') {
    checkHost(text, scheme, refuse);
  } else if (!appSchemes) {
    refuse(`has the scheme '${scheme}' of an app, and the client is a server, which keeps a secret; use https, or AppClient.mobile`);
  }
}

function checkHost(text: string, scheme: string, refuse: (why: string) => never): void {
  const authority = /^https?:\/\/([^/?]*)/i.exec(text)?.[1];
  if (!authority) {
    return refuse(`has no host; write '${scheme}://host/path'`);
  }
  if (authority.includes('@')) {
    refuse('carries credentials before the host; remove everything up to and including the \'@\'');
  }
  const port = /:(\d+)$/.exec(authority)?.[1];
  if (port !== undefined && Number(port) > MAX_PORT) {
    refuse(`has the port ${port}; the highest is ${MAX_PORT}`);
  }
  const host = authority.replace(/:[\d\uE000]*$/, '').toLowerCase();
  if (scheme === 'http' && !LOCAL_HOSTS.includes(host)) {
    refuse(`sends the authorization code over plain http; use https (http is for ${LOCAL_HOSTS.join(', ')} only)`);
  }
}

function withoutTokens(url: string): string {
  const fragments = Tokenization.reverseString(url).mapTokens({ mapToken: () => UNKNOWN });
  return fragments.join({ join: (left, right) => `${left ?? ''}${right ?? ''}` }) ?? '';
}
