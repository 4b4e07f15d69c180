import { Stack, Token } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { placeOf } from './app-resource';
import { WholeApp } from './whole-app';

/**
 * A resolved value as one text, in which what it refers to stands in `«»`. Values that are spelled alike are one, wherever they stand in
 * the app; what can't be spelled counts as another in each stack.
 */
export function spelledOut(value: any, stack: Stack, app: WholeApp): string {
  if (typeof value !== 'object' || value === null) {
    return String(value);
  }
  const spell = (inner: any) => spelledOut(inner, stack, app);
  const [separator, parts] = Array.isArray(value['Fn::Join']) ? value['Fn::Join'] : [];
  if (Array.isArray(parts)) {
    return parts.map(spell).join(separator);
  }
  if ('Fn::Sub' in value) {
    return substituted(value['Fn::Sub'], spell);
  }
  return referred(value, stack, app) ?? `«${[stack.node.path, JSON.stringify(value)].join(' ').replace(/[«»]/g, '')}»`;
}

function referred(value: any, stack: Stack, app: WholeApp): string | undefined {
  if (typeof value.Ref === 'string' && value.Ref.startsWith('AWS::')) {
    return `«${value.Ref}»`;
  }
  const { target, attribute } = app.reference(value, { stack }) ?? {};
  if (target === undefined) {
    return undefined;
  }
  const place = placeOf(target);
  if (cognito.CfnUserPool.isCfnUserPool(target) && attribute === 'ProviderName') {
    const { region, urlSuffix } = Stack.of(target);
    return `cognito-idp.${Token.isUnresolved(region) ? '«AWS::Region»' : region}.${
      Token.isUnresolved(urlSuffix) ? '«AWS::URLSuffix»' : urlSuffix}/«${place}»`;
  }
  return `«${place}${['Ref', 'UserPoolId'].includes(attribute!) ? '' : `.${attribute}`}»`;
}

function substituted(argument: any, spell: (value: any) => string): string {
  const [text, variables] = Array.isArray(argument) ? argument : [argument, {}];
  return String(text).replace(/\$\{([^!}][^}]*)\}/g, (_, written: string) => {
    const name = written.trim();
    if (Object.hasOwn(variables ?? {}, name)) return spell(variables[name]);
    return spell(name.includes('.') ? { 'Fn::GetAtt': name } : { Ref: name });
  });
}
