import type { AccessMatrix } from '../../access-model/access-matrix';
import type { AccessModel } from '../../access-model/access-model';
import type { Review } from '../../guardrails/check';
import type { NamedPolicy } from '../../policy';
import { StandIn, standInsOf } from '../../template/resolve/stand-ins';
import type { LoadedTemplate } from '../../template/text/load';
import { isUnresolved, possibleValues } from '../../template/values';

/** How far an answer reaches: what was not read, and what was taken for granted. */
export interface Limits {
  readonly notRead: readonly string[];
  readonly standIns: readonly StandIn[];
}

/** What the answers about access hang on and could not be read, each once, and what the templates were read with. */
export function limitsOf(
  model: AccessModel, matrices: readonly AccessMatrix[], { findings, accepted }: Review, templates: readonly LoadedTemplate[],
): Limits {
  const given = new Set(matrices.flatMap(({ rows }) => rows.map(({ outcome }) => outcome.role)));
  const { roles } = model._entities;
  const elsewhere = [...given].filter(role => role !== undefined && !roles.some(({ label }) => label === role));
  return {
    notRead: [...new Set([
      ...[...findings, ...accepted].filter(({ rule }) => rule === 'not-read').map(({ message }) => message),
      ...elsewhere.map(role => `whom ${role} trusts and what it may do: no template makes it`),
      ...roles.filter(({ label }) => given.has(label)).flatMap(role => [...role.policies, ...role.boundary ? [role.boundary] : []]
        .flatMap(policy => possibleValues(policy)).filter(policy => !isUnresolved(policy) && isOpaque(policy as NamedPolicy))
        .map(policy => policy as NamedPolicy)
        .map(({ name, partial }) => `what ${partial ? 'else ' : ''}${name} ${partial ? 'allows' : 'says'}, a policy of ${role.label}`)),
    ])],
    standIns: standInsOf(templates),
  };
}

function isOpaque({ name, document, partial }: NamedPolicy): boolean {
  return name !== undefined && (document === undefined || partial === true);
}

/** What was taken for granted, and by which option to say otherwise. */
export function standInText({ what, name, value, from }: StandIn): string {
  switch (what) {
    case 'parameter': return `parameter ${name} is '${value}', its default (--parameters ${name}=…)`;
    case 'region': return `region ${value}${from === 'trust policies' ? ', which the trust policies of the roles tell' : ', a stand-in'} `
      + '(--region …)';
    default: return `account ${value}, a stand-in (--account …)`;
  }
}

/** Stand-ins that are the same for several templates are said once. */
export function standInTexts(standIns: readonly StandIn[]): string[] {
  return [...new Set(standIns.map(standInText))];
}
