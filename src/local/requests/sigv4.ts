import { createHash, createHmac, timingSafeEqual } from 'crypto';
import { IncomingHttpHeaders } from 'http';
import { ServiceError } from './service-error';

/** The parts of a request that its signature covers. */
export interface SignedRequest {
  readonly method: string;
  /** Path and query string as received. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** The parts of an `Authorization: AWS4-HMAC-SHA256` header. */
export interface Authorization {
  readonly accessKeyId: string;
  readonly scope: string;
  readonly signedHeaders: string[];
  readonly signature: string;
}

const MAX_SKEW_SECONDS = 15 * 60;
const HEADER =
  /^AWS4-HMAC-SHA256 +Credential=([^/,\s]+)\/(\d{8}\/[^/,\s]+\/[^/,\s]+\/aws4_request) *, *SignedHeaders=([^,\s]+) *, *Signature=([0-9a-f]{64})$/;

const hash = (data: string | Buffer) => createHash('sha256').update(data).digest('hex');
const hmac = (key: string | Buffer, data: string) => createHmac('sha256', key).update(data).digest();

/**
 * Reads who signed a request, without checking the signature.
 *
 * @throws ServiceError if the request is not signed or the header is malformed
 */
export function readAuthorization(headers: IncomingHttpHeaders): Authorization {
  if (!headers.authorization) throw new ServiceError('MissingAuthenticationToken', 'Request is missing Authentication Token', 403);
  const parts = HEADER.exec(headers.authorization);
  if (!parts) throw new ServiceError('IncompleteSignature', 'The Authorization header is not an AWS Signature Version 4 header.', 400);
  return { accessKeyId: parts[1], scope: parts[2], signedHeaders: parts[3].split(';'), signature: parts[4] };
}

/**
 * Checks the signature of a request.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 * @throws ServiceError if the signature is not that of the secret, or the request was signed too long ago
 */
export function checkSignature(request: SignedRequest, authorization: Authorization, secret: string, now: number): void {
  const timestamp = String(request.headers['x-amz-date'] ?? '');
  const signedAt = Date.parse(timestamp.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z')) / 1000;
  if (!(Math.abs(now - signedAt) <= MAX_SKEW_SECONDS)) {
    throw new ServiceError('SignatureDoesNotMatch', `Signature expired or not yet current: ${timestamp || 'no x-amz-date'}`, 403);
  }
  const [date, region, service, terminator] = authorization.scope.split('/');
  const toSign = ['AWS4-HMAC-SHA256', timestamp, authorization.scope, hash(canonicalRequest(request, authorization))].join('\n');
  const key = [region, service, terminator].reduce(hmac, hmac('AWS4' + secret, date));
  const bound = timestamp.startsWith(date) && authorization.signedHeaders.includes('host');
  if (!bound || !timingSafeEqual(hmac(key, toSign), Buffer.from(authorization.signature, 'hex'))) {
    throw new ServiceError(
      'SignatureDoesNotMatch',
      'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method.',
      403,
    );
  }
}

function canonicalRequest(request: SignedRequest, authorization: Authorization): string {
  const [path, query = ''] = request.url.split('?', 2);
  const canonicalQuery = query.split('&').filter(Boolean).map(pair => pair.includes('=') ? pair : pair + '=').sort().join('&');
  const headers = authorization.signedHeaders.map(name => `${name}:${String(request.headers[name] ?? '').trim().replace(/ +/g, ' ')}\n`);
  return [
    request.method, path || '/', canonicalQuery, headers.join(''), authorization.signedHeaders.join(';'), hash(request.body),
  ].join('\n');
}
