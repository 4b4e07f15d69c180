import { randomInt } from 'crypto';
import { existsSync, readFileSync } from 'fs';
import { dirname, join, resolve } from 'path';
import {
  CognitoIdentityProviderClient, CreateGroupCommand, CreateUserPoolClientCommand, CreateUserPoolCommand, SetUserPoolMfaConfigCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { CognitoLocal } from './cognito-local';
import { FunctionRunner } from './function-runner';
import { notDoneLocally } from './limits';
import { TRIGGERS } from './triggers';
import { AccessModel } from '../../src/access-model';

/** The user pools of a template, standing on this machine. */
export interface LocalUserPools {
  readonly endpoint: string;
  readonly client: CognitoIdentityProviderClient;
  /** Issuer URL by the user pool's logical id. */
  readonly issuers: Record<string, string>;
  /** User pool id by logical id. */
  readonly poolIds: Record<string, string>;
  /** Client id by logical id. */
  readonly clientIds: Record<string, string>;
  /** The code that every confirmation message carries. */
  readonly code: string;
  /** Names of the functions that were invoked, in order. */
  readonly invocations: string[];
  /** What the template asks for and this emulator does not do. */
  readonly notDone: string[];
  stop(): Promise<void>;
}

type Props = Record<string, any>;

const POOL_PROPERTIES = [
  'AccountRecoverySetting', 'AliasAttributes', 'AutoVerifiedAttributes', 'Policies', 'Schema', 'UserAttributeUpdateSettings',
  'UsernameAttributes', 'UsernameConfiguration', 'VerificationMessageTemplate',
];
const CLIENT_PROPERTIES = [
  'ClientName', 'GenerateSecret', 'ExplicitAuthFlows', 'ReadAttributes', 'WriteAttributes', 'RefreshTokenValidity', 'AccessTokenValidity',
  'IdTokenValidity', 'TokenValidityUnits', 'PreventUserExistenceErrors', 'EnableTokenRevocation', 'SupportedIdentityProviders',
];

/**
 * Stands the user pools of a template up in `cognito-local`: pools, clients and groups by SDK calls, triggers as Node
 * functions of their own.
 *
 * @param templateFile where the template is; its assets are looked for beside it
 */
export async function startLocalUserPools(model: AccessModel, templateFile: string): Promise<LocalUserPools> {
  const { userPools, clients, groups, functions, resources } = model._entities;
  const assets = assetFolders(templateFile);
  const runner = new FunctionRunner(resolve(__dirname, '../../node_modules'));
  const functionsEndpoint = await runner.start();
  const wired = userPools.flatMap(pool => triggersOf(pool.props, functions));
  const code = String(randomInt(100_000, 1_000_000));
  let emulator: CognitoLocal;
  try {
    emulator = await CognitoLocal.start({ code, functionsEndpoint, triggers: Object.fromEntries(wired.map(({ trigger, id }) => [trigger, id])) });
  } catch (error) {
    await runner.stop();
    throw error;
  }
  const client = new CognitoIdentityProviderClient({
    endpoint: emulator.url, region: 'us-east-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' }, maxAttempts: 1,
  });
  const poolIds: Record<string, string> = {};
  const clientIds: Record<string, string> = {};
  const stop = async () => {
    client.destroy();
    await emulator.stop();
    await runner.stop();
  };
  try {
    for (const pool of userPools) poolIds[pool.logicalId] = await createPool(client, pool.logicalId, pool.props);
    for (const { logicalId, props, userPool } of clients) {
      if (!userPool) continue;
      const properties: any = { ClientName: logicalId, ...pick(props, CLIENT_PROPERTIES), UserPoolId: poolIds[userPool.logicalId] };
      const made = await client.send(new CreateUserPoolClientCommand(properties));
      clientIds[logicalId] = made.UserPoolClient!.ClientId!;
    }
    for (const { props, userPool } of groups) {
      if (!userPool) continue;
      const properties: any = { ...pick(props, ['GroupName', 'Precedence', 'Description', 'RoleArn']), UserPoolId: poolIds[userPool.logicalId] };
      await client.send(new CreateGroupCommand(properties));
    }
    const local = (text: string) => userPools.reduce((value, pool) => value.replaceAll(String(pool.ref), poolIds[pool.logicalId]), text);
    for (const { id } of wired) {
      const { props } = functions.find(({ logicalId }) => logicalId === id)!;
      runner.add({ name: id, ...codeOf(id, props, assets), environment: { ...environment(props, local), ...awsEnvironment(emulator.url) } });
    }
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    endpoint: emulator.url,
    client,
    poolIds,
    clientIds,
    code,
    issuers: Object.fromEntries(Object.entries(poolIds).map(([logicalId, id]) => [logicalId, `${emulator.url}/${id}`])),
    invocations: runner.invocations,
    notDone: notDoneLocally(userPools.map(({ props }) => props), clients.map(({ props }) => props), new Set(resources.map(({ type }) => type))),
    stop,
  };
}

