import { Template } from 'aws-cdk-lib/assertions';
import { OrdersStack } from '../../examples/blueprint/orders-stack';
import { PlatformApp } from '../../examples/blueprint/platform';
import { reviewTemplates } from '../../src/guardrails/check';
import { loadFile } from '../../src/template/text/load-files';

beforeAll(() => void jest.spyOn(console, 'error').mockReturnValue()); // the CDK prints a report of each validation

describe('the blueprint example', () => {
  test("what the app says stays where it is stricter, and the platform's policy is the default elsewhere", () => {
    const template = Template.fromStack(new OrdersStack(new PlatformApp(), 'Orders'));
    const pools = template.findResources('AWS::Cognito::UserPool');
    const of = (path: string) => Object.entries(pools).find(([id]) => id.startsWith(path))![1].Properties;
    expect(of('Auth'))
      .toMatchObject({ MfaConfiguration: 'ON', DeletionProtection: 'ACTIVE', UserPoolTags: { owner: 'orders', data: 'people' } });
    expect(of('Partners')).toMatchObject({
      MfaConfiguration: 'OPTIONAL',
      EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
      Policies: { PasswordPolicy: { MinimumLength: 16, RequireSymbols: true, TemporaryPasswordValidityDays: 2 } },
      DeletionProtection: 'ACTIVE',
      UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ['email'] },
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: false }, // the exception
    });
    const clients = Object.values(template.findResources('AWS::Cognito::UserPoolClient')).map(({ Properties }) => Properties);
    expect(clients.map(({ AccessTokenValidity }) => AccessTokenValidity).sort()).toEqual([10, 30]);
    clients.forEach(properties => expect(properties).toMatchObject({ PreventUserExistenceErrors: 'ENABLED', RefreshTokenValidity: 1440 }));
    expect(clients.map(({ AllowedOAuthFlows }) => AllowedOAuthFlows)).toEqual([undefined, ['code']]);
  });

  test('what the command line finds in the old pool is decided, with the reasons', () => {
    const app = new PlatformApp();
    new OrdersStack(app, 'Orders');
    const { findings, accepted } = reviewTemplates(loadFile(app.synth().directory));
    expect(findings).toEqual([]);
    expect(accepted.map(({ rule, reason }) => [rule, reason])).toEqual([
      ['user-names-case-sensitive', 'the pool was made so, and that can never be changed'],
      ['threat-protection-weak', 'partners move to the pool of staff before it would pay'],
    ]);
  });

  test('the synthesis is clean under its guardrails', () => {
    const app = new PlatformApp();
    new OrdersStack(app, 'Orders');
    app.synth();
    const printed = jest.mocked(console.error).mock.calls.flat().join('\n');
    // newer CDKs say nothing where nothing was found, and throw otherwise
    expect(printed).not.toMatch(/failure|ERROR/);
    expect(process.exitCode ?? 0).toBe(0);
  });
});
