import { isIP } from 'net';

const EVERYWHERE = ['0.0.0.0', '::'];

/**
 * Whether a request is meant for this machine. A page of somebody else may have its own name lead here, which makes the browser take
 * this server for that page's own; whoever listens on every address has other names for them, and looks after that.
 */
export function isMeant(host: string | undefined, listening: string): boolean {
  if (EVERYWHERE.includes(listening)) return true;
  const name = hostName(host);
  if (name === undefined) return false;
  return name === 'localhost' || name.endsWith('.localhost') || isIP(name) !== 0 || name === listening.toLowerCase();
}

function hostName(host: string | undefined): string | undefined {
  const [, bracketed, plain] = /^(?:\[([0-9a-f:.]+)\]|([\w.-]+?)\.?)(?::\d+)?$/i.exec(host ?? '') ?? [];
  return (bracketed ?? plain)?.toLowerCase();
}
