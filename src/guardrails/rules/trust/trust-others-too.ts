import { asList } from '../../../private/as-list';
import { hasGap, shown } from '../../../template/resolve/marks';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { isCognito } from '../../private/facts/roles';
import { appRoles } from '../../private/judging/statements';

/** A role for app users can be assumed by others too. */
export const rule: GuardrailRule = {
  id: 'trust-others-too',
  catalogue: ['A41'],
  severity: 'medium',
  title: 'A role for app users can be assumed by others too',
  why: 'What is granted to users is also available to that principal; with * to every AWS account.',
  fix: 'Use a role of its own for services and people.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html',
  check: facts => appRoles(facts).filter(role => role.trustsCognito).flatMap((at): Hit[] => {
    const others = at.trust.filter(({ effect, principal }) => effect === 'Allow' && !hasGap(principal)
      && !asList(principal?.Federated).some(hasGap) && !isCognitoOnly(principal));
    if (others.length === 0) return [];
    const anyone = others.some(({ principal, condition }) =>
      (principal === '*' || asList(principal?.AWS).includes('*')) && Object.keys(condition).length === 0);
    return [{
      at, severity: anyone ? 'critical' : 'medium', message: `${at.id} is also trusted for ${others.map(named).join('; ')}`,
    }];
  }),
};

function named({ principal }: { principal: any }): string {
  if (typeof principal === 'string') return shown(principal);
  const names = Object.values(principal ?? { NotPrincipal: 'all but a few' }).flat();
  return shown(names.filter(name => !/^cognito-identity/.test(String(name))).join(', '));
}

function isCognitoOnly(principal: any): boolean {
  return isCognito(principal) && Object.keys(principal).length === 1
    && asList(principal.Federated).every(name => isCognito({ Federated: name }));
}
