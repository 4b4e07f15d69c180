import { shown } from '../../../template/resolve/marks';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { ResourceFact } from '../../private/facts/types';

/** An identity pool has two role attachments. */
export const rule: GuardrailRule = {
  id: 'attachment-twice',
  catalogue: ['A25'],
  severity: 'high',
  title: 'An identity pool has two role attachments',
  why: 'Each replaces the whole document: which roles and mappings hold depends on the order of deployment, and removing one clears all.',
  fix: 'Put the roles and mappings of one identity pool into one attachment.',
  source: 'https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_SetIdentityPoolRoles.html',
  check: facts => {
    const first = new Map<string, ResourceFact>();
    return facts.attachments.flatMap((at): Hit[] => {
      const pool = String(at.props.IdentityPoolId);
      const other = first.get(pool);
      if (other) return [{ at, message: `${at.id} and ${other.id} overwrite each other on ${shown(pool)}` }];
      first.set(pool, at);
      return [];
    });
  },
};
