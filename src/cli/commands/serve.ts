import { readFileSync } from 'node:fs';
import { AddressInfo, createServer } from 'node:net';
import { AccessModel } from '../../access-model/access-model';
import { formatOf, frontEndsOf, idsFromLocalRun } from '../../client-config';
import { createDirectory } from '../../local/directory/access-directory';
import { Certificate } from '../../local/listener';
import { LocalServer } from '../../local/server';
import { StartLine, startLine } from '../../local/start-line';
import { IdentityStore } from '../../local/store/identity-store';
import { StateFile } from '../../local/store/journal';
import { isLoopback } from '../../local/tokens/login-tokens';
import type { GivenProviders } from '../../local/user-pool/federation/identity-providers';
import { LocalUserPools } from '../../local/user-pool/local-user-pools';
import type { LoadedTemplate } from '../../template/text/load';
import { ParsedArguments, parseArguments } from '../private/arguments';
import { readTemplates } from '../private/read-input';
import { Subcommand } from '../private/subcommand';
import { UsageError } from '../private/usage-error';

const USAGE = 'cdk-cognito-auth serve TEMPLATE [--port N] [--host H] [--issuer POOL=URL]... [--keys POOL=URL]... [--client CLIENT=ID]... '
  + '[--state FILE] [--user-pool [--provider NAME=URL]... [--provider-client NAME=ID]... [--provider-secret NAME=FILE]...] '
  + '[--tls-cert FILE --tls-key FILE [--tls-port N]]';

export const command: Subcommand = {
  name: 'serve',
  summary: 'serve the identity pools of a template on this machine (Cognito Identity and STS)',
  run: serve,
};

interface Arguments {
  readonly template: string;
  readonly port: number;
  readonly host?: string;
  readonly issuers: Record<string, string>;
  readonly keys: Record<string, string>;
  readonly clientIds: Record<string, string>;
  readonly state?: string;
  readonly userPool: boolean;
  readonly providers: GivenProviders;
  readonly tls?: Certificate & { readonly port: number };
}

type State = ReturnType<typeof StateFile.open>;

/** Where a browser finds the user pools at each start, unless another port is asked for. */
const USER_POOL_PORT = 9_229;
const TLS_PORT = '9443';

/** Serves until the process gets SIGINT or SIGTERM, and everything is closed. */
async function serve(argv: string[]): Promise<number> {
  const args = parse(argv);
  if (!args) return 0;
  const log = (line: string) => process.stderr.write(line + '\n');
  const logAt = (line: string) => log(`${new Date().toISOString()} ${line}`);
  const notes: string[] = [];
  const templates = readTemplates(args.template);
  const model = AccessModel._fromTemplates(templates);
  const state = args.state === undefined ? undefined : usage(() => StateFile.open(args.state!));
  let own: LocalUserPools | undefined;
  try {
    const { userPools, ...names } = args.userPool ? await startUserPools(
      args, model, templates, state, logAt,
    ) : { ...args, userPools: undefined };
    own = userPools;
    const directory = usage(() => createDirectory(model, { ...names, asksUserPools: args.userPool, log: note => notes.push(note) }));
    const server = usage(() => new LocalServer(directory, new IdentityStore(state?.journal, state?.entries), {
      port: names.port,
      ...(args.host ? { host: args.host } : {}),
      log: logAt,
      ...(userPools ? { userPools } : {}),
      ...(args.tls ? { tls: args.tls } : {}),
    }));
    const stopped = stopSignal();
    const endpoint = await server.start().catch(error => { throw new UsageError(cannotListen(error as NodeJS.ErrnoException, args)); });
    const [all, made] = [startLine(endpoint, directory), userPools?.startLine];
    const line = withTls({
      ...all, ...made, userPools: { ...all.userPools, ...made?.userPools }, clients: { ...all.clients, ...made?.clients },
    }, server.tlsEndpoint);
    process.stdout.write(JSON.stringify({ ...line, clientConfig: clientConfig(model, templates, line) }) + '\n');
    [...notes, ...userPools?.notes ?? []].forEach(log);
    log(`${await stopped}: closing`);
    await server.stop();
  } finally {
    own?.stop();
    state?.journal.close();
  }
  return 0;
}

