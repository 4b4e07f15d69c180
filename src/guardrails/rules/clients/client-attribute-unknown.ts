import { asList } from '../../../private/as-list';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { partsElsewhere } from '../../private/facts/pool-keys';
import { missingEverywhere, missingFrom } from '../../private/facts/schema';
import { ResourceFact } from '../../private/facts/types';

/** A client reads or writes an attribute that the user pool does not have. */
export const rule: GuardrailRule = {
  id: 'client-attribute-unknown',
  catalogue: ['A108'],
  severity: 'medium',
  title: 'A client reads or writes an attribute that the user pool does not have',
  why: 'Cognito refuses the client, and the deployment fails.',
  fix: 'Add the attribute to Schema, or write its name as it is there, a custom one with custom: before it.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html',
  check: facts => [
    ...facts.pools.flatMap(pool => pool.clients.flatMap(at => said(at, `${pool.id} does not have`, names => missingFrom(pool, names)))),
    ...partsElsewhere('AWS::Cognito::UserPoolClient', facts).flatMap(at => said(at, 'no user pool has', missingEverywhere)),
  ],
};

function said(at: ResourceFact, which: string, missingOf: (names: unknown[]) => string[]): Hit[] {
  return ['WriteAttributes', 'ReadAttributes'].flatMap((list): Hit[] => {
    const missing = missingOf(asList(at.props[list]));
    return missing.length > 0 ? [{ at, message: `${list} of ${at.id} has ${missing.join(', ')}, which ${which}` }] : [];
  });
}
