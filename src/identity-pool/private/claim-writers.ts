import { Reference, Stack, Token, Tokenization } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct, IConstruct } from 'constructs';
import { isSamePool } from './providers';
import { MappedRule } from './rules';
import { usersSignIn } from '../../private/client-flows';
import { Claim, ClaimSource } from '../claim';
import { RuleMatch } from '../role-rule';

const VERIFIABLE = ['email', 'phone_number'];

/**
 * Says what is wrong with the claims of rules on the tokens of these pools: who can write them, and whether they are in the token at all.
 * Reads the properties of the L1s, so that clients made elsewhere count too; what raw overrides change, the guardrails see in the template.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html#best-practices-for-role-based-access-control
 */
export function problemsOfClaims(scope: Construct, rules: MappedRule[], userPools: cognito.IUserPool[]): string[] {
  const app = new WholeApp(scope);
  return rules.flatMap(rule => userPools.filter(userPool => !rule.userPool || isSamePool(rule.userPool, userPool))
    .flatMap(userPool => claimProblems(rule, userPool, app)));
}

function claimProblems({ id, rule }: MappedRule, userPool: cognito.IUserPool, app: WholeApp): string[] {
  const { claim } = rule;
  if (claim.acknowledgement !== undefined || Token.isUnresolved(claim.name)) {
    return [];
  }
  const pool = userPool.node.defaultChild;
  if (!cognito.CfnUserPool.isCfnUserPool(pool)) {
    return [`rule '${id}' reads '${claim.name}' of ${userPool.node.path}, a pool of which it isn't known who can write what; ${acknowledge('who writes it')}`];
  }
  switch (claim.source) {
    case ClaimSource.ATTRIBUTE:
      return attributeProblems(id, claim, rule.match, pool, app);
    case ClaimSource.ACCOUNT:
      return selfSignUp(pool)
        ? [`rule '${id}' reads '${claim.name}', which people choose themselves when they sign up; ${acknowledge('why that is safe')}`]
        : [];
    case ClaimSource.TRIGGER:
      return hasPreTokenTrigger(pool)
        ? []
        : [`rule '${id}' reads '${claim.name}' from a trigger, but the pool has no pre token generation trigger, so it never matches; add one`];
    default:
      return [];
  }
}

function attributeProblems(id: string, claim: Claim, match: RuleMatch, pool: cognito.CfnUserPool, app: WholeApp): string[] {
  const clients = app.clientsOf(pool);
  const custom = claim.name.startsWith('custom:');
  const attribute = schemaEntry(pool, custom ? claim.name.slice('custom:'.length) : claim.name);
  if (custom && attribute === 'missing') {
    return [`rule '${id}' reads '${claim.name}', which the user pool does not have, so it never matches; add the attribute to the pool`];
  }
  const unreadable = clients.filter(({ readAttributes }) =>
    readAttributes && !Token.isUnresolved(readAttributes) && !readAttributes.includes(claim.name));
  if (clients.length > 0 && unreadable.length === clients.length) {
    return [`rule '${id}' reads '${claim.name}', which no app client may read, so it is in no token; add it to readAttributes of ${paths(unreadable)}`];
  }
  // SignUp asks for no flow
  const writers = clients.filter(client => (selfSignUp(pool) || usersSignIn(client)) && canWrite(client, claim.name));
  if (writers.length === 0) {
    return [];
  }
  const mutable = typeof attribute !== 'object' || attribute.mutable !== false;
  if (!mutable && !selfSignUp(pool)) {
    return [];
  }
  if (VERIFIABLE.includes(claim.name) && match === RuleMatch.EQUALS && verifiedBeforeUpdate(pool, claim.name)) {
    const unverified = app.providersOf(pool).filter(provider => mapsUnverified(provider, claim.name));
    return unverified.length === 0 ? [] : [`rule '${id}' reads '${claim.name}', which ${paths(unverified)} fills in without saying whether it is verified; `
      + `map ${claim.name}_verified there too, or ${acknowledge('why what the provider says can be trusted')}`];
  }
  return [`rule '${id}' reads '${claim.name}', which people can write themselves ${mutable ? '' : 'when they sign up '}through ${paths(writers)}, `
    + `and so choose their own role; take it out of writeAttributes there, or ${acknowledge('why that is safe')}`];
}

