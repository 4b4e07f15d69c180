import * as fc from 'fast-check';
import { beside as madeBeside, replicaOf, usualKey } from './beside';
import { clientOf, externalOf, firstClient, machineOf } from './clients';
import { blueprints, existingIdentitiesOf, existingPoolOf, farPoolOf } from './existing';
import { providerOf, usualProvider } from './federation';
import { grantOf } from './grants';
import { careful } from './knobs';
import { clashesOfPages, lookOf, pagesOf, secondPagesOf } from './login-pages';
import { clashesOfProps, props } from './pool';
import { clashesOfProtection, protectedClientOf } from './protection';
import { groupOf, ruleOf, tagsOf } from './roles';
import { Layout, Program, says, Statement } from './statement';
import { apiOf, memberOf, onceOf, personOf } from './surroundings';
import { kitOf, triggerOf } from './triggers';

const oneOf = (id: string): fc.Arbitrary<Statement> => fc.oneof(
  { weight: 4, arbitrary: clientOf(id) },
  { weight: 2, arbitrary: machineOf(id) },
  { weight: 1, arbitrary: externalOf(id) },
  { weight: 3, arbitrary: providerOf(id) },
  { weight: 1, arbitrary: secondPagesOf(id) },
  { weight: 2, arbitrary: lookOf(id) },
  { weight: 3, arbitrary: groupOf(id) },
  { weight: 2, arbitrary: ruleOf(id) },
  { weight: 2, arbitrary: tagsOf(id) },
  { weight: 6, arbitrary: grantOf(id) },
  { weight: 3, arbitrary: triggerOf(id) },
  { weight: 1, arbitrary: kitOf() },
  { weight: 1, arbitrary: personOf(id) },
  { weight: 1, arbitrary: memberOf(id) },
  { weight: 2, arbitrary: apiOf(id) },
  { weight: 1, arbitrary: onceOf(id) },
  { weight: 1, arbitrary: existingPoolOf(id) },
  { weight: 1, arbitrary: existingIdentitiesOf(id) },
  { weight: 1, arbitrary: farPoolOf(id) },
  { weight: 1, arbitrary: replicaOf() },
  { weight: 1, arbitrary: protectedClientOf(id) },
);

const maybe = <T>(arbitrary: fc.Arbitrary<T>, nil: number): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: nil, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });

export const programs: fc.Arbitrary<Program> = fc.record({
  region: fc.constantFrom(undefined, 'us-east-1', 'eu-central-1', 'us-gov-west-1'),
  account: fc.constantFrom(undefined, undefined, '111122223333'),
  layout: fc.constantFrom<Layout>('one', 'two', 'two', 'nested', 'stage', 'auth nested'),
  props,
  pages: maybe(pagesOf('0'), 2),
  client: maybe(firstClient, 3),
  blueprint: maybe(blueprints, 11),
  beside: maybe(madeBeside, 5),
  careful,
  statements: fc.array(fc.constant(0), { maxLength: 6 })
    .chain(places => fc.tuple(...places.map((_, i) => oneOf(String(i + 1)))))
    .map(oneTriggerOfAKind),
}).map(({ careful: isCareful, ...program }) => isCareful ? agreeing(program as Program) : program as Program);

/** Leaves out of the props what contradicts the statements, and adds the provider that a client names. */
function agreeing(program: Program): Program {
  const { values, refusals } = program.props;
  const all = [...program.statements.map(({ facts = {} }) => facts), ...(program.client ? [program.client.facts] : [])];
  const missing = ['Corp', 'Google'].filter(name => all.some(({ client }) => client?.offers?.includes(name))
    && !all.some(({ provider }) => provider === name));
  const { guestRole, classicFlow, plan, ...rest } = values;
  const chooses = all.some(({ choosesRole }) => choosesRole);
  return {
    ...program,
    props: {
      values: {
        ...rest,
        ...(guestRole && rest.guestAccess ? { guestRole } : {}),
        ...(classicFlow !== undefined && !chooses ? { classicFlow } : {}),
        ...(plan === 'PLUS' ? { plan } : {}),
      },
      refusals,
    },
    ...(all.some(({ single }) => single === 'replica') ? { beside: usualKey } : {}),
    statements: [...program.statements, ...missing.map(usualProvider)],
  };
}

function oneTriggerOfAKind(statements: Statement[]): Statement[] {
  return statements.filter(({ facts: { trigger } = {} }, i) =>
    trigger === undefined || statements.findIndex(other => other.facts?.trigger === trigger) === i);
}

/** What has to be refused, by the documentation alone; one of it is what the message is about. */
export function refusalsOf(program: Program): RegExp[] {
  const { props: { refusals }, client, blueprint, beside, statements } = program;
  const identifiers = statements.flatMap(({ unique }) => unique ?? []);
  return [
    ...refusals,
    ...clashesOfProps(program),
    ...clashesOfProtection(program),
    ...clashesOfPages(program),
    ...(client ? [...client.refusals, ...client.clashes(program)] : []),
    ...(blueprint?.clashes(program) ?? []),
    ...(beside?.clashes(program) ?? []),
    ...statements.flatMap(statement => [...statement.refusals, ...(statement.clashes?.(program) ?? [])]),
    ...says(new Set(identifiers).size < identifiers.length, /identifier .* as well/),
  ];
}
