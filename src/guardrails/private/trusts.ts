import { entriesOf } from './gaps';
import { once } from './once';
import { isCognito } from './roles';
import { Facts, RoleFact, StatementFact } from './types';
import { hasGap } from '../../template/marks';
import { asList } from '../../private/as-list';

/** One condition on a key of the identity pool's token. */
export interface TokenCondition {
  readonly operator: string;
  readonly key: string;
  readonly values: string[];
}

/** A statement that lets tokens of an identity pool in. */
export interface CognitoTrust {
  readonly role: RoleFact;
  readonly statement: StatementFact;
  readonly aud: TokenCondition[];
  readonly amr: TokenCondition[];
  /** Whether there are conditions that are not known. */
  readonly open: boolean;
}

/** The statements of a role that let tokens of an identity pool in. */
export const trustsOf = once((role: RoleFact): CognitoTrust[] => role.trust.filter(statement => statement.effect === 'Allow' && isCognito(statement.principal))
  .map(statement => ({ role, statement, aud: on(statement, 'aud'), amr: on(statement, 'amr'), open: isOpen(statement) })));

export function isAssumption({ statement }: CognitoTrust): boolean {
  return statement.actions.some(name => /^(sts:)?(\*|AssumeRole\w*)$/i.test(name));
}

/** The statements by which a role is assumed. */
export const assumptions = once((facts: Facts): CognitoTrust[] => facts.roles.flatMap(role => trustsOf(role).filter(isAssumption)));

/** Whether a statement lets guests in, as far as it says. */
export function admits(trust: CognitoTrust, kind: string): boolean {
  return trust.amr.length === 0 || trust.amr.some(condition => condition.values.some(value => value === kind || value === '*'));
}

function isOpen({ condition }: StatementFact): boolean {
  return hasGap(condition) || Object.values(condition).some(hasGap);
}

function on(statement: StatementFact, name: string): TokenCondition[] {
  return entriesOf(statement.condition).flatMap(([operator, keys]) => entriesOf(keys)
    .filter(([key]) => /^cognito-identity[^:]*:/i.test(key) && key.toLowerCase().endsWith(`:${name}`))
    .map(([key, values]) => ({ operator, key, values: asList(values).map(String) })));
}
