import { connect } from 'net';
import { GetIdCommand } from '@aws-sdk/client-cognito-identity';
import { Harness, refusal } from './harness';
import { MAX_BODY_BYTES } from '../../src/local/requests/request-body';
import { IdentityStore } from '../../src/local/store/identity-store';

let local: Harness;
beforeAll(async () => { local = await Harness.start({ server: { requestSeconds: 1 } }); });
afterAll(() => local.stop());

const call = (operation: string, body: string | Buffer) => fetch(local.endpoint, {
  method: 'POST',
  body: body as string,
  headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `AWSCognitoIdentityService.${operation}` },
});
const stillServes = () => expect(local.getId()).resolves.toMatch(/^us-east-1:/);

test.each([
  ['is not JSON', '{"IdentityPoolId":', 'SerializationException'],
  ['is empty', '', 'SerializationException'],
  ['is a list', '[]', 'SerializationException'],
  ['is null', 'null', 'SerializationException'],
  ['has a number for a string', '{"IdentityPoolId":7}', 'SerializationException'],
  ['has a list for a map', '{"IdentityPoolId":"us-east-1:00","Logins":[]}', 'ResourceNotFoundException'],
  ['lacks what is required', '{}', 'ValidationException'],
  ['has an id of the wrong form', '{"IdentityPoolId":"photos"}', 'ValidationException'],
  ['has __proto__ keys', '{"__proto__":{"IdentityPoolId":"us-east-1:00"}}', 'ValidationException'],
])('fails if the body %s, and goes on', async (_what, body, type) => {
  const answer = await call('GetId', body);
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ __type: type });
  expect(answer.headers.get('x-amzn-errortype')).toBe(type);
  await stillServes();
});

test('fails if logins are no map of strings, too many or too long', async () => {
  const pool = local.poolId('Photos');
  const type = async (Logins: unknown) => {
    const answer = await call('GetId', JSON.stringify({ IdentityPoolId: pool, Logins }));
    return (await answer.json() as { __type: string }).__type;
  };
  expect(await type([])).toBe('SerializationException');
  expect(await type({ [local.key]: 7 })).toBe('SerializationException');
  expect(await type(Object.fromEntries(Array.from({ length: 11 }, (_, i) => [`p${i}`, 't'])))).toBe('ValidationException');
  expect(await type(Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`p${i}`, 't'])))).toBe('NotAuthorizedException');
  expect(await type({ [local.key]: 'x'.repeat(50_001) })).toBe('ValidationException');
  expect(await type({ [local.key]: 'x'.repeat(50_000) })).toBe('NotAuthorizedException');
});

test('fails for operations that the service does not have, or that are not served', async () => {
  for (const operation of ['DeleteIdentityPool', 'constructor', '__proto__', '']) {
    const answer = await call(operation, '{}');
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ __type: 'UnknownOperationException' });
  }
  await stillServes();
});

test('fails with 413 for a body over the limit, and takes one just under it', async () => {
  const fits = JSON.stringify({ IdentityPoolId: local.poolId('Photos'), padding: '' });
  expect((await call('GetId', fits.replace('""', `"${'x'.repeat(MAX_BODY_BYTES - fits.length)}"`))).status).toBe(200);
  expect((await call('GetId', Buffer.alloc(MAX_BODY_BYTES + 1, 'x'))).status).toBe(413);
  await stillServes();
});

test('fails with 413 for an endless body without a length', async () => {
  let sent = 0;
  const body = new ReadableStream({
    pull(controller) {
      sent += 65_536;
      controller.enqueue(Buffer.alloc(65_536, 'x'));
    },
  });
  const answer = await fetch(local.endpoint, {
    method: 'POST',
    body,
    duplex: 'half',
    headers: { 'x-amz-target': 'AWSCognitoIdentityService.GetId' },
  } as RequestInit).then(response => response.status, () => 'cut off');
  expect([413, 'cut off']).toContain(answer);
  expect(sent).toBeGreaterThan(MAX_BODY_BYTES);
  await stillServes();
});

const raw = (text: string): Promise<string> => new Promise(resolve => {
  const socket = connect(Number(new URL(local.endpoint).port), '127.0.0.1', () => socket.write(text));
  let answer = '';
  socket.on('data', data => { answer += data; }).on('close', () => resolve(answer)).on('error', () => undefined);
});

test('a client that never finishes its request is cut off, and holds nobody up', async () => {
  const slow = raw('POST / HTTP/1.1\r\nhost: local\r\nx-amz-target: AWSCognitoIdentityService.GetId\r\ncontent-length: 100\r\n\r\n{');
  await stillServes();
  expect(await slow).toMatch(/^(HTTP\/1.1 408 .*)?/);
  await stillServes();
});

test('something that is not HTTP is refused', async () => {
  expect(await raw('\x16\x03\x01 hello\r\n\r\n')).toContain('400 Bad Request');
  await stillServes();
});

test('a client that goes away in the middle of a request takes nothing down', async () => {
  await new Promise<void>(resolve => {
    const socket = connect(Number(new URL(local.endpoint).port), '127.0.0.1', () => {
      socket.write('POST / HTTP/1.1\r\nhost: local\r\ncontent-length: 100\r\n\r\nAction');
      setTimeout(() => socket.destroy(), 50);
    });
    socket.on('close', () => resolve());
  });
  await stillServes();
});

test('other paths and methods find nothing, and a browser may ask from any page', async () => {
  expect((await fetch(`${local.endpoint}/elsewhere`)).status).toBe(404);
  expect((await fetch(local.endpoint, { method: 'DELETE' })).status).toBe(404);
  expect((await fetch(`${local.endpoint}/health`)).status).toBe(200);
  const preflight = await fetch(local.endpoint, { method: 'OPTIONS' });
  expect([preflight.status, preflight.headers.get('access-control-allow-origin')]).toEqual([204, '*']);
});

test('an internal error is reported as one, and its details stay in the log', async () => {
  const create = jest.spyOn(local.store, 'create').mockImplementationOnce(() => { throw new Error('disk full\nof secrets'); });
  const answer = await refusal(local.identity.send(new GetIdCommand({ IdentityPoolId: local.poolId('Photos') })));
  expect(answer).toMatchObject({ name: 'InternalErrorException', status: 500, message: expect.not.stringContaining('secrets') });
  expect(local.log.some(line => line.includes('disk full of secrets'))).toBe(true);
  create.mockRestore();
  await stillServes();
});

test('fails with LimitExceededException when the store is full, and goes on for those whom it knows', async () => {
  const full = await Harness.start({ store: new IdentityStore(undefined, [], 2) });
  try {
    const known = await full.getId(full.logins({ sub: 'known' }));
    await full.getId();
    expect((await refusal(full.getId())).name).toBe('LimitExceededException');
    expect(await full.getId(full.logins({ sub: 'known' }))).toBe(known);
  } finally {
    await full.stop();
  }
});

test('the log never shows a token', async () => {
  const token = local.issuer.token();
  await local.getId({ [local.key]: token });
  expect(local.log.join('\n')).toContain('GetId 200');
  expect(local.log.join('\n')).not.toContain(token.slice(0, 40));
});
