import { Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as iam from 'aws-cdk-lib/aws-iam';
import { madeUpId, plainPolicy } from '../../app-tree/plain-policy';
import { WholeApp } from '../../app-tree/whole-app';
import { IDENTITY_SERVICES } from '../../identity-facts/trust/identity-service';
import { Standing, TrustOfPool, trustOfPool } from '../../identity-facts/trust/trust-of-pool';
import { Decision } from '../../policy';
import { asList } from '../../private/as-list';
import { isTrustAsWritten } from '../../roles/trust';

/** What a trust policy says about identities of a pool. */
export interface TrustReview {
  /** Why it lets in those that it should not, or none at all. */
  readonly errors: string[];
  /** What it says besides, which may be meant. */
  readonly doubts: string[];
}

/** With tags, the service asks for both actions at once. */
const NOT_TAGGED =
  'does not allow sts:TagSession beside sts:AssumeRoleWithWebIdentity, without which the principal tags keep everyone out of it';

/** Judges the trust policies of the roles of one identity pool, as their templates will have them. */
export class TrustReviewer {
  private readonly known = new Map<string, TrustReview>();

  constructor(
    private readonly app: WholeApp, private readonly pool: cognito.CfnIdentityPool, private readonly providerNames: readonly string[],
  ) {}

  /**
   * Whether a role lets identities of this pool and standing in, and nobody else whom the identity pool service vouches for.
   *
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html
   */
  public review(role: iam.CfnRole, standing: Standing, tags: readonly (readonly string[])[] = []): TrustReview {
    const document = this.documentOf(role);
    // of what was written here it is known that the policy engine finds nothing: a plain app need not load it
    if (isTrustAsWritten(document, role, madeUpId(this.pool), standing, tags.length > 0)) {
      return { errors: [], doubts: [] };
    }
    const key = `${standing} ${JSON.stringify([tags, document])}`;
    const review = this.known.get(key) ?? this.judge(document, standing, tags);
    this.known.set(key, review);
    return review;
  }

  /** Whether identities of this pool can name the role themselves, where the flow lets them. */
  public admits(role: iam.CfnRole): boolean {
    const document = this.documentOf(role);
    return JSON.stringify(document).includes('cognito-identity')
      && (['authenticated', 'unauthenticated'] as const).some(standing => this.verdict(document, standing).intended !== Decision.DENIED);
  }

  /** Whether those whom the role is for pass its trust policy. */
  public lets(role: iam.CfnRole, standing: Standing): Decision {
    return this.verdict(this.documentOf(role), standing).intended;
  }

  private judge(document: unknown, standing: Standing, tags: readonly (readonly string[])[]): TrustReview {
    const tagged = tags.length > 0;
    const verdict = this.verdict(document, standing, tagged ? tags : undefined);
    const review = worded(verdict, document, standing, madeUpId(this.pool));
    const shutByTags = tagged && standing === 'authenticated' && verdict.intended !== Decision.DENIED && verdict.tagged === Decision.DENIED;
    return shutByTags ? { ...review, errors: [...review.errors, NOT_TAGGED] } : review;
  }

  private verdict(document: unknown, standing: Standing, tags?: readonly (readonly string[])[]): TrustOfPool {
    const { stack } = this.pool;
    const providers = this.providerNames.map(name => plainPolicy(this.app.resolve(name, this.pool), stack, this.app))
      .filter((name): name is string => typeof name === 'string');
    return trustOfPool(document, { id: madeUpId(this.pool), standing, providers, tags });
  }

  private documentOf(role: iam.CfnRole): any {
    return documentOf(role, this.app);
  }
}

/** Whether those who signed in to an identity pool that is made elsewhere pass the trust policy of a role. */
export function letsMembersIn(role: iam.CfnRole, id: string, app: WholeApp): Decision {
  return trustOfPool(documentOf(role, app), { id, standing: 'authenticated', providers: [] }).intended;
}

function documentOf(role: iam.CfnRole, app: WholeApp): any {
  return plainPolicy(app.properties(role).AssumeRolePolicyDocument, Stack.of(role), app);
}

/** What isn't known counts as unsafe; that the right ones may be kept out by what isn't known is a doubt. */
function worded(
  { intended, strangers, others, otherPools, audiences }: TrustOfPool, document: any, standing: Standing, id: string,
): TrustReview {
  const wide = [
    ...(strangers === Decision.DENIED ? [] : [aboutStrangers(strangers === Decision.ALLOWED, audiences)]),
    ...(others === Decision.DENIED ? [] : [`lets others than ${standing} identities in`]),
  ];
  const shut = audiences.length > 0 && !audiences.includes(id)
    ? 'trusts another identity pool instead of this one'
    : `does not trust this identity pool for ${standing} identities`;
  return {
    errors: intended === Decision.DENIED && wide.length === 0 ? [shut] : wide,
    doubts: [
      ...(intended === Decision.UNKNOWN ? ['has conditions of which it isn\'t known here whether its identities meet them'] : []),
      ...(otherPools === Decision.DENIED ? [] : ['trusts other identity pools too']),
      ...(asList<any>(document?.Statement).some(isForOthers) ? ['trusts others than this identity pool too'] : []),
    ],
  };
}

function aboutStrangers(certain: boolean, audiences: readonly string[]): string {
  if (!certain) {
    return 'may trust identity pools of other accounts, since what it compares aud with isn\'t known here';
  }
  return audiences.some(audience => /[*?]/.test(audience))
    ? 'trusts identity pools of other accounts, since it compares aud with a pattern'
    : 'does not say by aud which identity pool it trusts';
}

function isForOthers({ Effect, Principal, NotPrincipal }: any): boolean {
  const entries = typeof Principal === 'object' && Principal !== null ? Object.entries(Principal) : [];
  return Effect === 'Allow' && (NotPrincipal !== undefined || typeof Principal === 'string' || entries.some(([kind, names]) =>
    kind !== 'Federated' || asList<any>(names).some(name => !IDENTITY_SERVICES.some(({ principal }) => principal === name))));
}
