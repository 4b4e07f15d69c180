import { IncomingMessage } from 'http';

/** An answer to a request for a service, or a path, that is not here. */
export interface Unserved {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/** Services whose clients can read nothing but XML. */
const XML_SERVICES = ['s3', 's3-outposts', 's3express', 'cloudfront', 'route53'];

/**
 * Says that nothing is served here, in the words of the protocol that the caller speaks: a client that cannot read the answer tells its
 * user about the parser instead.
 */
export function unserved(request: IncomingMessage, requestId: string): Unserved {
  const service = serviceOf(request);
  if (request.method === 'HEAD') return { status: service === undefined ? 404 : 501, type: 'text/plain', body: '' };
  if (service === undefined) return { status: 404, type: 'application/json', body: JSON.stringify({ message: 'Nothing is served here.' }) };
  const message = `The local identity pool does not serve ${service}: give its client another endpoint.`;
  if (!XML_SERVICES.includes(service)) {
    return {
      status: 501, type: 'application/json', body: JSON.stringify({ __type: 'NotImplemented', message }),
    };
  }
  const body = '<?xml version="1.0" encoding="UTF-8"?><Error><Code>NotImplemented</Code>'
    + `<Message>${message}</Message><RequestId>${requestId}</RequestId></Error>`;
  return { status: 501, type: 'application/xml', body };
}

/** The service that a request is signed for; without a signature, clients of S3 still name the operation in the address. */
function serviceOf({ headers, url = '/' }: IncomingMessage): string | undefined {
  const query = new URL(url, 'http://local').searchParams;
  const scope = query.get('X-Amz-Credential') ?? /Credential=([^,\s]+)/.exec(headers.authorization ?? '')?.[1];
  const [, , , service] = scope?.split('/') ?? [];
  if (service && /^[a-z0-9-]{1,40}$/.test(service)) return service;
  return query.has('x-id') ? 's3' : undefined;
}