async function createPool(client: CognitoIdentityProviderClient, name: string, props: Props): Promise<string> {
  const { UserPool } = await client.send(new CreateUserPoolCommand({ ...pick(props, POOL_PROPERTIES), PoolName: name, MfaConfiguration: 'OFF' } as any));
  const totp = (props.EnabledMfas ?? []).includes('SOFTWARE_TOKEN_MFA');
  if (totp && props.MfaConfiguration !== 'OFF') {
    await client.send(new SetUserPoolMfaConfigCommand({
      UserPoolId: UserPool!.Id,
      SoftwareTokenMfaConfiguration: { Enabled: true },
      // with ON the emulator lets nobody in who has no factor yet, not even to enrol one
      MfaConfiguration: 'OPTIONAL',
    }));
  }
  return UserPool!.Id!;
}

interface Wired {
  readonly trigger: string;
  /** The function's logical id. */
  readonly id: string;
}

function triggersOf(props: Props, functions: { logicalId: string }[]): Wired[] {
  return Object.entries(props.LambdaConfig ?? {}).flatMap(([name, value]) => {
    const arn = typeof value === 'string' ? value : (value as Props)?.LambdaArn;
    const target = functions.find(({ logicalId }) => String(arn).split(':').includes(logicalId));
    return target && TRIGGERS[name] ? [{ trigger: TRIGGERS[name], id: target.logicalId }] : [];
  });
}

function codeOf(id: string, props: Props, assets: Map<string, string>): { handler: string; source?: string; folder?: string } {
  if (!String(props.Runtime).startsWith('nodejs')) throw new Error(`${id} runs on ${props.Runtime}; only Node functions run here`);
  if (typeof props.Code?.ZipFile === 'string') return { handler: props.Handler, source: props.Code.ZipFile };
  const folder = assets.get(id);
  if (!folder || !existsSync(folder)) throw new Error(`${id}: its code is neither inline nor an asset folder beside the template`);
  return { handler: props.Handler, folder };
}

/** Where the CDK put the code of the functions, by logical id. */
function assetFolders(templateFile: string): Map<string, string> {
  const { Resources } = JSON.parse(readFileSync(templateFile, 'utf8')) as { Resources: Record<string, { Metadata?: Record<string, unknown> }> };
  return new Map(Object.entries(Resources).flatMap(([id, { Metadata }]) => {
    const path = Metadata?.['aws:asset:path'];
    return typeof path === 'string' ? [[id, join(dirname(templateFile), path)] as const] : [];
  }));
}

function environment(props: Props, local: (text: string) => string): Record<string, string> {
  return Object.fromEntries(Object.entries(props.Environment?.Variables ?? {}).map(([name, value]) => [name, local(String(value))]));
}

/** So that a function's own SDK calls stay on this machine. */
const awsEnvironment = (endpoint: string) => ({
  AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local', AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: endpoint,
});

const pick = (props: Props, names: string[]) => Object.fromEntries(names.filter(name => props[name] !== undefined).map(name => [name, props[name]]));
