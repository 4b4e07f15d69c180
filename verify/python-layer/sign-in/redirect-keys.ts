/**
 * Preloaded into the local identity pool. The emulator's tokens name the real service as their issuer, so the keys would be asked for
 * there: this sends those requests, and only those, to the emulator. The code under test is the same as anywhere else.
 */
const KEYS = /^https:\/\/cognito-idp\.[a-z0-9-]+\.amazonaws\.com\/([\w-]+\/\.well-known\/jwks\.json)$/;
const realFetch = globalThis.fetch;

globalThis.fetch = (input, init) => {
  const keys = KEYS.exec(String(input));
  return realFetch(keys ? `${process.env.KEYS_FROM}/${keys[1]}` : input, init);
};
