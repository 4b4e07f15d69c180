import { POLICIES } from './policies.generated';
import type { NamedPolicy, PolicyDocument } from '../types';

/** Policies of AWS have no account in their ARN; one of the customer's of the same name is another one. */
const OF_AWS = /^arn:(.+?):iam::aws:policy\/(.+)$/;

/**
 * A policy that AWS manages, with the content that is known of it and since when it is so. Its resources are those of the partition
 * that the ARN names.
 *
 * @see https://docs.aws.amazon.com/aws-managed-policy/latest/reference/about-managed-policy-reference.html
 */
export function policyOfAws(arn: unknown): NamedPolicy & { readonly document: PolicyDocument } | undefined {
  const [, partition, path] = OF_AWS.exec(String(arn)) ?? [];
  if (partition === undefined || !Object.hasOwn(POLICIES, path)) return undefined;
  const { version, date, document, partial } = POLICIES[path];
  return {
    name: `${String(arn)} (${version} of ${date})`,
    document: partition === 'aws' ? document : JSON.parse(JSON.stringify(document).replaceAll('"arn:aws:', `"arn:${partition}:`)),
    asOf: date,
    ...partial ? { partial } : {},
  };
}

/** Whether the whole of what a policy says is known here. */
export function isKnownWhole(arn: unknown): boolean {
  const policy = policyOfAws(arn);
  return policy !== undefined && !policy.partial;
}

/** Whether a policy of AWS that is not known here says by its name that it allows anything in a service. */
export function isNamedFull(arn: string): boolean {
  const path = OF_AWS.exec(arn)?.[2] ?? '';
  return path.endsWith('FullAccess') && !isKnownWhole(arn);
}
