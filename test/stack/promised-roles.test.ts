import { promisedRoles } from '../../verify/python-layer/sign-in/promised-roles';

const arn = (role: string) => ({ 'Fn::GetAtt': [role, 'Arn'] });
const attachment = (properties: Record<string, unknown>) => ({ Type: 'AWS::Cognito::IdentityPoolRoleAttachment', Properties: properties });
const defaults = { authenticated: arn('Member'), unauthenticated: arn('Guest') };

describe('the roles that a template promises', () => {
  test('are its defaults, those of its groups and those of its rules', () => {
    const rule = { Claim: 'custom:plan', MatchType: 'Equals', Value: 'gold', RoleARN: arn('Gold') };
    const template = {
      Resources: {
        Admins: { Type: 'AWS::Cognito::UserPoolGroup', Properties: { GroupName: 'admins', RoleArn: arn('Admin') } },
        Attachment: attachment({ Roles: defaults, RoleMappings: { web: { Type: 'Rules', RulesConfiguration: { Rules: [rule] } } } }),
      },
    };
    expect(promisedRoles(template)).toEqual({ guest: 'Guest', member: 'Member', groups: { admins: 'Admin' }, rules: { gold: 'Gold' } });
  });

  test('may be the defaults alone', () => {
    expect(promisedRoles({ Resources: { Attachment: attachment({ Roles: defaults }) } })).toMatchObject({ groups: {}, rules: {} });
  });

  test('fails without a role attachment, or with several', () => {
    expect(() => promisedRoles({ Resources: {} })).toThrow('0 role attachments');
    expect(() => promisedRoles({ Resources: { A: attachment({ Roles: defaults }), B: attachment({ Roles: defaults }) } }))
      .toThrow('2 role attachments');
  });

  test('fails for a role that is not in the template', () => {
    const roles = { ...defaults, unauthenticated: 'arn:aws:iam::123456789012:role/elsewhere' };
    expect(() => promisedRoles({ Resources: { A: attachment({ Roles: roles }) } })).toThrow('is not a role of the template');
    expect(() => promisedRoles({ Resources: { A: attachment({ Roles: { authenticated: arn('Member') } }) } }))
      .toThrow('is not a role of the template');
  });
});