/** The user pools, and what the identity pools have to know of them. */
async function startUserPools(
  args: Arguments, model: AccessModel, templates: LoadedTemplate[], state: State | undefined, log: (line: string) => void,
) {
  const served = args.port === 0 ? await freePort() : args.port;
  const host = args.host === undefined || ['0.0.0.0', '::'].includes(args.host) ? '127.0.0.1' : args.host;
  const { issuers, clientIds, providers } = args;
  let userPools;
  try {
    const endpoint = `http://${host.includes(':') ? `[${host}]` : host}:${served}`;
    userPools = await LocalUserPools.start({
      entities: model._entities, templates, endpoint, issuers, clientIds, providers, log, ...(state ? { state } : {}),
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
  return {
    userPools,
    port: served,
    issuers: { ...issuers, ...userPools.issuers },
    keys: { ...args.keys, ...userPools.keys },
    clientIds: { ...clientIds, ...userPools.clientIds },
  };
}

function parse(argv: string[]): Arguments | undefined {
  const parsed = parseArguments(argv, {
    usage: USAGE,
    positionals: ['TEMPLATE'],
    options: ['port', 'host', 'state', 'tls-cert', 'tls-key', 'tls-port'],
    lists: ['issuer', 'keys', 'client', 'provider', 'provider-client', 'provider-secret'],
    flags: ['user-pool'],
  });
  if (!parsed) return undefined;
  const { values, lists, positionals } = parsed;
  const userPool = parsed.flags['user-pool'] === true;
  return {
    template: positionals[0],
    port: port(values.port ?? (userPool ? String(USER_POOL_PORT) : '0')),
    ...(values.host ? { host: values.host } : {}),
    issuers: pairs('issuer', 'POOL=URL', lists.issuer, issuerUrl),
    keys: pairs('keys', 'POOL=URL', lists.keys, url => safeUrl('keys', url)),
    clientIds: pairs('client', 'CLIENT=ID', lists.client, id => id),
    ...(values.state ? { state: values.state } : {}),
    userPool,
    providers: providersOf(lists, userPool),
    ...tlsOf(values, userPool),
  };
}

/** Where identity providers are, and what they know this user pool by: a secret comes from a file, since everybody sees the command. */
function providersOf(lists: ParsedArguments['lists'], userPool: boolean): GivenProviders {
  const [urls, clients, files] = ['provider', 'provider-client', 'provider-secret'].map(name => lists[name]);
  if ((urls ?? clients ?? files) !== undefined && !userPool) {
    throw new UsageError('--provider: identity providers are of the user pools, which are served with --user-pool');
  }
  const url = pairs('provider', 'NAME=URL', urls, text => safeUrl('provider', text));
  const clientId = pairs('provider-client', 'NAME=ID', clients, id => id);
  const clientSecret = pairs('provider-secret', 'NAME=FILE', files, file => usage(() => readFileSync(file, 'utf8').trim()));
  return Object.fromEntries([...new Set([url, clientId, clientSecret].flatMap(Object.keys))].map(name => [name, {
    ...(url[name] ? { url: url[name] } : {}),
    ...(clientId[name] ? { clientId: clientId[name] } : {}),
    ...(clientSecret[name] ? { clientSecret: clientSecret[name] } : {}),
  }]));
}

/** The certificate is the user's own: a browser takes only one that the machine trusts. */
function tlsOf(values: ParsedArguments['values'], userPool: boolean): Pick<Arguments, 'tls'> {
  const [cert, key, at] = ['tls-cert', 'tls-key', 'tls-port'].map(name => values[name]);
  if (cert === undefined && key === undefined && at === undefined) return {};
  if (cert === undefined || key === undefined) throw new UsageError('--tls-cert and --tls-key belong together: give both');
  const read = (option: string, file: string) => usage(() => readFileSync(file), `: --${option} has to be a PEM file`);
  const tlsPort = port(at ?? (userPool ? TLS_PORT : '0'), 'tls-port');
  return { tls: { cert: read('tls-cert', cert), key: read('tls-key', key), port: tlsPort } };
}

/** The login pages are where TLS is spoken; certificates for this machine are for its name. */
function withTls(line: StartLine, tlsEndpoint: string | undefined): StartLine {
  if (tlsEndpoint === undefined) return line;
  const { host, hostname, port: at } = new URL(tlsEndpoint);
  const loginHost = isLoopback(hostname) ? `localhost:${at}` : host;
  const { loginDomains } = line;
  return {
    ...line,
    tlsEndpoint,
    ...(loginDomains ? { loginDomains: Object.fromEntries(Object.keys(loginDomains).map(pool => [pool, loginHost])) } : {}),
  };
}

/** What `Amplify.configure` takes for each client whose tokens are taken here, and that can be used in a browser. */
function clientConfig({ _entities: entities }: AccessModel, templates: LoadedTemplate[], line: StartLine): Record<string, object> {
  const frontEnds = frontEndsOf(templates, entities, idsFromLocalRun(entities, line), { run: line });
  const usable =
    frontEnds.filter(({ client, userPool }) => client.secret !== true && line.clients[client.label] && line.userPools[userPool.label]);
  return Object.fromEntries(usable.map(frontEnd => [frontEnd.client.label, formatOf('amplify').document(frontEnd)]));
}

/** Whatever goes wrong with what the caller gave is reported as such, in one line. */
function usage<T>(action: () => T, more = ''): T {
  try {
    return action();
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError((error as Error).message + more);
  }
}

function port(text: string, option = 'port'): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > 65_535) {
    throw new UsageError(`--${option} is '${text}': use a number from 0 (any free port) to 65535`);
  }
  return value;
}

function pairs(option: string, form: string, given: string[] = [], read: (value: string) => string): Record<string, string> {
  return Object.fromEntries(given.map(pair => {
    const at = pair.indexOf('=');
    if (at < 1 || at === pair.length - 1) throw new UsageError(`--${option} is '${pair}': use ${form}`);
    return [pair.slice(0, at), read(pair.slice(at + 1))];
  }));
}

function issuerUrl(text: string): string {
  const issuer = safeUrl('issuer', text);
  if (!new URL(issuer).pathname.split('/').some(Boolean)) {
    throw new UsageError(`--issuer: '${text}' does not end with the id of a user pool`);
  }
  return issuer;
}

/** A URL that only its owner can answer at. */
function safeUrl(option: string, text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url) throw new UsageError(`--${option}: '${text}' is not a URL`);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) {
    throw new UsageError(`--${option}: '${text}' is neither https nor on this machine, so anybody could answer with keys of their own`);
  }
  return text.replace(/\/+$/, '');
}

function stopSignal(): Promise<string> {
  return new Promise(resolve => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, resolve);
  });
}

/** A port that was free a moment ago: tokens name the place where they were made before anybody listens there. */
async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((done, fail) => probe.once('error', fail).listen(0, '127.0.0.1', done));
  const { port: free } = probe.address() as AddressInfo;
  await new Promise(done => probe.close(done));
  return free;
}

function cannotListen(error: NodeJS.ErrnoException & { port?: number }, { port: first, host = '127.0.0.1', tls }: Arguments): string {
  const wanted = error.port ?? first;
  const choice = `choose another with ${wanted === tls?.port ? '--tls-port' : '--port'}`;
  if (error.code === 'EADDRINUSE') return `port ${wanted} on ${host} is already in use: ${choice}`;
  if (error.code === 'EACCES') return `port ${wanted} on ${host} may not be used by this user: ${choice}`;
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND') return `--host ${host} is not an address of this machine`;
  return `cannot listen on ${host}:${wanted}: ${error.message}`;
}
