import { asList } from '../../../private/as-list';
import { hasGap } from '../../../template/resolve/marks';
import { asBoolean } from '../../../template/values';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { ResourceFact } from '../../private/facts/types';
import { namesOf } from '../../private/judging/claims-in-use';
import { triggersOf } from '../../private/judging/triggers';

/** The flows in which Cognito gets the password itself; with a choice of factors it may. */
const WITH_PASSWORD = [
  'ALLOW_USER_PASSWORD_AUTH', 'USER_PASSWORD_AUTH', 'ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ADMIN_NO_SRP_AUTH', 'ALLOW_USER_AUTH',
];

/** A trigger migrates users, and never gets their password. */
export const rule: GuardrailRule = {
  id: 'migration-without-password-flow',
  catalogue: ['A108'],
  severity: 'medium',
  title: 'A trigger migrates users, and no client sends their password',
  why: 'The trigger checks the password against the old directory; with SRP there is none to check, so nobody who signs in is migrated.',
  fix: 'Add ALLOW_USER_PASSWORD_AUTH to the ExplicitAuthFlows of the client, until the users are migrated.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-migrate-user.html',
  check: facts => facts.pools.flatMap((pool): Hit[] => {
    const migrates = triggersOf(pool, facts).some(({ name }) => name === 'UserMigration');
    if (!migrates || pool.clients.length === 0 || pool.clients.some(maySendPassword)) return [];
    if (facts.clients.some(({ props }) => hasGap(props.UserPoolId))) return [];
    return [{
      at: pool, message: `${pool.id} migrates users who sign in, but no sign-in through ${namesOf(pool.clients)} sends a password`,
    }];
  }),
};

/** On the pages of the user pool people type it. */
function maySendPassword({ props }: ResourceFact): boolean {
  return asBoolean(props.AllowedOAuthFlowsUserPoolClient ?? false) !== false
    || asList(props.ExplicitAuthFlows).some(flow => WITH_PASSWORD.includes(flow) || hasGap(flow));
}
