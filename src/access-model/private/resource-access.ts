import { standsOn } from '../../identity-facts/data/governed';
import { hasFineGrainedAccess, resourcePoliciesOf, targetsOf } from '../../identity-facts/data/resource-policies';
import type { ResourcePolicy } from '../../identity-facts/data/resource-policy';
import type { Entity, IdentityPoolEntity, ModelEntities, RoleEntity } from '../../identity-facts/entities/entities';
import { keysOfS3, PERHAPS_ABSENT } from '../../identity-facts/trust/request-keys';
import { identityService } from '../../identity-facts/trust/service';
import { NamedPolicy, RequestContextValues, SessionPrincipal } from '../../policy';
import { once } from '../../private/once';
import { groupBy } from '../../template/names';
import { isNoValue, lift, NO_VALUE, under, whyUnresolved } from '../../template/values';

/** The policies on a resource, each of which may hang on conditions of the template. */
export interface OnResource {
  readonly resource: unknown[];
  readonly resourceDecides: boolean;
}

/** The account of a resource, or why it is not known. */
type Owner = RequestContextValues[string];

const SEARCH_DOMAINS = ['AWS::OpenSearchService::Domain', 'AWS::Elasticsearch::Domain'];
const ENHANCED_SESSION = 'CognitoIdentityCredentials';

const policiesByService = once(({ resources }: ModelEntities): Map<unknown, ResourcePolicy<Entity>[]> =>
  groupBy(resourcePoliciesOf(resources), ({ service }) => service));

/** What stands on the resources of the templates that bears on who may use them. */
export class ResourceAccess {
  constructor(private readonly entities: ModelEntities) {}

  /** What counts besides the policies of a role when it asks for a resource, which may be called in several ways. */
  public of(role: RoleEntity, action: string, names: readonly string[]): OnResource {
    const service = action.split(':')[0].toLowerCase();
    const policies = (policiesByService(this.entities).get(service) ?? []).map(policy => this.counting(policy, role, action, names))
      .filter(policy => !isNoValue(policy));
    const ofKey = service === 'kms' && /^arn:[^:]*:kms:[^:]*:[^:]*:key\//.test(names[0]);
    const unread = ofKey && policies.length === 0 ? [{ name: `the key policy of ${names[0]}` }] : [];
    return { resource: [...policies, ...unread], resourceDecides: ofKey };
  }

  /** What decides besides IAM about what the services do by a call, where something does. */
  public alsoDecides(action: string, names: readonly string[], context: RequestContextValues): string | undefined {
    if (needsIotPolicy(action, context)) return 'whoever signs in needs an AWS IoT policy on the identity too, which no template shows';
    const domain = /^es:ESHttp/i.test(action) && this.entities.resources.find(({ type, ref, props }) => SEARCH_DOMAINS.includes(type)
      && hasFineGrainedAccess(props) && typeof ref === 'string' && names.some(name => standsOn('es', ref, name)));
    return domain ? `${domain.label} has fine-grained access control, which decides about each user by itself` : undefined;
  }

  /** The account of a resource. The ARN of a bucket does not say it, and one that is not of the templates may be anybody's. */
  public ownerOf(resource: string, { arn, template }: RoleEntity): Owner {
    const [, , service, , account] = resource.split(':');
    const [, , , , own] = arn.split(':');
    if (/^\d{12}$/.test(account)) return account;
    if (service !== 's3') return own;
    const bucket = this.entities.resources.find(({ type, ref }) => type === 'AWS::S3::Bucket' && standsOn('s3', String(ref), resource));
    if (bucket === undefined) return { unknown: `whose bucket has ${resource} is not in the templates` };
    return bucket.template === template ? own : this.entities.accounts.get(bucket.template) ?? own;
  }

