import { brotliDecompressSync } from 'node:zlib';
import { covers } from './action-pattern';
import { NEWER_ACTIONS } from './newer-actions';

/** What AWS says that an action does. */
export type ActionLevel = 'read' | 'list' | 'write' | 'tagging' | 'permissions';

export interface KnownAction {
  /** As AWS spells it, for example `s3:GetObject`. */
  readonly action: string;
  readonly level: ActionLevel;
  /** Whether a policy can name what it is about; where not, `*` is the only way to write it. */
  readonly hasResource: boolean;
}

const LEVEL: Record<string, ActionLevel> = { r: 'read', l: 'list', w: 'write', t: 'tagging', p: 'permissions' };

let lines: Map<string, string> | undefined;
const services = new Map<string, readonly KnownAction[]>();
const expanded = new Map<string, readonly KnownAction[]>();

/** The actions that AWS knows and a pattern covers; none for an action that is not known. */
export function actionsCoveredBy(pattern: string): readonly KnownAction[] {
  let found = expanded.get(pattern);
  if (!found) {
    found = servicesOf(pattern).flatMap(service => actionsOf(service).filter(({ action }) => covers(pattern, action)));
    expanded.set(pattern, found);
  }
  return found;
}

/** Whether it changes something. */
export function isChange({ level }: KnownAction): boolean {
  return level !== 'read' && level !== 'list';
}

function servicesOf(pattern: string): string[] {
  const service = pattern.split(':')[0].toLowerCase();
  return /[*?]/.test(service) ? [...data().keys()].filter(name => covers(pattern.includes(':') ? service : '*', name)) : [service];
}

function actionsOf(service: string): readonly KnownAction[] {
  let actions = services.get(service);
  if (!actions) {
    actions = `${data().get(service) ?? ''} ${NEWER_ACTIONS[service] ?? ''}`.split(' ').filter(group => group !== '').flatMap(group => {
      const [letter, names] = group.split('=');
      return names.split(',').map((name): KnownAction =>
        ({ action: `${service}:${name}`, level: LEVEL[letter.toLowerCase()], hasResource: letter === letter.toLowerCase() }));
    });
    services.set(service, actions);
  }
  return actions;
}

/** Read when first asked for: most runs of a template ask about few services, and some about none. */
function data(): Map<string, string> {
  if (!lines) {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const { LEVELS } = require('./action-levels.generated') as typeof import('./action-levels.generated');
    lines = new Map(brotliDecompressSync(Buffer.from(LEVELS, 'base64')).toString().split('\n').map(line => {
      const end = line.indexOf(' ');
      return [line.slice(0, end), line.slice(end + 1)];
    }));
  }
  return lines;
}
