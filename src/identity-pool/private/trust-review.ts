import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { covers } from '../../policy/action-pattern';
import { asList } from '../../private/as-list';
import { Standing, identityService } from '../../roles/trust';

/** What a trust policy says about identities of a pool. */
export interface TrustReview {
  /** Why it lets in those that it should not, or none at all. */
  readonly errors: string[];
  /** What it says besides, which may be meant. */
  readonly doubts: string[];
}

/**
 * Whether a trust policy lets identities of this pool and standing in, and nobody else whom the identity pool service vouches for.
 * Each Allow statement for that service is judged, since one that is open is enough.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html
 */
export function reviewTrust(scope: Construct, trust: unknown, identityPoolId: string, standing: Standing): TrustReview {
  const statements = asList<any>(Stack.of(scope).resolve(trust)?.Statement);
  const { principal, keys } = identityService(scope);
  const pool = JSON.stringify(Stack.of(scope).resolve(identityPoolId));
  const assumptions = statements.filter(statement => statement.Effect === 'Allow'
    && asList<any>(statement.Principal?.Federated).includes(principal) && asList<any>(statement.Action).some(isAssumption));
  const reviews = assumptions.map(({ Condition }) => reviewConditions(new Conditions(Condition ?? {}, keys), pool, standing));
  const others = statements.filter(statement => statement.Effect === 'Allow' && !assumptions.includes(statement) && !isSessionTagging(statement, principal));
  return {
    errors: assumptions.length === 0 ? [`does not trust this identity pool for ${standing} identities`] : reviews.flatMap(({ errors }) => errors),
    doubts: [
      ...reviews.flatMap(({ doubts }) => doubts),
      ...(others.length > 0 ? ['trusts others than this identity pool too'] : []),
      ...(statements.some(({ Effect }) => Effect === 'Deny') ? ['has a statement that denies, which may keep its identities out'] : []),
    ],
  };
}

function reviewConditions(conditions: Conditions, pool: string, standing: Standing): TrustReview {
  const pools = conditions.values(['StringEquals', 'StringLike'], 'aud').map(aud => JSON.stringify(aud));
  const standings = conditions.values(['ForAnyValue:StringLike', 'ForAnyValue:StringEquals'], 'amr');
  return {
    errors: [
      ...(pools.includes(pool) ? [] : [pools.length === 0 ? 'does not say by aud which identity pool it trusts' : 'trusts another identity pool instead of this one']),
      ...(standings.length > 0 && standings.every(amr => isOf(amr, standing)) ? [] : [`lets others than ${standing} identities in`]),
    ],
    doubts: [
      ...(pools.includes(pool) && pools.some(other => other !== pool) ? ['trusts other identity pools too'] : []),
      ...(conditions.further ? ['has conditions besides those on the pool and the standing, which may keep its identities out'] : []),
    ],
  };
}

function isAssumption(action: string): boolean {
  return covers(action, 'sts:AssumeRoleWithWebIdentity');
}

/** An identity that signed in has `authenticated` in its `amr`, and the provider it came by. */
function isOf(amr: unknown, standing: Standing): boolean {
  return typeof amr !== 'string' || amr === standing || (standing === 'authenticated' && amr !== 'unauthenticated' && !/[*?]/.test(amr));
}

function isSessionTagging(statement: any, principal: string): boolean {
  return asList<any>(statement.Action).every(action => action === 'sts:TagSession') && asList<any>(statement.Principal?.Federated).includes(principal);
}

class Conditions {
  private readonly entries: [string, string, unknown][];

  constructor(condition: Record<string, Record<string, unknown>>, private readonly prefix: string) {
    this.entries = Object.entries(condition).flatMap(([operator, keys]) =>
      Object.entries(keys).map(([key, values]): [string, string, unknown] => [operator, key, values]));
  }

  /** What a key of the pool's token is compared with by these operators. */
  public values(operators: string[], key: string): unknown[] {
    return this.entries.filter(([operator, name]) => operators.includes(operator) && name === `${this.prefix}:${key}`).flatMap(([,, values]) => asList<any>(values));
  }

  public get further(): boolean {
    return this.entries.some(([, name]) => name !== `${this.prefix}:aud` && name !== `${this.prefix}:amr`);
  }
}
