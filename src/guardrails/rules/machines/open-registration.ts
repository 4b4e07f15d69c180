import { SELF_SERVICE_SCOPE } from '../../../identity-facts/claims/claim-writers';
import { isRegistrationOn, registersWriters } from '../../../identity-facts/claims/client-registration';
import { asList } from '../../../private/as-list';
import { hasGap } from '../../../template/resolve/marks';
import { asBoolean } from '../../../template/values';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { isForDevelopers, STANDARD, writersOf } from '../../private/judging/claim-writers';
import { claimsInUse, ClaimUse } from '../../private/judging/claims-in-use';

/** App clients may exist that no template shows. */
export const rule: GuardrailRule = {
  id: 'open-registration',
  catalogue: ['A102'],
  severity: 'high',
  title: 'App clients may exist that no template shows',
  why: 'Whoever registers an app client decides what is written through it: attributes that a rule or a tag trusts, '
    + 'or machine tokens at your cost.',
  fix: 'Turn registration off, or leave OpenDcrEnabled off and aws.cognito.signin.user.admin and client_credentials out; decide by group.',
  source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-userpool.html',
  check: facts => facts.pools.flatMap((pool): Hit[] => {
    const { DcrConfiguration: registration } = pool.props;
    if (typeof registration !== 'object' || registration === null || hasGap(registration.EnableStatus)) return [];
    const { EnableStatus, OpenDcrEnabled, OpenDcrGrantTypes, AllowedScopes } = registration;
    const settings = {
      status: EnableStatus === undefined ? undefined : String(EnableStatus),
      open: asBoolean(OpenDcrEnabled) === true,
      scopes: asList(AllowedScopes).map(String),
    };
    const writers = registersWriters(settings);
    const uses = claimsInUse(facts).filter(use => use.pool === pool && isWritten(use));
    const who = writers === 'anyone'
      ? `anyone registers app clients of ${pool.id}`
      : `app clients of ${pool.id} are registered with ${SELF_SERVICE_SCOPE}`;
    return [
      ...writers && uses.length > 0
        ? [{
          at: pool,
          message: `${who}, through which users may write ${[
            ...new Set(uses.map(({ claim }) => claim)),
          ].join(', ')}, but ${uses[0].what} of ${uses[0].at.id} trusts it`,
        }]
        : [],
      ...settings.open && isRegistrationOn(settings) && asList(OpenDcrGrantTypes).includes('client_credentials')
        ? [{ at: pool, message: `anyone registers app clients of ${pool.id} with client_credentials, and gets machine tokens` }]
        : [],
    ];
  }),
};

/** Whether the claim is an attribute that some client could write: once at least, by signing up. */
function isWritten({ claim, pool }: ClaimUse): boolean {
  return (claim.startsWith('custom:') || STANDARD.includes(claim)) && !isForDevelopers(claim, pool)
    && (writersOf(claim, pool).mutable || pool.selfSignUp);
}
