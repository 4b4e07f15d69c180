import { createHash } from 'node:crypto';
import { Stack, Token } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { IConstruct } from 'constructs';
import { placeOf } from './app-resource';
import { isIntrinsic } from './values';
import { WholeApp } from './whole-app';
import { once } from '../private/once';

const SOME_REGION = 'us-east-1';

/**
 * A resolved policy as the engine takes it: user pools and identity pools of the app go by made-up ids of the right form, the same for
 * the same resource, and what only deployment knows is `Fn::Unresolved`.
 */
export function plainPolicy(value: any, stack: Stack, app: WholeApp): any {
  if (Array.isArray(value)) {
    return value.map(inner => plainPolicy(inner, stack, app));
  }
  if (typeof value !== 'object' || value === null) {
    return typeof value === 'string' && value.includes('{{resolve:') ? unread(value) : value;
  }
  if (!isIntrinsic(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plainPolicy(inner, stack, app)]));
  }
  return referred(value, stack, app) ?? joined(value, stack, app) ?? unread(JSON.stringify(value));
}

/** The made-up id of a pool of the app. */
export const madeUpId = once((pool: IConstruct): string => {
  const hash = createHash('sha256').update(placeOf(pool)).digest('hex');
  const region = regionOf(Stack.of(pool));
  return cognito.CfnIdentityPool.isCfnIdentityPool(pool)
    ? `${region}:${[hash.slice(0, 8), hash.slice(8, 12), hash.slice(12, 16), hash.slice(16, 20), hash.slice(20, 32)].join('-')}`
    : `${region}_${hash.slice(0, 9)}`;
});

function referred(value: any, stack: Stack, app: WholeApp): string | undefined {
  const pseudo = {
    'AWS::Region': stack.region, 'AWS::Partition': stack.partition, 'AWS::URLSuffix': stack.urlSuffix, 'AWS::AccountId': stack.account,
  };
  const known = pseudo[value.Ref as keyof typeof pseudo];
  if (known !== undefined) {
    return Token.isUnresolved(known) ? STAND_INS[value.Ref] : known;
  }
  const { target, attribute } = app.reference(value, { stack }) ?? {};
  if (cognito.CfnIdentityPool.isCfnIdentityPool(target)) {
    return attribute === 'Ref' || attribute === 'Id' ? madeUpId(target) : undefined;
  }
  if (cognito.CfnUserPool.isCfnUserPool(target)) {
    const names: Record<string, string> = { Ref: madeUpId(target), UserPoolId: madeUpId(target), ProviderName: providerName(target) };
    return names[attribute!];
  }
  return exported(value, stack, app);
}

/** A region that is not known may be any; which one does not matter to who is let in. */
const STAND_INS: Record<string, string> = {
  'AWS::Region': SOME_REGION, 'AWS::Partition': 'aws', 'AWS::URLSuffix': 'amazonaws.com', 'AWS::AccountId': '123456789012',
};

function providerName(pool: cognito.CfnUserPool): string {
  return `cognito-idp.${regionOf(Stack.of(pool))}.amazonaws.com/${madeUpId(pool)}`;
}

/** An import of an output that is nothing but the id of an identity pool. */
function exported(value: any, stack: Stack, app: WholeApp): string | undefined {
  if (!('Fn::ImportValue' in value)) {
    return undefined;
  }
  const pools = app.of('AWS::Cognito::IdentityPool').filter(pool => app.refersTo(value, { stack }, pool) === 'yes');
  const [pool] = pools;
  return pools.length === 1 && cognito.CfnIdentityPool.isCfnIdentityPool(pool) ? madeUpId(pool) : undefined;
}

function joined(value: any, stack: Stack, app: WholeApp): string | undefined {
  const [separator, parts] = Array.isArray(value['Fn::Join']) ? value['Fn::Join'] : [];
  if (!Array.isArray(parts)) {
    return undefined;
  }
  const texts = parts.map(part => plainPolicy(part, stack, app));
  return texts.every(text => typeof text === 'string') ? texts.join(separator) : undefined;
}

function regionOf({ region }: Stack): string {
  return Token.isUnresolved(region) ? SOME_REGION : region;
}

function unread(text: string): object {
  return { 'Fn::Unresolved': text };
}
