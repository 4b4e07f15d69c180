import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { nameOf } from '../../app-tree/app-resource';
import { WholeApp } from '../../app-tree/whole-app';

/** What a resolved reference names, by the path of its construct, or the value as it is. */
export function targetName(value: any, scope: Construct, app: WholeApp): string {
  const target = app.reference(value, { stack: Stack.of(scope) })?.target;
  return target && 'cfnResourceType' in target ? nameOf(target) : typeof value === 'string' ? value : JSON.stringify(value);
}

/** A resolved value in a form to compare: what a reference names counts, not whether a token wrote it or an override by logical id. */
export function comparable(value: any, scope: Construct, app: WholeApp): string {
  const { target, attribute } = app.reference(value, { stack: Stack.of(scope) }) ?? {};
  return target && 'cfnResourceType' in target ? `${nameOf(target)} ${attribute}` : JSON.stringify(value);
}
