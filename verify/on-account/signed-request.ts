import { createHash, createHmac } from 'node:crypto';

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** Where buckets are, and in which region. */
export interface Storage {
  readonly endpoint: string;
  readonly region: string;
}

const sha256 = (data: string) => createHash('sha256').update(data).digest('hex');
const hmac = (key: string | Buffer, data: string) => createHmac('sha256', key).update(data).digest();

/**
 * The status that S3 answers a request for one object with: the one client that is missing among those of this project's tests.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
 */
export async function objectStatus(
  { endpoint, region }: Storage, who: Credentials, method: string, bucket: string, key: string,
): Promise<number> {
  const body = method === 'PUT' ? 'on-account' : '';
  const path = `/${[bucket, ...key.split('/')].map(encodeURIComponent).join('/')}`;
  const time = new Date().toISOString().replace(/[:-]|\.\d+/g, '');
  const headers: Record<string, string> = {
    'host': new URL(endpoint).host,
    'x-amz-content-sha256': sha256(body),
    'x-amz-date': time,
    ...(who.sessionToken ? { 'x-amz-security-token': who.sessionToken } : {}),
  };
  const names = Object.keys(headers).join(';');
  const canonical = [method, path, '', ...Object.entries(headers).map(pair => pair.join(':')), '', names, sha256(body)].join('\n');
  const scope = [time.slice(0, 8), region, 's3', 'aws4_request'];
  const signingKey = scope.slice(1).reduce(hmac, hmac(`AWS4${who.secretAccessKey}`, scope[0]));
  const signature = hmac(signingKey, ['AWS4-HMAC-SHA256', time, scope.join('/'), sha256(canonical)].join('\n')).toString('hex');
  const credential = `Credential=${who.accessKeyId}/${scope.join('/')}`;
  const { host: _host, ...sent } = headers;
  const response = await fetch(`${endpoint}${path}`, {
    method,
    headers: { ...sent, authorization: `AWS4-HMAC-SHA256 ${[credential, `SignedHeaders=${names}`, `Signature=${signature}`].join(', ')}` },
    ...(method === 'PUT' ? { body } : {}),
  });
  await response.arrayBuffer();
  return response.status;
}
