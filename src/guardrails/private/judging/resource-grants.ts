import { guestRoles, liveGuestRoles, liveRoles } from './statements';
import { seenBy, THE_ROLE } from './the-role';
import { POLICY_CARRIERS, resourcePoliciesOf, targetsOf } from '../../../identity-facts/data/resource-policies';
import type { PolicyCarrier, ResourcePolicy } from '../../../identity-facts/data/resource-policy';
import { meant, SessionPrincipal } from '../../../policy';
import { asList } from '../../../private/as-list';
import { once } from '../../../private/once';
import { isOff } from '../facts/gaps';
import { statementsOf } from '../facts/roles';
import { Facts, ResourceFact, RoleFact, StatementFact } from '../facts/types';

/** What a policy on a resource allows to a role that guests or all who sign in get. */
export interface ResourceGrant {
  readonly at: ResourceFact;
  readonly role: RoleFact;
  readonly guests: boolean;
  /** It is allowed to everybody, not to this role by name. */
  readonly everybody: boolean;
  readonly statement: StatementFact;
  /** The role with what the policy denies it. */
  readonly holder: RoleFact;
}

interface Carrier extends PolicyCarrier {
  readonly fact: ResourceFact;
}

const STRANGER: SessionPrincipal = {
  roleArn: 'arn:aws:iam::000000000000:role/a-stranger', sessionName: 'a-session', federated: 'a-provider',
};
const REF_IS_NO_ARN = new Set(['sqs', 'kms', 'dynamodb', 'ecr', 'elasticfilesystem', 'es', 'events', 'logs']);

/** What policies on resources allow to guests, and to everybody who signs in. */
export const resourceGrants = once((facts: Facts): ResourceGrant[] => {
  const guests = new Set(liveGuestRoles(facts));
  const standingBy = new Set(guestRoles(facts));
  const roles = liveRoles(facts).filter(role => guests.has(role) || !standingBy.has(role));
  const policies = roles.length === 0 ? [] : policiesIn(facts);
  return policies.flatMap(policy => roles.flatMap(role => grantsOf(policy, role, guests.has(role))))
    .filter(({ role, everybody, ...grant }) => everybody || grant.guests || role.uses.some(({ kind }) => kind === 'authenticated'));
});

const everyPolicy = once((facts: Facts): ResourcePolicy<Carrier>[] =>
  resourcePoliciesOf(POLICY_CARRIERS.flatMap(type => facts.ofType(type)).map(carrierOf)).filter(({ refused }) => !refused));

const policiesIn = once((facts: Facts) => everyPolicy(facts).filter(({ foreign }) => !foreign));

/** A policy on a resource with those of its statements that let somebody in, or may: a role that people get. */
export interface Opening {
  readonly at: ResourceFact;
  readonly document: unknown;
  /** How it counts is not known. */
  readonly foreign: boolean;
  readonly statements: readonly { readonly role: RoleFact; readonly surely: boolean; readonly statement: unknown }[];
}

/** Every policy on a resource, with whom it lets in as far as that is known. */
export const openings = once((facts: Facts): Opening[] => {
  const roles = liveRoles(facts);
  return roles.length === 0 ? [] : everyPolicy(facts).map(({ at, document, foreign }) => ({
    at: at.fact,
    document,
    foreign: foreign === true,
    statements: statementsIn(document).filter(({ Effect }) => Effect !== 'Deny').flatMap(statement => roles.flatMap(role => {
      const truth = meant(seenBy(role, statement), THE_ROLE);
      return truth === false ? [] : [{ role, surely: truth === true, statement }];
    })),
  }));
});

const denied = once((_facts: Facts) => new Map<RoleFact, RoleFact>());

/** The role with what policies on resources surely deny it; its own permissions reach no further. */
export function withDenials(role: RoleFact, facts: Facts): RoleFact {
  const known = denied(facts).get(role);
  if (known) return known;
  const denials = policiesIn(facts).flatMap(policy => statementsFor(policy, role))
    .filter(({ who, statement }) => statement.effect === 'Deny' && meant(who, THE_ROLE) === true).map(({ statement }) => statement);
  const holder = denials.length > 0 ? { ...role, statements: [...role.statements, ...denials] } : role;
  denied(facts).set(role, holder);
  return holder;
}

function carrierOf(fact: ResourceFact): Carrier {
  return { fact, type: fact.type, label: fact.id, ref: `«${fact.key}»`, get props() { return fact.props; } };
}

function grantsOf(policy: ResourcePolicy<Carrier>, role: RoleFact, guests: boolean): ResourceGrant[] {
  const named = statementsFor(policy, role);
  const denials = named.filter(({ who, statement }) => statement.effect === 'Deny' && meant(who, THE_ROLE) !== false)
    .map(({ statement }) => statement);
  return named.filter(({ who, statement }) => statement.effect === 'Allow' && meant(who, THE_ROLE) === true)
    .flatMap(({ who, statement }) => {
      const everybody = meant(who, STRANGER) === true;
      const { boundary, ...unbounded } = role;
      const limits = everybody || boundary === undefined ? unbounded : { ...unbounded, boundary };
      return [
        { at: policy.at.fact, role, guests, everybody, statement, holder: { ...limits, statements: [...role.statements, ...denials] } },
      ];
    });
}

/** The statements of a policy with whom they mean, as the role is seen here. */
function statementsFor(policy: ResourcePolicy<Carrier>, role: RoleFact): { who: any; statement: StatementFact }[] {
  return statementsIn(policy.document).map(statement => {
    const who = seenBy(role, statement);
    const [fact] = statementsOf({ Statement: statement });
    return { who, statement: { ...fact, resources: resourcesOf(policy, fact), condition: who.Condition ?? {}, seen: true } };
  });
}

function statementsIn(document: any): any[] {
  return asList(document?.Statement).filter(statement => typeof statement === 'object');
}

/** A policy need not say which resource it is about, since it stands on it. */
function resourcesOf({ service, targets }: ResourcePolicy, { resources }: StatementFact): string[] {
  if (service === 's3' || !resources.includes('*')) return resources;
  return targetsOf({ targets }).map(target => REF_IS_NO_ARN.has(service)
    ? String(target).replace(/^(«\d+:\w+)»/, '$1.Arn»')
    : String(target));
}

/** Whether the session policy of guests leaves something of a service, where one counts. */
export function hasSessionPolicy({ role, guests, everybody }: ResourceGrant): boolean {
  return guests && !everybody && role.uses.every(({ identityPool }) => isOff(identityPool?.props.AllowClassicFlow));
}