function acknowledge(what: string): string {
  return `accept it with acknowledgeWriters('…') on the claim and say ${what}`;
}

function paths(resources: IConstruct[]): string {
  return resources.map(({ node }) => node.scope?.node.path ?? node.path).join(', ');
}

/** What the whole app, in any stack, adds to a user pool. The tree is walked when first asked, and once. */
class WholeApp {
  private all?: IConstruct[];

  constructor(private readonly scope: Construct) {}

  public clientsOf(pool: cognito.CfnUserPool): cognito.CfnUserPoolClient[] {
    return this.constructs.filter(cognito.CfnUserPoolClient.isCfnUserPoolClient).filter(client => refersTo(client.userPoolId, pool));
  }

  public providersOf(pool: cognito.CfnUserPool): cognito.CfnUserPoolIdentityProvider[] {
    return this.constructs.filter(cognito.CfnUserPoolIdentityProvider.isCfnUserPoolIdentityProvider)
      .filter(provider => refersTo(provider.userPoolId, pool));
  }

  private get constructs(): IConstruct[] {
    this.all ??= this.scope.node.root.node.findAll();
    return this.all;
  }
}

function refersTo(userPoolId: string, pool: cognito.CfnUserPool): boolean {
  const token = Tokenization.reverseString(userPoolId).firstToken;
  return token !== undefined && Reference.isReference(token) && token.target === pool;
}

/** Without a list of its own, a client's users may write every attribute; the sources differ on custom ones, so they count as written. */
function canWrite(client: cognito.CfnUserPoolClient, claim: string): boolean {
  const { writeAttributes } = client;
  return writeAttributes === undefined || Token.isUnresolved(writeAttributes) || writeAttributes.includes(claim);
}

function schemaEntry(pool: cognito.CfnUserPool, name: string): cognito.CfnUserPool.SchemaAttributeProperty | 'missing' | 'unknown' {
  const schema = pool.schema;
  if (schema === undefined) {
    return 'missing';
  }
  if (!Array.isArray(schema) || schema.some(entry => Token.isUnresolved(entry))) {
    return 'unknown';
  }
  return (schema as cognito.CfnUserPool.SchemaAttributeProperty[]).find(entry => entry.name === name) ?? 'missing';
}

function selfSignUp(pool: cognito.CfnUserPool): boolean {
  const config = pool.adminCreateUserConfig;
  return config === undefined || Token.isUnresolved(config)
    || (config as cognito.CfnUserPool.AdminCreateUserConfigProperty).allowAdminCreateUserOnly !== true;
}

function verifiedBeforeUpdate(pool: cognito.CfnUserPool, attribute: string): boolean {
  const settings = pool.userAttributeUpdateSettings as cognito.CfnUserPool.UserAttributeUpdateSettingsProperty | undefined;
  return settings?.attributesRequireVerificationBeforeUpdate?.includes(attribute) ?? false;
}

/**
 * An address that comes without the provider's own flag is an unverified one, which a rule can't tell from a verified one.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-specifying-attribute-mapping.html
 */
function mapsUnverified(provider: cognito.CfnUserPoolIdentityProvider, attribute: string): boolean {
  const mapping = Stack.of(provider).resolve(provider.attributeMapping) ?? {};
  return attribute in mapping && !(`${attribute}_verified` in mapping);
}

function hasPreTokenTrigger(pool: cognito.CfnUserPool): boolean {
  // the L2 fills it in as late as it can
  const triggers = Stack.of(pool).resolve(pool.lambdaConfig) as cognito.CfnUserPool.LambdaConfigProperty | undefined;
  return triggers?.preTokenGeneration !== undefined || triggers?.preTokenGenerationConfig !== undefined;
}
