import { shown } from '../../../template/resolve/marks';
import { GuardrailRule, Hit } from '../../guardrail-rule';

/** Any user pool may invoke a trigger. */
export const rule: GuardrailRule = {
  id: 'trigger-permission-open',
  catalogue: ['A86'],
  severity: 'medium',
  title: 'Any user pool may invoke a trigger',
  why: 'A pool of another account calls the function with events of its own making.',
  fix: 'Set SourceArn to the ARN of the user pool.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html',
  check: facts =>
    facts.ofType('AWS::Lambda::Permission').filter(({ props }) => String(props.Principal).startsWith('cognito-idp.') && !props.SourceArn)
      .map((at): Hit => ({
        at,
        message: `${at.id} lets ${at.props.SourceAccount ? 'any user pool of the account' : 'every user pool'} `
        + `invoke ${shown(at.props.FunctionName)}`,
      })),
};
