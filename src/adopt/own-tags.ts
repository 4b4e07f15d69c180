import type { Part } from './pool-parts';
import { claimOf } from './role-mappings';
import { Code, expression } from './typescript';
import { isPlain, literal, WrittenResource, WrittenTemplate } from './written';
import { asBoolean, isObject } from '../template/values';

/** The tags of sessions that one call makes: those of the adopted user pool, if it can be said what they are. */
export function tagsOf(template: WrittenTemplate, userPool: WrittenResource, identityPool: WrittenResource): Part[] {
  const [resource, ...more] = template.of('AWS::Cognito::IdentityPoolPrincipalTag').filter(({ props }) =>
    template.named(props.IdentityPoolId) === identityPool && template.mentioned(props.IdentityProviderName).includes(userPool));
  const statement = resource && more.length === 0 && isPlain(resource) ? statementOf(resource, userPool) : undefined;
  return statement === undefined ? [] : [{ statement, by: MADE, resource }];
}

const MADE = "auth.identityPool.node.children.find(({ node }) => node.id.startsWith('TagsOf'))";

function statementOf({ props: { PrincipalTags: tags, UseDefaults: byDefault = false } }: WrittenResource, userPool: WrittenResource) {
  if (asBoolean(byDefault) === true) return tags === undefined ? 'auth.identityPool.tagPrincipalsByDefault(auth.userPool);' : undefined;
  const entries = isObject(tags) && asBoolean(byDefault) === false ? Object.entries(tags) : [];
  const claims = entries.map(([key, claim]) => [key, claimOf(literal(claim), userPool)] as const);
  if (claims.length === 0 || claims.some(([, claim]) => claim === undefined)) return undefined;
  return `auth.tagPrincipals(${expression(Object.fromEntries(claims.map(([key, claim]) => [key, new Code(claim!)])))});`;
}
