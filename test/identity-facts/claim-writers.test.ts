import * as fc from 'fast-check';
import {
  canSignUpWith, canUpdate, mayWrite, SELF_SERVICE_SCOPE, WritingClient, writesEverything,
} from '../../src/identity-facts/claims/claim-writers';
import { usersSignIn } from '../../src/identity-facts/claims/client-flows';

const client = (settings: Partial<WritingClient>): WritingClient => ({ secret: false, ...settings });
const hosted = { explicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'], allowedOAuthFlows: ['code'] };

test.each<[string, Partial<WritingClient>, boolean]>([
  ['no list of flows', {}, true],
  ['a flow with a password', { explicitAuthFlows: ['ALLOW_USER_SRP_AUTH'] }, true],
  ['the login pages only', hosted, false],
  ['the login pages and the scope for it', { ...hosted, allowedOAuthScopes: [SELF_SERVICE_SCOPE] }, true],
  ['machines only', { explicitAuthFlows: [], allowedOAuthFlows: ['client_credentials'], allowedOAuthScopes: [SELF_SERVICE_SCOPE] }, false],
  [
    'machines that ask for their tokens themselves',
    { explicitAuthFlows: ['ALLOW_CLIENT_TOKEN_AUTH'], allowedOAuthScopes: [SELF_SERVICE_SCOPE] }, false,
  ],
  ['machines and people', { explicitAuthFlows: ['ALLOW_CLIENT_TOKEN_AUTH', 'ALLOW_USER_AUTH'] }, true],
  [
    'machines that trade tokens of users',
    { explicitAuthFlows: ['ALLOW_TOKEN_EXCHANGE_DELEGATION'], allowedOAuthFlows: ['client_credentials'] }, false,
  ],
  [
    'tokens to trade and the scope for it',
    {
      explicitAuthFlows: ['ALLOW_TOKEN_EXCHANGE_IMPERSONATION'],
      allowedOAuthFlows: ['client_credentials'],
      allowedOAuthScopes: [SELF_SERVICE_SCOPE],
    },
    true,
  ],
  ['a secret', { secret: true }, true],
])('whether people change an attribute of themselves through a client with %s', (_, settings, updates) => {
  expect(canUpdate(client(settings), 'custom:plan')).toBe(updates);
});

test.each<[string, Partial<WritingClient>, boolean]>([
  ['no list', {}, true],
  ['an empty list', { writeAttributes: [] }, true],
  ['a list with it', { writeAttributes: ['email', 'custom:plan'] }, true],
  ['a list without it', { writeAttributes: ['custom:planned'] }, false],
])('whether a client with %s writes the attribute', (_, settings, writes) => {
  expect(mayWrite(client(settings), 'custom:plan')).toBe(writes);
});

test('signing up asks for no flow, but for the secret of the client', () => {
  expect(canSignUpWith(client({ ...hosted }), 'custom:plan')).toBe(true);
  expect(canSignUpWith(client({ ...hosted, secret: true }), 'custom:plan')).toBe(false);
});

const FLOWS = ['ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH', 'ALLOW_CLIENT_TOKEN_AUTH', 'ALLOW_USER_AUTH'];
const settings = fc.record({
  secret: fc.boolean(),
  explicitAuthFlows: fc.subarray(FLOWS),
  allowedOAuthFlows: fc.subarray(['code', 'implicit', 'client_credentials']),
  allowedOAuthScopes: fc.subarray(['openid', SELF_SERVICE_SCOPE]),
  writeAttributes: fc.subarray(['email', 'custom:plan']),
}, { requiredKeys: ['secret'] });

test('a client lets more in the more it allows', () => {
  fc.assert(fc.property(settings, fc.constantFrom('ALLOW_USER_SRP_AUTH', 'ALLOW_USER_AUTH'), (one, flow) => {
    const wider = { ...one, ...(one.explicitAuthFlows ? { explicitAuthFlows: [...one.explicitAuthFlows, flow] } : {}) };
    expect(!canUpdate(one, 'custom:plan') || canUpdate({ ...wider, allowedOAuthScopes: [SELF_SERVICE_SCOPE] }, 'custom:plan')).toBe(true);
    expect(!canUpdate(one, 'custom:plan') || (usersSignIn(one) && mayWrite(one, 'custom:plan'))).toBe(true);
    expect(writesEverything(one) ? mayWrite(one, 'anything') : mayWrite(one, 'anything') === false).toBe(true);
  }));
});
