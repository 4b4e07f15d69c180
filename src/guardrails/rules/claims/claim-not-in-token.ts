import { preTokenTrigger } from '../../../identity-facts/claims/pre-token';
import { asList } from '../../../private/as-list';
import { hasGap } from '../../../template/resolve/marks';
import { asBoolean } from '../../../template/values';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { lacks } from '../../private/facts/gaps';
import { STANDARD } from '../../private/judging/claim-writers';
import { claimsInUse, distinct } from '../../private/judging/claims-in-use';

/** A rule looks at a claim that is never in the token. */
export const rule: GuardrailRule = {
  id: 'claim-not-in-token',
  catalogue: ['A27', 'A28'],
  severity: 'medium',
  title: 'A rule looks at a claim that is never in the token',
  why: 'The rule never matches and everyone falls to the rules below or to the fallback.',
  fix: 'Write custom: once in front of custom attributes, declare the attribute, and let the client read it.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html',
  check: facts => distinct(claimsInUse(facts)).flatMap((use): Hit[] => {
    const { claim, pool } = use;
    const own = asList(pool.props.Schema).filter(entry => entry.AttributeDataType !== undefined && !STANDARD.includes(entry.Name)
      && asBoolean(entry.DeveloperOnlyAttribute) !== true)
      .map(entry => String(entry.Name).replace(/^custom:/, ''));
    const open = asList(pool.props.Schema).some(entry => hasGap(entry) || hasGap(entry.Name));
    if (claim.startsWith('custom:custom:')) return [{ at: use.at, catalogue: ['A27'], message: `${use.what} has custom: twice` }];
    if (own.includes(claim)) {
      return [
        { at: use.at, catalogue: ['A27'], message: `${use.what} lacks custom: in front of the custom attribute of ${pool.id}` },
      ];
    }
    if (open || preTokenTrigger(pool.props.LambdaConfig).isSet !== false) return [];
    if (claim.startsWith('custom:') && !own.includes(claim.slice(7))) {
      return [
        { at: use.at, catalogue: ['A27'], message: `${use.what}: ${pool.id} has no such attribute` },
      ];
    }
    const readable = use.client?.props.ReadAttributes;
    const attribute = claim.startsWith('custom:') || STANDARD.includes(claim);
    if (!attribute || readable === undefined || !lacks(readable, claim)) return [];
    return [{
      at: use.at,
      catalogue: ['A28'],
      message: `${use.what}: client ${use.client!.id} may not read the attribute, so it is not in its tokens`,
    }];
  }),
};
