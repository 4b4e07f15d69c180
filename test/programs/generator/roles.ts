import { Duration } from 'aws-cdk-lib';
import * as fc from 'fast-check';
import { Choice, knob, late, text, turned } from './knobs';
import { factsOf, says, Statement } from './statement';
import { Claim, RoleRule } from '../../../src';

export const groupOf = (id: string): fc.Arbitrary<Statement> => fc.tuple(
  knob([`g${id}`, `team-${id}/leads`, `${text(126)}${id}`.slice(-128), `${id}ünïcode`], [
    [`${id} blank`, /name/], [text(129), /name/], ['', /name/],
  ]),
  fc.record<any>({
    precedence: knob([2 ** 31 - 1 - Number(id)], [[-1, /precedence/], [2 ** 31, /precedence/], [0.5, /precedence/]]),
    description: knob(['', text(2048)], [[text(2049), /description/]]),
    inherit: knob([true, false]),
    maxSessionDuration: knob([Duration.hours(12)], [[Duration.hours(13), /maxSessionDuration/]]),
    roleDescription: knob([text(1000)], [[text(1001), /[dD]escription/]]),
  }),
).map(([name, knobs]) => {
  const { values, refusals } = turned<any>(knobs);
  return {
    name: 'group',
    refusals: [...refusals, ...((name as Choice<string> | undefined)?.refused ? [name!.refused!] : [])],
    facts: { choosesRole: true },
    run: ({ auth }) => void auth.addGroup(name?.value ?? `group${id}`, values),
  };
});

export const ruleOf = (id: string): fc.Arbitrary<Statement> => fc.tuple(
  knob(['gold', text(128), late('gold')], [['', /value/], [text(129), /value/]]),
  fc.constantFrom('equalTo', 'startsWith', 'contains'),
).map(([value, how]) => ({
  name: 'rule',
  ordered: true,
  refusals: value?.refused ? [value.refused] : [],
  facts: { choosesRole: true },
  run: ({ auth }) => void auth.addRule(`R${id}`, (RoleRule as any)[how](
    Claim.fromTrigger(`tier${id}`).acknowledgeWriters('the trigger is reviewed'), value?.value ?? `v${id}`)),
}));

const reviewed = (claim: Claim) => claim.acknowledgeWriters('reviewed');

export const tagsOf = (id: string): fc.Arbitrary<Statement> => fc.tuple(
  knob(['tenant', 'Tenant', `team ${id}`, text(128, 'k'), `${id}_.:/=+-@`], [
    ['', /key/], [text(129), /key/], ['aws:tenant', /key/], ['a*b', /key/],
  ]),
  fc.constantFrom('sub', 'email', 'plan', 'trigger'),
).map(([key, source]) => {
  const claim = {
    sub: Claim.sub(),
    email: reviewed(Claim.email()),
    plan: reviewed(Claim.customAttribute('plan')),
    trigger: reviewed(Claim.fromTrigger('tenant')),
  };
  const name = key?.value ?? `tag${id}`;
  return {
    name: 'tags',
    refusals: key?.refused ? [key.refused] : [],
    facts: { tags: [name.toLowerCase()] },
    clashes: program => [
      ...says(factsOf(program).flatMap(({ tags = [] }) => tags).filter(tag => tag === name.toLowerCase()).length > 1, /already/),
    ],
    run: ({ auth }) => auth.tagPrincipals({ [name]: claim[source] }),
  };
});
