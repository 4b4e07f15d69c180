import { asList } from '../../../private/as-list';
import { asBoolean } from '../../../template/values';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { isOff } from '../../private/facts/gaps';

/** A client secret is where it can be read, or is missing. */
export const rule: GuardrailRule = {
  id: 'client-secret-misplaced',
  catalogue: ['A93'],
  severity: 'medium',
  title: 'A client secret is where it can be read, or is missing',
  why: 'A secret in an app or in an output is no secret; a confidential flow without one is open.',
  fix: 'No secret for apps and browsers, a secret for servers and machines, never in an output.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-client-apps.html',
  check: facts => facts.clients.flatMap((at): Hit[] => {
    const secret = asBoolean(at.props.GenerateSecret) === true;
    const output = facts.outputs.find(({ value }) => typeof value === 'string' && value.includes(`«${at.key}.ClientSecret»`));
    if (output) return [{ at, message: `the secret of ${at.id} is in the output ${output.name}` }];
    if (isOff(at.props.GenerateSecret) && asList(at.props.AllowedOAuthFlows).includes('client_credentials')) {
      return [
        { at, message: `${at.id} is a machine client without a secret` },
      ];
    }
    const app = asList(at.props.CallbackURLs).map(String).find(url => /^[a-z][\w.+-]*:/i.test(url) && !/^https?:/i.test(url));
    const browser = asList(at.props.AllowedOAuthFlows).includes('implicit');
    return secret && (app || browser) ? [{ at, message: `${at.id} has a secret, but is an app (${app ?? 'implicit grant'})` }] : [];
  }),
};
