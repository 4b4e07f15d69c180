import { isStandardTrust } from './standard-trust';
import { isPlain, literal, WrittenResource, WrittenTemplate } from './written';

/** A group whose role is its own, so that a call makes both. */
export interface OwnGroup {
  readonly name: string;
  readonly group: WrittenResource;
  readonly role: WrittenResource;
}

/** The identity pool, and the roles that its attachment gives by itself. */
interface Roles {
  readonly pool: WrittenResource;
  readonly authenticated: WrittenResource;
  readonly guests?: WrittenResource;
}

export function groupsOf(template: WrittenTemplate, { pool, authenticated, guests }: Roles): OwnGroup[] {
  const roles = groupRolesOf(template);
  return template.of('AWS::Cognito::UserPoolGroup').filter(isPlain).flatMap((group): OwnGroup[] => {
    const [role, name] = [template.named(group.props.RoleArn), literal(group.props.GroupName)];
    const isOwn = role?.Type === 'AWS::IAM::Role' && isPlain(role) && roles.filter(other => other === role).length === 1
      && ![authenticated, guests].includes(role) && isStandardTrust(role.props.AssumeRolePolicyDocument, pool.id, 'authenticated');
    return isOwn && name !== undefined && /^[A-Za-z][\w-]*$/.test(name) ? [{ name, group, role }] : [];
  });
}

/** The role of each group, again for each. */
export function groupRolesOf(template: WrittenTemplate): WrittenResource[] {
  return template.of('AWS::Cognito::UserPoolGroup').flatMap(({ props }) => template.named(props.RoleArn) ?? []);
}
