import { FOREIGN_CARRIERS, foreignPolicies } from './foreign-resource-policies';
import { isPublic } from './public-policy';
import { refusal } from './refusal';
import type { FoundPolicy, PolicyCarrier, ResourcePolicy } from './resource-policy';
import { READERS, within } from './resource-policy-readers';
import { asList } from '../../private/as-list';
import { asBoolean, isNoValue } from '../../template/values';

/** Every policy on a resource that the templates have, of all services or of one. */
export function resourcePoliciesOf<T extends PolicyCarrier>(resources: readonly T[]): ResourcePolicy<T>[] {
  return resources.flatMap(at =>
    foundAt(at).filter(({ document, service }) => service === 'kms' || (document !== undefined && !isNoValue(document)))
      .map(found => ({ at, ...found, ...blocked(at, found, resources) })));
}

/** The types of resources that may have one, or that say whether one counts. */
export const POLICY_CARRIERS: readonly string[] = [...Object.keys(READERS), ...FOREIGN_CARRIERS, 'AWS::S3::Bucket'];

function foundAt(at: PolicyCarrier): FoundPolicy[] {
  return Object.hasOwn(READERS, at.type) ? READERS[at.type](at) : foreignPolicies(at);
}

/** New buckets block public policies unless told otherwise, tables always do, and domains unless something else protects them. */
function blocked(
  at: PolicyCarrier, { service, document, targets }: FoundPolicy, resources: readonly PolicyCarrier[],
): Pick<FoundPolicy, 'doubt' | 'refused'> {
  if (!['s3', 'dynamodb', 'es'].includes(service) || !isPublic(document)) return {};
  if (service === 'dynamodb') return refusal('DynamoDB refuses a public policy');
  if (service === 'es') return isOpenDomain(at) ? { doubt: `${at.label} may be refused, since ${OPEN_DOMAIN}` } : {};
  const bucket = resources.find(({ type, ref, props }) =>
    type === 'AWS::S3::Bucket' && (ref === targets || (props.BucketName !== undefined && props.BucketName === targets)));
  if (!bucket) return {};
  const block = within(bucket.props.PublicAccessBlockConfiguration, 'BlockPublicPolicy');
  if (asBoolean(block) === false) return {};
  const why = `the bucket ${bucket.label} refuses a public policy unless BlockPublicPolicy is false`;
  return asBoolean(block) === true ? refusal(why) : { doubt: why };
}

/**
 * "Enable fine-grained access control or apply a restrictive access policy to your domain", a ValidationException says.
 *
 * @see https://github.com/aws-samples/amazon-opensearch-service-sample-cdk/pull/133
 */
const OPEN_DOMAIN = 'a domain outside a VPC has no open policy unless it has fine-grained access control';

function isOpenDomain({ props }: PolicyCarrier): boolean {
  return props.VPCOptions === undefined && !hasFineGrainedAccess(props);
}

/**
 * Whether a domain decides about users by itself too, after IAM.
 *
 * @see https://docs.aws.amazon.com/opensearch-service/latest/developerguide/fgac.html
 */
export function hasFineGrainedAccess(props: PolicyCarrier['props']): boolean {
  const enabled = within(props.AdvancedSecurityOptions, 'Enabled');
  return !isNoValue(enabled) && asBoolean(enabled) !== false;
}

/** The texts by which a policy says what it stands on. */
export function targetsOf({ targets }: Pick<ResourcePolicy, 'targets'>): unknown[] {
  return asList(targets);
}
