import { TRIGGERS } from './triggers';

type Props = Record<string, any>;

/**
 * What the templates ask for and the emulator does not do, one line each. Nothing of it is imitated, so a local run proves
 * nothing about it.
 */
export function notDoneLocally(pools: Props[], clients: Props[], others: Set<string>): string[] {
  const flows = new Set(clients.flatMap(client => client.ExplicitAuthFlows ?? []));
  const triggers = pools.flatMap(pool => Object.keys(pool.LambdaConfig ?? {}));
  const ask: [boolean, string][] = [
    [flows.has('ALLOW_USER_SRP_AUTH'), 'sign-in by SRP (ALLOW_USER_SRP_AUTH): people sign in here with USER_PASSWORD_AUTH instead'],
    [flows.has('ALLOW_USER_AUTH'), 'choice-based sign-in (ALLOW_USER_AUTH), passkeys and one-time passwords'],
    [flows.has('ALLOW_CUSTOM_AUTH'), 'custom challenges (ALLOW_CUSTOM_AUTH)'],
    [clients.length > 0, 'enforcing a client\'s sign-in flows, and its readable and writable attributes'],
    [pools.length > 0, 'enforcing the password policy'],
    [pools.some(pool => pool.MfaConfiguration === 'ON'), 'asking everybody for MFA: a pool that requires it is set up with optional MFA'],
    [pools.some(pool => (pool.EnabledMfas ?? []).some((factor: string) => factor !== 'SOFTWARE_TOKEN_MFA')), 'MFA by SMS or e-mail'],
    [pools.some(pool => pool.UserPoolAddOns), 'threat protection'],
    [pools.some(pool => pool.DeviceConfiguration), 'remembering devices'],
    [clients.some(client => client.RefreshTokenRotation?.Feature === 'ENABLED'), 'rotating refresh tokens'],
    [clients.some(client => (client.AllowedOAuthFlows ?? []).includes('client_credentials')), 'machine clients (client_credentials)'],
    [triggers.some(name => name === 'PreTokenGenerationConfig'), 'pre-token events of version 2 and 3: the function gets a version 1 event'],
    [triggers.some(name => name in TRIGGERS === false), `the triggers ${triggers.filter(name => name in TRIGGERS === false).join(', ')}`],
    [pools.length > 1 && triggers.length > 0, 'triggers per pool: its triggers are those of all of its pools'],
    [others.has('AWS::Cognito::UserPoolIdentityProvider'), 'sign-in through other identity providers'],
    [others.has('AWS::Cognito::UserPoolDomain'), 'the domain and its login pages'],
    [others.has('AWS::Cognito::UserPoolResourceServer'), 'resource servers and their scopes'],
  ];
  return ask.filter(([wanted]) => wanted).map(([, line]) => line);
}
