import { Level } from '../../guardrail-rule';

/** Seconds of the units of token validity. */
export const SECONDS: Record<string, number> = { seconds: 1, minutes: 60, hours: 3600, days: 86400 };

/** What is wrong with an address that tokens are sent to. */
export function problemOf(url: string): { what: string; severity: Level } | undefined {
  if (/\*/.test(url)) return { what: 'a pattern', severity: 'high' };
  const local = /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:|\/|$)/i.test(url);
  if (local) return { what: 'this machine', severity: 'medium' };
  if (/^http:/i.test(url)) return { what: 'not encrypted', severity: 'high' };
  if (/^https:\/\/([\w-]+\.)*example\.(com|org|net)(:|\/|$)/i.test(url)) {
    return /^https:\/\/(www\.)?example\.(com|org|net)/i.test(url) ? {
      what: 'a placeholder', severity: 'high',
    } : undefined;
  }
  const scheme = /^([a-z][\w.+-]*):/i.exec(url)?.[1];
  return scheme && !/^https?$/i.test(scheme) && !scheme.includes('.') ? {
    what: 'a scheme that any app may take', severity: 'medium',
  } : undefined;
}
