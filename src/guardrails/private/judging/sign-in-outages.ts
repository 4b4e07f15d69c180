import { asList } from '../../../private/as-list';
import { hasGap, keyOf, refKeyOf, shown } from '../../../template/resolve/marks';
import type { Hit } from '../../guardrail-rule';
import { at, entriesOf, isNot } from '../facts/gaps';
import { Facts, IdentityPoolFact, LoginFact, MappingFact } from '../facts/types';

const TYPES = ['Token', 'Rules'];
const RESOLUTIONS = ['AuthenticatedRole', 'Deny'];
const MATCH_TYPES = ['Equals', 'Contains', 'StartsWith', 'NotEqual'];

/** What keeps everybody, or everybody of a provider, from credentials of an identity pool, as far as it is certain. */
export function signInOutages(pool: IdentityPoolFact): Hit[] {
  return [
    ...pool.logins.flatMap(login => providerName(pool, login)),
    ...pool.mappings.flatMap(misspelt),
    ...pool.mappings.flatMap(tokenWithoutGroups),
    ...missingRoles(pool),
  ];
}

function providerName(pool: IdentityPoolFact, { providerName: name, entry }: LoginFact): Hit[] {
  const given = at(entry, 'ProviderName');
  if (hasGap(entry) || hasGap(given)) return [];
  if (given === undefined || given === '') return [{ at: pool, message: `${pool.id} has a login without ProviderName` }];
  const client = at(entry, 'ClientId');
  if (client === undefined || client === '') return [{ at: pool, message: `${pool.id} has a login without ClientId` }];
  return isProviderName(name) ? [] : [
    { at: pool, message: `${pool.id} has ProviderName ${shown(name)}, which is not cognito-idp.REGION.amazonaws.com/USER_POOL_ID` },
  ];
}

/** A value that refers to something else than a user pool is not judged. */
function isProviderName(name: string): boolean {
  if (/^«[^»]+»$/.test(name)) return !/^«\d+:\w+(\.(Arn|ProviderURL|UserPoolId))?»$/.test(name) || keyOf(name) === undefined;
  return !/^https?:/i.test(name) && !/^arn:/.test(name) && !/^(«AWS::Region»|[a-z]{2}(-[a-z]+)+-\d)_[^/]*$/.test(name);
}

function misspelt({ at: attachment, provider, type, ambiguous, rules, incompleteRules }: MappingFact): Hit[] {
  const whose = `${attachment.id} maps ${shown(provider)}`;
  const wrong = (name: string, value: unknown, right: string[]): Hit[] => right.every(expected => isNot(value, expected))
    ? [{
      at: attachment,
      message: `${whose} ${value === undefined ? `without ${name}` : `with ${name} ${shown(value)}`}: it has to be ${right.join(' or ')}`,
    }]
    : [];
  return [
    ...wrong('Type', type, TYPES),
    ...(TYPES.includes(type) ? wrong('AmbiguousRoleResolution', ambiguous, RESOLUTIONS) : []),
    ...rules.flatMap(({ match }) => wrong('MatchType', match, MATCH_TYPES)),
    ...incompleteRules.map(({ index, missing }) => ({
      at: attachment, message: `${whose} by rule ${index + 1} without ${missing.join(' and ')}, which no rule can do without`,
    })),
  ];
}

/** Only user pools issue the claims that a mapping of type Token reads. */
function tokenWithoutGroups({ at: attachment, provider, type, ambiguous, login, identityPool }: MappingFact): Hit[] {
  const social =
    /^(graph\.facebook\.com|accounts\.google\.com|www\.amazon\.com|appleid\.apple\.com|api\.twitter\.com|www\.digits\.com)$/.test(provider);
  const saml = /:saml-provider\//.test(provider) || asList(identityPool?.props.SamlProviderARNs).includes(provider);
  const issuesNone = login === undefined && (social || saml);
  return type === 'Token' && ambiguous === 'Deny' && issuesNone
    ? [{
      at: attachment, message: `${attachment.id} maps ${shown(provider)} by Token, but its tokens have no cognito:roles: all are denied`,
    }]
    : [];
}

/** A pool whose roles are attached elsewhere, or in part, is not judged. */
function missingRoles(pool: IdentityPoolFact): Hit[] {
  const [attachment, ...more] = pool.attachments;
  if (!attachment || more.length > 0) return [];
  const lacks = (role: string) => !at(attachment.props, 'Roles', role);
  const providers = [...pool.logins.map(() => undefined), ...pool.otherProviders, ...asList<any>(pool.props.DeveloperProviderName)];
  const open = hasGap(attachment.props.RoleMappings)
    || pool.mappings.some(({ ambiguous, provider }) => hasGap(ambiguous) || hasGap(provider));
  const denied = pool.mappings.filter(({ ambiguous }) => ambiguous === 'Deny').length;
  const fallsBack = pool.mappings.some(({ ambiguous }) => ambiguous === 'AuthenticatedRole') || (!open && denied < providers.length);
  return [
    ...(lacks('authenticated') && providers.length > 0 && fallsBack
      ? [{ at: attachment, message: `${attachment.id} has no authenticated role, which those who sign in to ${pool.id} get` }] : []),
    ...(lacks('unauthenticated') && pool.guests
      ? [{ at: attachment, message: `${attachment.id} has no unauthenticated role, but ${pool.id} lets guests in` }] : []),
  ];
}

/** `Ref` of a role gives its name. */
export function namesForArns(facts: Facts): Hit[] {
  const given = [
    ...facts.attachments.flatMap(attachment => entriesOf(at(attachment.props, 'Roles')).map(([, role]) => ({ by: attachment, role }))),
    ...facts.mappings.flatMap(({ at: attachment, rules }) => rules.map(({ role }) => ({ by: attachment, role }))),
    ...facts.pools.flatMap(({ groups }) => groups.map(group => ({ by: group, role: group.props.RoleArn }))),
  ];
  return given.flatMap(({ by, role }): Hit[] => {
    const named = refKeyOf(role) === undefined ? undefined : facts.target(role);
    return named?.type === 'AWS::IAM::Role'
      ? [{ at: by, message: `${by.id} gives the name of ${named.id}, where the ARN of a role is taken` }] : [];
  });
}
