import { spawn } from 'child_process';

/** What is known of the machine and of whoever started the demo. */
export interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether somebody looks at what is printed. */
  readonly isTerminal: boolean;
}

/** The browser of each system, as a command that the address is appended to. */
const BROWSERS: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  darwin: ['open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
};
const FREE_DESKTOP = ['xdg-open'];

/** The command that opens a page, if anybody is there to see it: `BROWSER` names a browser, or `none`. */
export function browserFor({ platform, env, isTerminal }: Surroundings): readonly string[] | undefined {
  const { BROWSER: wanted, CI: ci } = env;
  if (!isTerminal || wanted === 'none' || ci !== undefined && !['', 'false', '0'].includes(ci)) return undefined;
  if (wanted) return [wanted];
  const hasScreen = platform === 'darwin' || platform === 'win32' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
  return hasScreen ? BROWSERS[platform] ?? FREE_DESKTOP : undefined;
}

/**
 * Opens a page in the browser of whoever started this, and says whether it was tried. The address is printed anyway, so that a browser
 * that cannot be started is nobody's problem.
 */
export function openPage(url: string, around: Surroundings = here()): boolean {
  const browser = browserFor(around);
  if (!browser) return false;
  const [command, ...args] = browser;
  try {
    // a process of its own, which Ctrl-C does not end
    spawn(command, [...args, url], { detached: true, stdio: 'ignore' }).once('error', () => undefined).unref();
  } catch {
    return false;
  }
  return true;
}

const here = (): Surroundings => ({ platform: process.platform, env: process.env, isTerminal: process.stdout.isTTY === true });
