import type { AccessMatrix } from '../../access-model/access-matrix';
import type { AccessModel } from '../../access-model/access-model';
import type { Review } from '../../guardrails/check';
import type { NamedPolicy } from '../../policy';
import { Names } from '../../template/names';
import { StandIn, standInsOf } from '../../template/resolve/stand-ins';
import type { LoadedTemplate } from '../../template/text/load';
import { isUnresolved, possibleValues } from '../../template/values';

/** How far an answer reaches: what was not read, and what was taken for granted. */
export interface Limits {
  readonly notRead: readonly string[];
  readonly standIns: readonly StandIn[];
  /** Names in the answers that are not those of the deployment, with what they are used for. */
  readonly madeUpNames: readonly string[];
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
    madeUpNames: [...stackNames(templates), ...resourceNames(model, matrices, templates)],
  };
}

/** Stacks whose name is part of others, and is not said. */
function stackNames(templates: readonly LoadedTemplate[]): string[] {
  return templates.filter(({ stackName, nestedIn, body }) =>
    (stackName === undefined || nestedIn) && /AWS::Stack(Name|Id)/.test(JSON.stringify(body.Resources)))
    .map(({ name, stackName = name }) => `stack name ${stackName}, a stand-in`);
}

/** Resources that answers call by their logical id, since the deployment names them. */
function resourceNames(model: AccessModel, matrices: readonly AccessMatrix[], templates: readonly LoadedTemplate[]): string[] {
  const names = new Names([...templates]);
  const shown = matrices.flatMap(({ rows }) => rows.flatMap(({ permits }) => permits.flatMap(({ resources }) => resources)));
  const parts = new Set(shown.flatMap(resource => resource.split(/[:/]/)));
  const named = model._entities.resources.flatMap(resource => {
    const name = names.nameInPlace(resource.template, resource.logicalId);
    const isOwn = !parts.has(name) || Object.values(resource.props).includes(name);
    return isOwn ? [] : [`name ${name}, a stand-in for that of the ${resource.type} ${resource.constructPath ?? resource.label}`];
  });
  return [...new Set(named)];
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

/** All that was taken for granted. */
export function readWith({ standIns, madeUpNames }: Limits): string[] {
  return [...standInTexts(standIns), ...madeUpNames];
}

/** Stand-ins that are the same for several templates are said once. */
export function standInTexts(standIns: readonly StandIn[]): string[] {
  return [...new Set(standIns.map(standInText))];
}
