const TIMEOUT_MS = 3_000;
const MAX_BYTES = 256 * 1024;

/**
 * The document at an address that the user named, and nowhere else: redirects are not followed.
 *
 * @throws Error if it cannot be had in time, or is larger than keys or metadata are
 */
export async function fetchDocument(uri: string): Promise<Buffer> {
  const response = await fetch(uri, { redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) });
  if (!response.ok) throw new Error(`status ${response.status}`);
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > MAX_BYTES) throw new Error(`more than ${MAX_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
