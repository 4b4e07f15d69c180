import {
  CfnResource, DefaultTokenResolver, IPostProcessor, IResolvable, IResolveContext, Reference, Token, Tokenization,
} from 'aws-cdk-lib';
import { CfnUserPoolIdentityProvider } from 'aws-cdk-lib/aws-cognito';
import { isNoValue, unresolved } from '../../template/values';

/** Where one expression would be a list of which nobody knows how long it is. */
const LISTS = [
  'CallbackURLs', 'LogoutURLs', 'AllowedOAuthScopes', 'AllowedOAuthFlows', 'ExplicitAuthFlows', 'SupportedIdentityProviders',
  'UsernameAttributes',
  'AutoVerifiedAttributes', 'EnabledMfas', 'AllowedFirstAuthFactors', 'Schema',
];

/** Stands for a reference while all else is resolved; the CDK takes it for a function, hence for a value of any type. */
const KEPT = 'Fn::Kept';

/**
 * The properties that a resource will have, overrides included, with a token for each value that is only known at deployment: such a value
 * may then be used in any stack.
 */
export function propertiesAsDeployed(resource: CfnResource): Record<string, unknown> {
  const element = resource as CfnResource & { _toCloudFormation(): object };
  const resolver = new KeepReferences();
  const { Resources } = Tokenization.resolve(element._toCloudFormation(), { scope: resource, resolver, preparing: false });
  return asTokens(Object.values<any>(Resources)[0].Properties ?? {}, resolver.kept) as Record<string, unknown>;
}

/** Leaves references as they are: what they come to is decided in the stack where they end up. A provider goes by its name. */
class KeepReferences extends DefaultTokenResolver {
  public readonly kept: string[] = [];

  constructor() {
    super({
      join: (left, right) => typeof left === 'string' && typeof right === 'string' ? left + right : { 'Fn::Join': ['', [left, right]] },
    });
  }

  public resolveToken(token: IResolvable, context: IResolveContext, postProcessor: IPostProcessor): any {
    if (!Reference.isReference(token)) return super.resolveToken(token, context, postProcessor);
    if (token.target instanceof CfnUserPoolIdentityProvider && token.displayName === 'Ref') return token.target.providerName;
    return { [KEPT]: this.kept.push(token.toString()) - 1 };
  }
}

function asTokens(value: unknown, kept: string[], name = ''): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(item => asTokens(item, kept));
  const [key, ...more] = Object.keys(value);
  if (more.length === 0 && (key === 'Ref' || key?.startsWith('Fn::'))) {
    if (isNoValue(value)) return undefined;
    return LISTS.includes(name) ? unresolved('how long the list is, is only known at deployment') : Token.asString(restored(value, kept));
  }
  return Object.fromEntries(Object.entries(value).map(([inner, item]) => [inner, asTokens(item, kept, inner)]));
}

function restored(value: unknown, kept: string[]): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(item => restored(item, kept));
  const entries = Object.entries(value);
  return entries[0]?.[0] === KEPT ? kept[entries[0][1]] : Object.fromEntries(entries.map(([key, item]) => [key, restored(item, kept)]));
}
