import { attributesOf, Triggers } from './triggers';
import { Attribute, Person } from '../emulator/emulator';
import { Input } from '../parts';
import { UserPool } from '../user-pool';

/** Somebody who is about to be in the pool. */
export interface Entering {
  readonly pool: UserPool;
  readonly clientId: string;
  /** How, as the function is told. */
  readonly source: string;
  readonly person: Person;
  /** The request. */
  readonly input: Input;
}

/**
 * Asks the pool's function whether somebody may come in.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-sign-up.html
 * @throws ServiceError with what it throws
 */
export function askBeforeSignUp(triggers: Triggers, { pool, clientId, source, person, input }: Entering): Promise<Record<string, any>> {
  const validation: Attribute[] | undefined = input.ValidationData;
  return triggers.invoke(pool.settings.id, 'PreSignUp', {
    clientId,
    username: person.Username,
    triggerSource: `PreSignUp_${source}`,
    request: {
      userAttributes: attributesOf(person),
      validationData: validation ? Object.fromEntries(validation.map(({ Name, Value = '' }) => [Name, Value])) : null,
      ...(input.ClientMetadata ? { clientMetadata: input.ClientMetadata } : {}),
    },
  });
}
