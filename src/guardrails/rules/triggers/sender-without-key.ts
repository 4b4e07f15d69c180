import { hasGap } from '../../../template/resolve/marks';
import { GuardrailRule, Hit } from '../../guardrail-rule';

/** A custom sender has no key. */
export const rule: GuardrailRule = {
  id: 'sender-without-key',
  catalogue: ['A108'],
  severity: 'medium',
  title: 'A custom sender has no key',
  why: 'Cognito encrypts the codes that it hands to a custom sender: without a key the deployment is refused.',
  fix: 'Set LambdaConfig.KMSKeyID to the ARN of a symmetric key.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-custom-sender-triggers.html',
  check: facts => facts.pools.filter(({ props }) => props.LambdaConfig && !hasGap(props.LambdaConfig) && !props.LambdaConfig.KMSKeyID)
    .flatMap((at): Hit[] => {
      const { LambdaConfig } = at.props;
      const senders = ['CustomEmailSender', 'CustomSMSSender'].filter(name => LambdaConfig[name] && !hasGap(LambdaConfig[name]));
      return senders.length > 0 ? [{ at, message: `${at.id} has ${senders.join(' and ')}, but no KMSKeyID` }] : [];
    }),
};
