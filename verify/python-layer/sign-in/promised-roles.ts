import { Template, walk } from '../stacks/template';

/** What the template promises, read from it without the access model: logical ids of roles. */
export interface PromisedRoles {
  readonly guest: string;
  readonly member: string;
  readonly groups: Record<string, string>;
  /** By the value that the rule looks for. */
  readonly rules: Record<string, string>;
}

/** @throws Error if the template does not have one role attachment with both default roles */
export function promisedRoles(template: Template): PromisedRoles {
  const attachments = ofType(template, 'AWS::Cognito::IdentityPoolRoleAttachment');
  if (attachments.length !== 1) throw new Error(`${attachments.length} role attachments, expected one`);
  const { Roles, RoleMappings = {} } = attachments[0];
  const rules = [...walk(RoleMappings)].filter(isRule).map(({ Value, RoleARN }) => [Value, roleOf(RoleARN)]);
  const groups = ofType(template, 'AWS::Cognito::UserPoolGroup').map(({ GroupName, RoleArn }) => [GroupName, roleOf(RoleArn)]);
  return {
    guest: roleOf(Roles.unauthenticated),
    member: roleOf(Roles.authenticated),
    groups: Object.fromEntries(groups),
    rules: Object.fromEntries(rules),
  };
}

function isRule(part: unknown): part is { Value: string; RoleARN: unknown } {
  return typeof part === 'object' && part !== null && 'Value' in part && 'RoleARN' in part;
}

function ofType(template: Template, type: string): any[] {
  return Object.values(template.Resources).filter(resource => resource.Type === type).map(resource => resource.Properties);
}

function roleOf(reference: any): string {
  const [role] = reference?.['Fn::GetAtt'] ?? [];
  if (!role) throw new Error(`${JSON.stringify(reference)} is not a role of the template`);
  return role;
}
