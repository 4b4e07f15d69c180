import { IncomingMessage } from 'http';
import { ServiceError } from './service-error';

/** Ten login tokens of the greatest length that the service takes, and some room. */
export const MAX_BODY_BYTES = 1024 * 1024;

/**
 * Reads the whole body of a request.
 *
 * @throws ServiceError if it is larger than any request that the services know, Error if the client goes away
 */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  // by events, since leaving a loop over the stream would destroy the connection that the refusal has to go over
  await new Promise<void>((resolve, reject) => {
    const tooLarge = () =>
      reject(new ServiceError('RequestEntityTooLargeException', `The request body is larger than ${MAX_BODY_BYTES} bytes.`, 413));
    if (Number(request.headers['content-length'] ?? 0) > MAX_BODY_BYTES) return tooLarge();
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= MAX_BODY_BYTES) chunks.push(chunk);
      else tooLarge();
    });
    request.once('end', resolve);
    request.once('error', reject);
    request.once('close', () => reject(new Error('the client went away')));
  });
  return Buffer.concat(chunks);
}
