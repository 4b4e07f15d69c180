import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import { ACKNOWLEDGEMENTS, acknowledge } from '../../examples/enterprise/acknowledgements';
import { EnterpriseStack } from '../../examples/enterprise/enterprise-stack';
import { AccessModel } from '../../src';
import { reviewTemplates } from '../../src/guardrails/check';
import { loadFile } from '../../src/template/text/load-files';

function example(): EnterpriseStack {
  return new EnterpriseStack(new App(), 'Enterprise', { env: { region: 'us-east-1' } });
}

describe('the enterprise example', () => {
  const stack = example();
  const template = Template.fromStack(stack);
  const model = AccessModel.fromStack(stack);
  const bucket = model._entities.resources.find(({ type }) => type === 'AWS::S3::Bucket')!.ref;
  const client = model._entities.clients[0].logicalId;
  const report = (key: string) => `arn:aws:s3:::${bucket}/${key}`;

  test('staff sign in with the directory only: no password and no SRP', () => {
    const [corp] = Object.keys(template.findResources('AWS::Cognito::UserPoolIdentityProvider', { Properties: { ProviderType: 'SAML' } }));
    template.hasResourceProperties('AWS::Cognito::UserPoolClient', {
      SupportedIdentityProviders: [{ Ref: corp }],
      ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'],
    });
  });

  test('customers get in without a password, and whoever is on call hears of failures', () => {
    template.hasResourceProperties('AWS::Cognito::UserPool', {
      Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'WEB_AUTHN'] } },
      WebAuthnFactorConfiguration: 'MULTI_FACTOR_WITH_USER_VERIFICATION',
      WebAuthnRelyingPartyID: 'login.example.com',
    });
    template.hasResourceProperties('AWS::Cognito::UserPoolClient', {
      CallbackURLs: ['https://shop.example.com/signed-in'],
      ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_USER_AUTH'],
    });
    template.resourceCountIs('AWS::CloudWatch::Alarm', 6);
    template.allResourcesProperties('AWS::CloudWatch::Alarm', { AlarmActions: [{ Ref: Match.stringLikeRegexp('OnCall') }] });
  });

  test('the department decides: finance reads the folder of finance, others do not', () => {
    const finance = model.signedIn(client, { attributes: { 'custom:department': 'finance' } });
    const others = model.signedIn(client, { attributes: { 'custom:department': 'sales' } });
    finance.assertCan('s3:GetObject', report('finance/2026.csv'));
    others.assertCannot('s3:GetObject', report('finance/2026.csv'));
  });

  test('everyone has drafts of their own', () => {
    const anyone = model.signedIn(client, {});
    const context = { 'cognito-identity.amazonaws.com:sub': 'us-east-1:me' };
    anyone.assertCan('s3:PutObject', report('drafts/us-east-1:me/a'), { context });
    anyone.assertCannot('s3:PutObject', report('drafts/us-east-1:you/a'), { context });
    model.guest().assertRefused();
  });

  test('is clean under the guardrails and AwsSolutions but for what is acknowledged, and that is really found', () => {
    const acknowledged = example();
    acknowledge(acknowledged);
    const app = acknowledged.node.root as App;
    expect(violations(acknowledged)).toEqual([]);
    expect(reviewTemplates(loadFile(app.synth().directory)).findings.map(({ rule }) => rule)).toEqual([]);

    const found =
      reviewTemplates(loadFile((stack.node.root as App).synth().directory)).findings.map(({ rule }) => `cdk-cognito-auth::${rule}`);
    expect([...violations(example()), ...found].sort()).toEqual(Object.keys(ACKNOWLEDGEMENTS).sort());
  });
});

function violations(stack: Stack): string[] {
  return new AwsSolutionsChecks(stack).validateScope(stack).violations.map(({ ruleName }) => ruleName).sort();
}
