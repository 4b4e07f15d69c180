import { keyOf } from '../../../template/resolve/marks';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { ResourceFact } from '../../private/facts/types';
import { clientsWithPages, hasManagedLogin } from '../../private/judging/login-pages';

/** Managed login has no style for a client. */
export const rule: GuardrailRule = {
  id: 'login-page-without-style',
  catalogue: ['A109'],
  severity: 'high',
  title: 'Managed login has no style for a client',
  why: 'Only the console gives a client its first style: without one its login pages are unavailable, and nobody signs in.',
  fix: 'Add an AWS::Cognito::ManagedLoginBranding for the client, such as with UseCognitoProvidedValues true.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/managed-login-branding.html',
  check: facts => {
    const styles = facts.ofType('AWS::Cognito::ManagedLoginBranding');
    return facts.pools.flatMap((pool): Hit[] => {
      const domain = pool.domains.find(hasManagedLogin);
      const here = styles.filter(({ props }) => [pool.key, undefined].includes(keyOf(props.UserPoolId)));
      const styled = here.map(({ props }) => keyOf(props.ClientId));
      // a style that may be for any client may be for this one
      if (!domain || styled.includes(undefined)) return [];
      const message = ({ id }: ResourceFact) => `${id} has no style in the managed login of ${domain.id}: its login pages are unavailable`;
      return clientsWithPages(pool).filter(({ key }) => !styled.includes(key)).map((at): Hit => ({ at, message: message(at) }));
    });
  },
};