  private counting(policy: ResourcePolicy<Entity>, role: RoleEntity, action: string, names: readonly string[]): unknown {
    const { at, service, only } = policy;
    const beyond = only === undefined || only.includes(action.toLowerCase()) ? undefined
      : `whether ${at.label} counts, which need not be heeded except about ${only.join(', ')}`;
    const document = policy.document ?? delegating(role);
    const named = (doubt?: string) => ({ name: at.label, document, ...(doubt === undefined ? {} : { doubt }) });
    const standing = (why: string) => `what ${at.label} stands on: ${why}`;
    const elsewhere = this.isElsewhere(at, role) ? `${at.label} is in another account, which is no part of this answer` : undefined;
    return under(at.conditions, lift(policy.targets, given => {
      if (policy.foreign) return named(policy.doubt);
      const targets = targetsOf({ targets: given });
      if (targets.some(target => typeof target === 'string' && names.some(name => standsOn(service, target, name)))) {
        return named(elsewhere ?? policy.doubt ?? beyond);
      }
      const why = whyUnresolved(targets);
      return why === undefined ? NO_VALUE : named(standing(why));
    }, ({ 'Fn::Unresolved': why }) => named(standing(why))));
  }

  private isElsewhere(at: Entity, role: RoleEntity): boolean {
    const [one, other] = [this.entities.accounts.get(at.template), this.entities.accounts.get(role.template)];
    return one !== undefined && other !== undefined && one !== other;
  }
}

/** What KMS gives a key that says nothing. */
function delegating({ arn }: RoleEntity): NamedPolicy['document'] {
  const [, partition, , , account] = arn.split(':');
  return {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { AWS: `arn:${partition}:iam::${account}:root` }, Action: 'kms:*', Resource: '*' }],
  };
}

/** How a session of the role is called that one of these identity pools gives. */
export function principalOf(role: RoleEntity, pools: readonly IdentityPoolEntity[], classic: boolean): SessionPrincipal {
  const [pool] = pools;
  return {
    roleArn: role.arn,
    ...(pool ? { federated: identityService(pool).principal } : {}),
    ...(pool && !classic ? { sessionName: ENHANCED_SESSION } : {}),
  };
}

/**
 * Keys that conditions on resources ask for and that neither the role nor the token tells.
 *
 * @param told what is said of the request
 */
export function keysOfAccess(role: RoleEntity, action: string, owner: Owner, told: RequestContextValues): RequestContextValues {
  const [, , , , account] = role.arn.split(':');
  return {
    ...PERHAPS_ABSENT,
    'aws:ResourceAccount': owner,
    ...(/^s3:/i.test(action) ? { 's3:ResourceAccount': owner } : {}),
    ...keysOfS3(action, told),
    ...(/^kms:/i.test(action) ? { 'kms:CallerAccount': account } : {}),
    ...(/^sns:/i.test(action) ? { 'aws:SourceOwner': { unknown: 'SNS fills it in' } } : {}),
    ...(/^lambda:Invoke/i.test(action) ? Object.fromEntries(['FunctionUrlAuthType', 'InvokedViaFunctionUrl']
      .map(key => [`lambda:${key}`, { unknown: `it hangs on how the function is called: give lambda:${key} in the context` }])) : {}),
  };
}

const IOT_DATA = new RegExp(`^iot:(${[
  'Connect', 'Publish', 'RetainPublish', 'Subscribe', 'Receive', '(Get|Update|Delete)ThingShadow', 'ListNamedShadowsForThing',
  '(Get|List)RetainedMessages?',
  'DescribeJobExecution', 'GetPendingJobExecutions', 'StartNextPendingJobExecution', 'UpdateJobExecution', 'DeleteConnection',
].join('|')})$`, 'i');

/**
 * Whether AWS IoT wants more than the role: a policy of its own on the identity of whoever signed in. Guests need the role only.
 *
 * @see https://docs.aws.amazon.com/iot/latest/developerguide/cog-iot-policies.html
 */
export function needsIotPolicy(action: string, context: RequestContextValues): boolean {
  const amr = Object.entries(context).filter(([key]) => /^cognito-identity[\w.-]*:amr$/i.test(key)).flatMap(([, value]) => value);
  return amr.length > 0 && !amr.includes('unauthenticated') && IOT_DATA.test(action);
}
