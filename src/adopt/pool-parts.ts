import { Code, expression } from './typescript';
import { literal, literals, WrittenResource, WrittenTemplate } from './written';
import { isObject } from '../template/values';

/** A part of a user pool that one call makes from now on. */
export interface Part {
  readonly statement: string;
  /** The expression that names the resource. */
  readonly by: string;
  readonly resource: WrittenResource;
}

/** What calls make of a pool's domain, identity providers, resource servers and machine clients, and why they don't of the others. */
export interface PoolParts {
  readonly parts: readonly Part[];
  readonly reasons: ReadonlyMap<WrittenResource, string>;
}

/** A part as code, or why there is none. */
type Drafted = Omit<Part, 'resource'> | { readonly reason: string };

/**
 * @param candidates resources that hang on no condition
 * @param to the construct whose methods make them
 */
export function partsOf(template: WrittenTemplate, pool: WrittenResource, candidates: readonly WrittenResource[], to: string): PoolParts {
  const parts: Part[] = [];
  const reasons = new Map<WrittenResource, string>();
  const scopes = new Map<string, string>();
  const own = (type: string) => candidates.filter(({ Type, props }) => Type === type && template.named(props.UserPoolId) === pool);
  const take = (resource: WrittenResource, drafted: Drafted) => {
    if ('reason' in drafted) reasons.set(resource, drafted.reason);
    else parts.push({ ...drafted, resource });
  };
  own('AWS::Cognito::UserPoolDomain').forEach((domain, index) => take(domain, index > 0 ? { reason: SECOND } : domainOf(domain, to)));
  own('AWS::Cognito::UserPoolIdentityProvider').forEach(provider => take(provider, providerOf(provider, to)));
  for (const server of own('AWS::Cognito::UserPoolResourceServer')) {
    take(server, serverOf(server, to));
    const names = parts.some(({ resource }) => resource === server) ? scopesOf(server)! : {};
    Object.keys(names).forEach(name => [{ Ref: server.id }, String(server.props.Identifier)].forEach(identifier =>
      scopes.set(keyOf(identifier, name), `server${server.id}.scope(${expression(name)})`)));
  }
  for (const client of own('AWS::Cognito::UserPoolClient').filter(isMachine)) take(client, machineOf(client, to, scopes));
  return { parts, reasons };
}

const SECOND = 'a second domain of one pool; add it by addLoginPages once the first is adopted';
const PREFIX = /^(?!.*(aws|amazon|cognito))[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** Managed login would bring a style for each client with it, which the template has none of, or makes itself. */
function domainOf({ props, id }: WrittenResource, to: string): Drafted {
  const prefix = literal(props.Domain);
  if (props.CustomDomainConfig !== undefined) return { reason: 'a custom domain; loginPages: LoginPages.custom(…) takes its certificate' };
  if (prefix === undefined || !PREFIX.test(prefix)) return { reason: 'its prefix is not written out, or one that Cognito now refuses' };
  if (Number(props.ManagedLoginVersion ?? 1) !== 1) {
    return { reason: `managed login: LoginPages.prefix({ prefix: '${prefix}' }) styles each client; first drop the styles there are` };
  }
  return {
    statement: `const pages${id} = ${to}.addLoginPages(LoginPages.prefix(${expression({ prefix, classic: true })}));`,
    by: `pages${id}.domain.node.defaultChild`,
  };
}

const SECRET = /^\{\{resolve:secretsmanager:([\w/+=.@:-]+?):SecretString(?::([\w-]*))?:*\}\}$/;

/** A secret that is written out belongs into no program. */
function providerOf({ props, id }: WrittenResource, to: string): Drafted {
  const details = isObject(props.ProviderDetails) ? props.ProviderDetails as Record<string, unknown> : {};
  const [clientId, secret] = [literal(details.client_id), SECRET.exec(String(details.client_secret))];
  const factory = FACTORIES.get(String(props.ProviderType));
  if (factory === undefined) return { reason: `identityProviders: [IdentityProvider.…] has ${String(props.ProviderType)} too, by hand` };
  if (clientId === undefined || secret === null) {
    return { reason: 'its client id is not written out, or its secret is not one of Secrets Manager; put it there first' };
  }
  const [, name, field] = secret;
  const clientSecret = new Code(`SecretValue.secretsManager(${expression(name)}${field ? `, ${expression({ jsonField: field })}` : ''})`);
  const mapping = isObject(props.AttributeMapping) ? props.AttributeMapping as Record<string, unknown> : {};
  const email = literal(mapping.email);
  const options = { clientId, clientSecret, ...email === undefined ? {} : { attributes: { email } } };
  return {
    statement: `const provider${id} = ${to}.addIdentityProvider(IdentityProvider.${factory}(${expression(options, '  ')}));`,
    by: `provider${id}.cfnIdentityProvider`,
  };
}

const FACTORIES = new Map([['Google', 'google'], ['Facebook', 'facebook'], ['LoginWithAmazon', 'amazon']]);

function serverOf(server: WrittenResource, to: string): Drafted {
  const [identifier, scopes] = [literal(server.props.Identifier), scopesOf(server)];
  if (identifier === undefined || scopes === undefined) return { reason: 'its identifier or scopes are not written out' };
  return {
    statement: `const server${server.id} = ${to}.addResourceServer(${expression(server.id)}, ${expression({ identifier, scopes }, '  ')});`,
    by: `server${server.id}.resourceServer.node.defaultChild`,
  };
}

/** Names and descriptions; nothing where not all of them are written out, or there are none. */
function scopesOf({ props }: WrittenResource): Record<string, string> | undefined {
  const scopes: unknown[] = Array.isArray(props.Scopes) ? props.Scopes : [];
  const entries = scopes.map((scope: any) => [literal(scope?.ScopeName), literal(scope?.ScopeDescription)]);
  const isWritten = entries.length > 0 && entries.every(([name, text]) => name !== undefined && name !== '__proto__' && text !== undefined);
  return isWritten ? Object.fromEntries(entries) : undefined;
}

function isMachine({ props }: WrittenResource): boolean {
  return literals(props.AllowedOAuthFlows)?.join() === 'client_credentials';
}

function machineOf({ props, id }: WrittenResource, to: string, known: ReadonlyMap<string, string>): Drafted {
  const asked: unknown[] = Array.isArray(props.AllowedOAuthScopes) ? props.AllowedOAuthScopes : [];
  const scopes = asked.map(scope => known.get(scopeKey(scope)));
  if (scopes.length === 0 || scopes.includes(undefined)) {
    return { reason: 'see AppClient.machine; it asks for scopes of no resource server that is adopted' };
  }
  return {
    statement: `const client${id} = ${to}.addClient(${expression(id)}, AppClient.machine({ scopes: [${scopes.join(', ')}] }));`,
    by: `client${id}.node.defaultChild`,
  };
}

/** How clients write a scope: as text, or joined to a reference. */
function scopeKey(scope: any): string {
  const [separator, parts] = Array.isArray(scope?.['Fn::Join']) ? scope['Fn::Join'] : [];
  if (separator === '' && Array.isArray(parts) && parts.length === 2) return keyOf(parts[0], String(parts[1]).slice(1));
  const [, identifier, name] = /^(.*)\/([^/]+)$/.exec(literal(scope) ?? '') ?? [];
  return keyOf(identifier, String(name));
}

function keyOf(identifier: unknown, name: string): string {
  return JSON.stringify([identifier, name]);
}
