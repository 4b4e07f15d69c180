import { Patch, patched } from './good-template';
import { checkTemplates } from '../../src/guardrails/check';

const found = (patch: Patch) => checkTemplates([{ name: 'template', body: patched(patch) }]).map(({ rule }) => rule);
const RULES = 'Roles/RoleMappings/web/RulesConfiguration/Rules';
const rule = (Claim: string, MatchType: string, Value: string) => ({ Claim, MatchType, Value, RoleARN: { 'Fn::GetAtt': ['Gold', 'Arn'] } });

describe('a machine client', () => {
  const machine = { 'Other/AllowedOAuthFlows': ['client_credentials'], 'Other/WriteAttributes': ['custom:plan'] };

  test.each([
    ['without a list of flows lets users sign in, who write their attributes', undefined, true],
    ['with a flow for users does too', ['ALLOW_USER_SRP_AUTH'], true],
    ['that only refreshes has no users', ['ALLOW_REFRESH_TOKEN_AUTH'], false],
  ])('%s', (_name, flows, writable) => {
    expect(found({ ...machine, 'Other/ExplicitAuthFlows': flows }).includes('rule-claim-writable')).toBe(writable);
  });

  test.each([
    ['anyone signs up through it where people may', undefined, true],
    ['nobody signs up through it without its secret', true, false],
  ])('that only refreshes: %s', (_name, secret, writable) => {
    const onlyRefreshes = { ...machine, 'Other/ExplicitAuthFlows': ['ALLOW_REFRESH_TOKEN_AUTH'], 'Pool/AdminCreateUserConfig': undefined };
    expect(found({ ...onlyRefreshes, 'Other/GenerateSecret': secret }).includes('rule-claim-set-at-sign-up')).toBe(writable);
  });
});

describe('a rule behind one with NotEqual', () => {
  test.each([
    ['is never reached when all it matches is something else', 'StartsWith', 'gold', true],
    ['is reached by the one value', 'StartsWith', 'fr', false],
  ])('%s', (_name, match, value, shadowed) => {
    const rules = [rule('custom:plan', 'NotEqual', 'free'), rule('custom:plan', match, value)];
    expect(found({ [RULES]: rules }).includes('rule-shadowed')).toBe(shadowed);
  });
});

test('several groups may stand in a token, so that only Contains covers another rule on them', () => {
  const behind = (match: string) =>
    found({ [RULES]: [rule('cognito:groups', match, 'admin'), rule('cognito:groups', 'Contains', 'admins')] });
  expect(behind('Contains')).toContain('rule-shadowed');
  expect(behind('StartsWith')).not.toContain('rule-shadowed');
});

describe('a rule on an e-mail address that an identity provider fills in', () => {
  const mapped = (AttributeMapping: Record<string, string>) => found({
    [RULES]: [rule('email', 'Equals', 'boss@corp.com')],
    Idp: {
      Type: 'AWS::Cognito::UserPoolIdentityProvider',
      Properties: { UserPoolId: { Ref: 'Pool' }, ProviderName: 'Corp', ProviderType: 'OIDC', AttributeMapping },
    },
  });

  test.each([
    ['is reported', { email: 'email' }, true],
    ['is reported with the flag too, at which a rule can not look', { email: 'email', email_verified: 'email_verified' }, true],
    ['is not, when it fills in something else', { name: 'name' }, false],
  ])('%s', (_name, mapping, reported) => expect(mapped(mapping as Record<string, string>).includes('rule-claim-contact')).toBe(reported));
});
