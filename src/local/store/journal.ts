import {
  closeSync, constants, fstatSync, ftruncateSync, lstatSync, openSync, readFileSync, renameSync, rmSync, unlinkSync, writeFileSync,
  writeSync,
} from 'fs';

/** Where changes are recorded so that they outlive the process. */
export interface Journal {
  append(entry: object): void;
  close(): void;
}

/** For a server whose state ends with it. */
export const NO_JOURNAL: Journal = { append: () => {}, close: () => {} };

const HEADER = { format: 'cdk-cognito-auth local state', version: 1 };

/**
 * A state file: one JSON object per line, written before the change is acknowledged.
 *
 * A line that a killed process left half written is one that nobody was told about: it is dropped at the next start. One
 * process at a time may have the file open.
 */
export class StateFile implements Journal {
  /**
   * Opens a state file, or begins one, and returns what it holds.
   *
   * @throws Error if the file is in use, cannot be written, or is something else's
   */
  public static open(path: string): { journal: Journal; entries: object[] } {
    const lock = lockFor(path);
    try {
      const entries = isThere(path) ? read(path) : [];
      rewrite(path, entries);
      return { journal: new StateFile(path, lock), entries };
    } catch (error) {
      unlinkSync(lock);
      throw error;
    }
  }

  private readonly fd: number;
  private length: number;
  private open = true;

  private constructor(path: string, private readonly lock: string) {
    // eslint-disable-next-line no-bitwise -- flags of the system call
    this.fd = openSync(path, constants.O_WRONLY | constants.O_APPEND | constants.O_NOFOLLOW);
    this.length = fstatSync(this.fd).size;
  }

  public append(entry: object): void {
    const line = Buffer.from(JSON.stringify(entry) + '\n');
    try {
      let written = 0;
      while (written < line.length) written += writeSync(this.fd, line, written);
      this.length += line.length;
    } catch (error) {
      ftruncateSync(this.fd, this.length);
      throw error;
    }
  }

  public close(): void {
    if (!this.open) return;
    this.open = false;
    closeSync(this.fd);
    unlinkSync(this.lock);
  }
}

/** A link may lead to a file that is somebody else's, so only a plain file counts. */
function isThere(path: string): boolean {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (stat && !stat.isFile()) {
    throw new Error(`${path} is ${stat.isSymbolicLink() ? 'a link' : 'not a file'}: give the path of a plain file, or of none`);
  }
  return stat !== undefined;
}

function rewrite(path: string, entries: object[]): void {
  const temporary = `${path}.new`;
  try {
    // somebody else's file, or a link to one, would keep its mode and its owner; it holds the keys that sign the local tokens and sessions
    rmSync(temporary, { force: true });
    writeFileSync(temporary, [HEADER, ...entries].map(entry => JSON.stringify(entry) + '\n').join(''), { mode: 0o600, flag: 'wx' });
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

function read(path: string): object[] {
  const lines = readFileSync(path, 'utf8').split('\n');
  // the last piece is empty after a whole line, and half a line after a kill
  lines.pop();
  if (lines.length === 0) return [];
  const [header, ...entries] = lines.map((line, index) => {
    try {
      return JSON.parse(line);
    } catch {
      throw new Error(`${path} is not a state file of this command: line ${index + 1} is not JSON`);
    }
  });
  if (header?.format !== HEADER.format || header?.version !== HEADER.version) {
    throw new Error(`${path} is not a state file of this command: its first line is not ${JSON.stringify(HEADER)}`);
  }
  return entries;
}

function lockFor(path: string): string {
  const lock = `${path}.lock`;
  const take = () => writeFileSync(lock, String(process.pid), { mode: 0o600, flag: 'wx' });
  try {
    take();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    const owner = Number(readFileSync(lock, 'utf8'));
    if (isRunning(owner)) throw new Error(`${path} is in use by process ${owner}; stop it, or remove ${lock} if it is gone`);
    unlinkSync(lock);
    take();
  }
  return lock;
}

function isRunning(pid: number): boolean {
  if (!pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
