import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { checkSignature, readAuthorization, SignedRequest } from '../../src/local/requests/sigv4';

const SECRET = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY';
const NOW = Math.floor(Date.now() / 1000);

/** A request as the SDK signs it, caught on its way out. */
async function sign(more: { query?: Record<string, string>; headers?: Record<string, string> } = {}): Promise<SignedRequest> {
  let caught: any;
  const client = new STSClient({
    endpoint: 'http://127.0.0.1:1',
    region: 'us-east-1',
    credentials: { accessKeyId: 'ASIATEST', secretAccessKey: SECRET },
    requestHandler: { handle: async (request: unknown) => { caught = request; throw new Error('caught'); } },
    maxAttempts: 1,
  });
  client.middlewareStack.add(next => async args => {
    Object.assign((args.request as any).query, more.query);
    Object.assign((args.request as any).headers, more.headers);
    return next(args);
  }, { step: 'build' });
  const clock = jest.spyOn(Date, 'now').mockReturnValue(NOW * 1000);
  await client.send(new GetCallerIdentityCommand({})).catch(() => undefined);
  clock.mockRestore();
  const query = new URLSearchParams(caught.query).toString();
  return {
    method: caught.method, url: `${caught.path}${query ? `?${query}` : ''}`, headers: caught.headers, body: Buffer.from(caught.body),
  };
}
const check = (request: SignedRequest, secret = SECRET, now = NOW) =>
  checkSignature(request, readAuthorization(request.headers), secret, now);

test('accepts what the SDK signs: queries, and headers with room in them', async () => {
  const request = await sign({ query: { b: '2', a: '1' }, headers: { 'x-note': '  several   words ' } });
  expect(() => check(request)).not.toThrow();
  expect(readAuthorization(request.headers))
    .toMatchObject({ accessKeyId: 'ASIATEST', signedHeaders: expect.arrayContaining(['host', 'x-note']) });
});

test.each([
  ['another secret', (request: SignedRequest) => request, SECRET + 'x'],
  ['another body', (request: SignedRequest) => ({ ...request, body: Buffer.from('Action=AssumeRole') }), SECRET],
  ['another query', (request: SignedRequest) => ({ ...request, url: '/?a=2' }), SECRET],
  ['another host', (request: SignedRequest) => ({ ...request, headers: { ...request.headers, host: 'elsewhere' } }), SECRET],
  ['a signed header that is gone', (request: SignedRequest) => ({ ...request, headers: { ...request.headers, host: undefined } }), SECRET],
])('fails for %s', async (_what, change, secret) => {
  const request = await sign();
  expect(() => check(request)).not.toThrow();
  expect(() => check(change(request), secret)).toThrow('The request signature we calculated does not match');
});

test('fails outside a quarter of an hour, on both sides', async () => {
  const request = await sign();
  for (const skew of [900, -900]) expect(() => check(request, SECRET, NOW + skew)).not.toThrow();
  for (const skew of [901, -901]) expect(() => check(request, SECRET, NOW + skew)).toThrow('Signature expired or not yet current');
  expect(() => check({ ...request, headers: { ...request.headers, 'x-amz-date': undefined } })).toThrow('no x-amz-date');
});

test('fails if the date of the scope is not that of the request', async () => {
  const request = await sign();
  const authorization = { ...readAuthorization(request.headers), scope: '20200101/us-east-1/sts/aws4_request' };
  expect(() => checkSignature(request, authorization, SECRET, NOW)).toThrow('does not match');
});
