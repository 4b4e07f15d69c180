const TIMEOUT_MS = 3_000;
const MAX_BYTES = 256 * 1024;

/** What another server answered. */
export interface Fetched {
  readonly ok: boolean;
  readonly status: number;
  readonly body: Buffer;
}

/**
 * What is at an address that the user named, and nowhere else: redirects are not followed.
 *
 * @throws Error if it cannot be had in time, or is larger than keys or metadata are
 */
export async function fetchLimited(uri: string, init: Pick<RequestInit, 'method' | 'headers' | 'body'> = {}): Promise<Fetched> {
  const response = await fetch(uri, { ...init, redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) });
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > MAX_BYTES) throw new Error(`more than ${MAX_BYTES} bytes`);
    chunks.push(chunk);
  }
  return { ok: response.ok, status: response.status, body: Buffer.concat(chunks) };
}

/**
 * The document at an address.
 *
 * @throws Error if it cannot be had
 */
export async function fetchDocument(uri: string): Promise<Buffer> {
  const { ok, status, body } = await fetchLimited(uri);
  if (!ok) throw new Error(`status ${status}`);
  return body;
}
