import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { isIntrinsic } from '../app-tree/values';

/**
 * The characters of a policy that IAM surely counts: white space is free, and what only deployment knows counts as none.
 */
export function leastSize(policy: iam.Policy): number {
  return policy.document.isEmpty ? 0 : sizeOf(Stack.of(policy).resolve(policy.document));
}

function sizeOf(value: unknown): number {
  if (Array.isArray(value)) {
    return list(value);
  }
  if (typeof value !== 'object' || value === null) {
    return JSON.stringify(value).replace(/\s/gu, '').length;
  }
  if (isIntrinsic(value)) {
    return 2 + literals((value as Record<string, any>)['Fn::Join']?.[1]);
  }
  const entries = Object.entries(value);
  return 2 + Math.max(0, entries.length - 1) + entries.reduce(
    (sum, [key, inner]) => sum + JSON.stringify(key).length + 1 + sizeOf(inner), 0,
  );
}

function list(values: unknown[]): number {
  return 2 + Math.max(0, values.length - 1) + values.reduce<number>((sum, value) => sum + sizeOf(value), 0);
}

function literals(parts: unknown): number {
  return Array.isArray(parts) ? parts.reduce((sum, part) => sum + (typeof part === 'string' ? part.length : 0), 0) : 0;
}
