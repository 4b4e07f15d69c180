import { AppOfTemplates, Found, twice } from './app-of-templates';
import { identityProblemsOf } from './identity-rules';
import { Props } from './template-rules';

const ORDER = ['LITE', 'ESSENTIALS', 'PLUS'];
/** @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html */
const STANDARD = [
  'address', 'birthdate', 'email', 'family_name', 'gender', 'given_name', 'locale', 'middle_name', 'name', 'nickname', 'phone_number',
  'picture', 'preferred_username', 'profile', 'sub', 'updated_at', 'website', 'zoneinfo', 'email_verified', 'phone_number_verified',
];
/** What Cognito sets, and no client writes. */
const OF_COGNITO = ['sub', 'email_verified', 'phone_number_verified'];

/** What the parts of a pool have to be to each other, by the developer guide. */
export function wiringProblemsOf(templates: Record<string, Props>): string[] {
  const app = new AppOfTemplates(templates);
  return [...app.of('AWS::Cognito::UserPool').flatMap(pool => problemsOfPool(app, pool)), ...identityProblemsOf(app)];
}

function problemsOfPool(app: AppOfTemplates, pool: Found): string[] {
  const part = (name: string, property?: string) => app.partsOf(pool, `AWS::Cognito::${name}`, property);
  const [clients, domains, groups] = [part('UserPoolClient'), part('UserPoolDomain'), part('UserPoolGroup')];
  return [
    ...clients.flatMap(client => problemsOfClient(app, pool, client)),
    ...problemsOfProviders(app, pool, clients),
    ...problemsOfDomains(app, domains, clients),
    ...problemsOfPlan(app, pool, domains),
    ...problemsOfPeople(app, pool, groups),
    ...problemsOfTriggers(app, pool),
    ...twice(part('UserPoolResourceServer'), ({ properties }) => properties.Identifier).map(({ id }) => `${id}: an identifier is taken`),
    ...twice(part('UserPoolRiskConfigurationAttachment'), ({ properties }) => properties.ClientId)
      .map(({ id }) => `${id}: the client has one`),
    ...problemsOfReplicas(pool, part('UserPoolReplica')),
    ...twice(groups, ({ properties }) => properties.GroupName).map(({ id }) => `${id}: the name of a group is taken`),
    ...[part('LogDeliveryConfiguration'), app.partsOf(pool, 'AWS::WAFv2::WebACLAssociation', 'ResourceArn')]
      .flatMap(found => found.slice(1)).map(({ id }) => `${id}: a pool has one`),
  ];
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-cognito-userpoolreplica.html */
function problemsOfReplicas({ id, properties: { KeyConfiguration: key, UserPoolTier: tier } }: Found, replicas: Found[]): string[] {
  return [
    ...replicas.slice(1).map(replica => `${replica.id}: a pool has one replica`),
    ...(replicas.length > 0 && key?.KeyType !== 'CUSTOMER_MANAGED_KEY' ? [`${id}: has a replica and no key of its own`] : []),
    ...(replicas.length > 0 && tier === 'LITE' ? [`${id}: is LITE, and has a replica`] : []),
  ];
}

function attributesOf({ properties: { Schema = [] } }: Found): Props[] {
  return Schema.map((entry: Props) => ({ ...entry, Name: STANDARD.includes(entry.Name) ? entry.Name : `custom:${entry.Name}` }));
}

function problemsOfClient(app: AppOfTemplates, pool: Found, { id, stack, properties, ...rest }: Found): string[] {
  const client = { id, stack, properties, ...rest };
  const { ReadAttributes: read = [], WriteAttributes: write = [], AllowedOAuthScopes: scopes = [] } = properties;
  const { SupportedIdentityProviders: offered = [] } = properties;
  const schema = attributesOf(pool);
  const there = [...STANDARD, ...schema.map(({ Name }) => Name)];
  const missing = [...read, ...write].filter(name => typeof name === 'string' && !there.includes(name));
  const required = schema.filter(({ Required }) => Required === true).map(({ Name }) => Name).filter(name => !write.includes(name));
  const servers = app.partsOf(pool, 'AWS::Cognito::UserPoolResourceServer');
  const foreign = scopes.filter((scope: unknown) => typeof scope === 'string' && scope.includes('/')).filter((scope: string) => {
    const server = servers.find(({ properties: { Identifier, Scopes = [] } }) =>
      Scopes.some(({ ScopeName }: Props) => `${Identifier}/${ScopeName}` === scope));
    return !server || !(client.dependsOn.includes(server.id) || server.stack !== stack);
  });
  const unknown = offered.filter((name: unknown) => name !== 'COGNITO' && !app.meant(name, stack)
    && !app.partsOf(pool, 'AWS::Cognito::UserPoolIdentityProvider').some(({ properties: { ProviderName } }) => ProviderName === name));
  return [
    ...missing.map(name => `${id}: the pool has no ${name}`),
    ...(write.length > 0 ? required : []).map(name => `${id}: can't write ${name}, which is required`),
    ...write.filter((name: string) => OF_COGNITO.includes(name)).map((name: string) => `${id}: nobody writes ${name}`),
    ...foreign.map((scope: string) => `${id}: ${scope} is of no resource server that is made before`),
    ...unknown.map((name: unknown) => `${id}: ${JSON.stringify(name)} is no provider of the pool`),
  ];
}

function problemsOfProviders(app: AppOfTemplates, pool: Found, clients: Found[]): string[] {
  const providers = app.partsOf(pool, 'AWS::Cognito::UserPoolIdentityProvider');
  const schema = attributesOf(pool);
  const there = [...STANDARD, 'username', ...schema.map(({ Name }) => Name)];
  const fixed = schema.filter(({ Mutable }) => Mutable === false).map(({ Name }) => Name);
  return [
    ...twice(providers, ({ properties }) => properties.ProviderName).map(({ id }) => `${id}: the name is taken`),
    ...providers.flatMap(provider => {
      const mapped = Object.keys(provider.properties.AttributeMapping ?? {});
      const offering = clients.filter(({ properties: { SupportedIdentityProviders: offered = [] }, stack }) =>
        offered.some((name: unknown) => name === provider.properties.ProviderName || app.meant(name, stack) === provider));
      return [
        ...mapped.filter(name => !there.includes(name)).map(name => `${provider.id}: the pool has no ${name}`),
        ...mapped.filter(name => fixed.includes(name)).map(name => `${provider.id}: ${name} never changes`),
        ...offering.filter(client => !app.follows(client, provider)).map(({ id }) => `${id}: is made before ${provider.id}`),
        ...offering.flatMap(({ id, properties: { WriteAttributes: write } }) => mapped
          .filter(name => !OF_COGNITO.includes(name) && write && !write.includes(name))
          .map(name => `${id}: can't write ${name}, which ${provider.id} maps`)),
      ];
    }),
  ];
}

function problemsOfDomains(app: AppOfTemplates, domains: Found[], clients: Found[]): string[] {
  const managed = domains.filter(({ properties }) => properties.ManagedLoginVersion === 2);
  const looks = ['ManagedLoginBranding', 'Terms', 'UserPoolUICustomizationAttachment'].flatMap(name => app.of(`AWS::Cognito::${name}`));
  return [
    ...twice(domains, ({ properties }) => properties.CustomDomainConfig !== undefined).map(({ id }) => `${id}: a pool has one of a kind`),
    ...looks.filter(look => managed.length > 0 && look.type !== 'AWS::Cognito::UserPoolUICustomizationAttachment'
      && !managed.some(domain => app.follows(look, domain))).map(({ id }) => `${id}: is made before the domain`),
    ...clients.filter(({ properties: { AllowedOAuthFlows: flows = [] } }) => flows.includes('code')).flatMap(client => {
      const styles = app.partsOf(client, 'AWS::Cognito::ManagedLoginBranding', 'ClientId');
      const names = app.partsOf(client, 'AWS::Cognito::Terms', 'ClientId').map(({ properties }) => properties.TermsName);
      return [
        ...(styles.length > 1 || (managed.length > 0 && styles.length === 0) ? [`${client.id}: has ${styles.length} styles`] : []),
        ...(names.length > 0 && String(names.sort()) !== 'privacy-policy,terms-of-use' ? [`${client.id}: has not both documents`] : []),
      ];
    }),
  ];
}

/** @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-sign-in-feature-plans.html */
function problemsOfPlan(app: AppOfTemplates, pool: Found, domains: Found[]): string[] {
  const { UserPoolTier: tier, UserPoolAddOns: addOns, Policies, LambdaConfig: lambda, DcrConfiguration: registration } = pool.properties;
  const rates = addOns?.AdvancedSecurityMode !== undefined && addOns.AdvancedSecurityMode !== 'OFF';
  const logs = app.partsOf(pool, 'AWS::Cognito::LogDeliveryConfiguration')
    .some(({ properties }) => properties.LogConfigurations.some(({ EventSource }: Props) => EventSource === 'userAuthEvents'));
  const richer = domains.some(({ properties }) => properties.ManagedLoginVersion === 2) || Policies?.PasswordPolicy?.PasswordHistorySize
    || lambda?.PreTokenGenerationConfig?.LambdaVersion > 'V1_0' || registration
    || (Policies?.SignInPolicy?.AllowedFirstAuthFactors ?? []).length > 1;
  const needed = rates || logs ? 'PLUS' : richer ? 'ESSENTIALS' : 'LITE';
  const risk = app.partsOf(pool, 'AWS::Cognito::UserPoolRiskConfigurationAttachment');
  return [
    ...(ORDER.indexOf(tier) < ORDER.indexOf(needed) ? [`${pool.id}: is ${tier}, and needs ${needed}`] : []),
    ...(risk.length > 0 && !rates ? [`${risk[0].id}: nothing is rated`] : []),
  ];
}

function problemsOfPeople(app: AppOfTemplates, pool: Found, groups: Found[]): string[] {
  const there = [...STANDARD, ...attributesOf(pool).map(({ Name }) => Name)];
  const byEmail = (pool.properties.UsernameAttributes ?? []).includes('email');
  return [
    ...app.partsOf(pool, 'AWS::Cognito::UserPoolUser').flatMap(({ id, properties: { Username, UserAttributes = [] } }) => [
      ...UserAttributes.map(({ Name }: Props) => Name).filter((name: string) => !there.includes(name) || name === 'sub')
        .map((name: string) => `${id}: the pool has no ${name}`),
      ...(byEmail && !String(Username).includes('@') ? [`${id}: ${Username} is no address`] : []),
    ]),
    ...app.partsOf(pool, 'AWS::Cognito::UserPoolUserToGroupAttachment').flatMap(member => {
      const group = groups.find(({ properties, stack, id }) => properties.GroupName === member.properties.GroupName
        || app.meant(member.properties.GroupName, member.stack) === groups.find(one => one.stack === stack && one.id === id));
      return group && app.follows(member, group) ? [] : [`${member.id}: is made before its group`];
    }),
  ];
}

/** A function has to let the pool call it. */
function problemsOfTriggers(app: AppOfTemplates, pool: Found): string[] {
  const arns = Object.entries<any>(pool.properties.LambdaConfig ?? {}).filter(([name]) => name !== 'KMSKeyID')
    .map(([, value]) => value.LambdaArn ?? value);
  return arns.filter(arn => {
    const fn = app.meant(arn, pool.stack);
    return fn && !app.of('AWS::Lambda::Permission').some(({ properties, stack }) =>
      app.meant(properties.FunctionName, stack) === fn && JSON.stringify(properties.Principal).includes('cognito-idp'));
  }).map(arn => `${pool.id}: may not call ${JSON.stringify(arn)}`);
}
