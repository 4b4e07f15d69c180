import { Acceptance, acceptancesOf, ACCEPTANCE_METADATA } from '../acceptances';
import { isObject, namesOnly } from '../values';

/** Templates as far as they matter here. */
interface Resources {
  readonly Resources: Readonly<Record<string, { readonly Metadata?: Readonly<Record<string, unknown>> }>>;
}

/** Where the metadata of a construct has what `Validations.of(construct).acknowledge` was told (aws-cdk-lib, `Validations`). */
export const ACKNOWLEDGED = 'aws:cdk:acknowledged-rules';

/** How the CDK's own acknowledgements name the guardrails. */
export const ACKNOWLEDGED_PREFIX = 'cdk-cognito-auth::';

/** What is acknowledged of the guardrails, by the path of the construct at which that was said. */
export type Acknowledged = ReadonlyMap<string, readonly Acceptance[]>;

/** As the metadata of a stack has it. What was said around the stack, at its app say, is not in it. */
export function acknowledgedIn(metadata: unknown): Acknowledged {
  const found = new Map<string, Acceptance[]>();
  for (const [path, entries] of Object.entries(isObject(metadata) ? metadata : {})) {
    for (const entry of Array.isArray(entries) ? entries : []) {
      if (!isObject(entry) || entry.type !== ACKNOWLEDGED || !isObject(entry.data)) continue;
      const said = Object.entries(entry.data).flatMap(([id, reason]) => id.startsWith(ACKNOWLEDGED_PREFIX) && typeof reason === 'string'
        ? [{ rule: id.slice(ACKNOWLEDGED_PREFIX.length), reason }] : []);
      const place = path.replace(/^\//, '');
      found.set(place, [...found.get(place) ?? [], ...said]);
    }
  }
  return found;
}

/**
 * A template whose resources accept what is acknowledged at them or around them, where they do not say so themselves. Constructs of this
 * library write it into the template; others leave it to the metadata of their stack.
 */
export function withAcknowledged<T extends Resources>(body: T, acknowledged: Acknowledged): T {
  return acknowledged.size === 0 ? body : accepting(body, (_, metadata) => {
    const own = acceptancesOf(metadata);
    const around = scopesOf(metadata?.['aws:cdk:path']).flatMap(path => acknowledged.get(path) ?? [])
      .filter(({ rule }, at, all) => all.findIndex(other => other.rule === rule) === at && !own.some(other => other.rule === rule));
    return [...own, ...around];
  });
}

/** A template whose resources accept what those of another reading of it do. */
export function withAcceptancesOf<T extends Resources>(body: T, { Resources: known }: Resources): T {
  return accepting(body, logicalId => acceptancesOf(known[logicalId]?.Metadata));
}

function accepting<T extends Resources>(
  body: T, acceptances: (logicalId: string, metadata?: Readonly<Record<string, unknown>>) => Acceptance[],
): T {
  return {
    ...body,
    Resources: namesOnly(Object.fromEntries(Object.entries(body.Resources).map(([logicalId, resource]) => {
      const accepts = acceptances(logicalId, resource.Metadata);
      return [logicalId, accepts.length === 0 ? resource : {
        ...resource, Metadata: { ...resource.Metadata, [ACCEPTANCE_METADATA]: { accepts } },
      }];
    }))),
  };
}

/** The path of a construct and those of what it is in, from the inside out. */
function scopesOf(path: unknown): string[] {
  const parts = typeof path === 'string' ? path.split('/') : [];
  return parts.map((_, at) => parts.slice(0, parts.length - at).join('/'));
}
