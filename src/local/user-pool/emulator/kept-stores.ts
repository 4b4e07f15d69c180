import { Journal, NO_JOURNAL } from '../../store/journal';

type Box = Record<string, unknown>;
type Entry = { readonly userPool: string; readonly path: string[]; readonly value?: unknown };

/** Where the emulator keeps what it is told: in memory, and in the state file if there is one. */
export class KeptStores {
  private readonly before = new Map<string, Entry[]>();
  private isRecording = true;

  constructor(private readonly journal: Journal = NO_JOURNAL, entries: object[] = []) {
    for (const entry of entries as Entry[]) {
      if (typeof entry.userPool !== 'string') continue;
      const known = this.before.get(entry.userPool);
      if (known) known.push(entry);
      else this.before.set(entry.userPool, [entry]);
    }
  }

  /** Opens a store, with what was in it when the process last ended. */
  public open(id: string, defaults: object): KeptStore {
    const store = new KeptStore(defaults, (path, value) => this.isRecording && this.journal.append({ userPool: id, path, value }));
    for (const { path, value } of this.before.get(id) ?? []) store.put(path, value);
    return store;
  }

  /** Does what is done at each start, and so need not be written down. */
  public async withoutRecord<T>(action: () => Promise<T>): Promise<T> {
    this.isRecording = false;
    try {
      return await action();
    } finally {
      this.isRecording = true;
    }
  }
}

/** One store: values by path. What is in it was given by strangers, so no name in it means anything to JavaScript. */
export class KeptStore {
  private readonly root: Box;

  constructor(defaults: object, private readonly record: (path: string[], value: unknown) => void) {
    this.root = bare(defaults);
    for (const [name, value] of Object.entries(defaults)) if (isEmpty(value)) this.root[name] = bare({});
  }

  public async getRoot(): Promise<unknown> {
    return this.root;
  }

  public async get(_context: object, key: string | string[], otherwise: unknown = null): Promise<unknown> {
    return this.read(steps(key)) ?? otherwise;
  }

  public async set(_context: object, key: string | string[], value: unknown): Promise<void> {
    this.record(steps(key), value);
    this.put(steps(key), value);
  }

  public async delete(_context: object, key: string | string[]): Promise<void> {
    this.record(steps(key), undefined);
    this.put(steps(key), undefined);
  }

  public read(path: string[]): unknown {
    return path.reduce<unknown>((box, step) => (box as Box | undefined)?.[step], this.root);
  }

  public put(path: string[], value: unknown): void {
    const last = path.at(-1)!;
    const box = path.slice(0, -1).reduce((outer, step) => (outer[step] ??= bare({})) as Box, this.root);
    if (value === undefined) delete box[last];
    else box[last] = withDates(value);
  }
}

const steps = (key: string | string[]) => typeof key === 'string' ? [key] : key;

const bare = (values: object): Box => Object.assign(Object.create(null), values);

const isEmpty = (value: unknown) => typeof value === 'object' && value !== null && Object.keys(value).length === 0;

/** A value that comes from a file has text where dates were. */
function withDates(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const isDate = (name: string, inner: unknown): inner is string => name.endsWith('Date') && typeof inner === 'string';
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, isDate(name, inner) ? new Date(inner) : inner]));
}
