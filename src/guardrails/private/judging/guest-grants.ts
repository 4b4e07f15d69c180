import { withDenials } from './resource-grants';
import { allows, isLimited, isOwn, isWholeService, isWrite, liveGuestRoles } from './statements';
import { isDeadForGuests } from '../../../policy/guest-services';
import { isNamedFull } from '../../../policy/managed/policy-of-aws';
import { once } from '../../../private/once';
import { hasGap } from '../../../template/resolve/marks';
import { Facts, RoleFact, StatementFact } from '../facts/types';

/** Whole services in which guests have data of their own alone, or what they do there is counted. */
const HARMLESS_SERVICES = /^(cognito-sync|mobileanalytics|mobiletargeting|geo-maps):\*$/;

/** What a role of guests is granted that they should not have, or cannot use. */
export interface GuestGrants {
  readonly role: RoleFact;
  /** Statements and what of them writes to others' data or does anything. */
  readonly writes: string[];
  /** Statements that write to others' data, with the actions that do. */
  readonly writing: StatementFact[];
  /** Actions that the session policy of guests leaves out, whatever they do. */
  readonly dead: string[];
}

/** The grants of guests' roles, looked at once for the rules that judge them. */
export const guestGrants = once((facts: Facts): GuestGrants[] => liveGuestRoles(facts).map(role => {
  const holder = withDenials(role, facts);
  const isOthers = (statement: StatementFact) => !isOwn(statement, holder);
  const isTaken = (statement: StatementFact) =>
    (isLimited(holder) || Object.keys(statement.condition).length > 0) && !isOthers(statement);
  const writes = allows(role).flatMap(statement => [
    ...isTaken(statement) ? [] : statement.notActions.map(action => `everything but ${action}`),
    ...statement.actions.filter(action => isWholeService(action)
      ? !HARMLESS_SERVICES.test(action) && !isTaken({ ...statement, actions: [action] })
      : isWrite(action) && isOthers({ ...statement, actions: [action] })),
  ].map(action => statement.policy ?? action));
  const managed = role.managedPolicies.filter(isNamedFull);
  return {
    role,
    writes: [...new Set([...writes, ...managed])],
    writing: allows(role).map(statement => ({ ...statement, actions: statement.actions.filter(isWrite) })).filter(isOthers),
    dead: allows(role).flatMap(({ actions }) => actions).filter(action => !hasGap(action) && isDeadForGuests(action)),
  };
}));
