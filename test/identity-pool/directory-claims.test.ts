import { App, Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { AppClient, Claim, CognitoAuth, CustomAttribute, IdentityProvider, RoleRule, Trigger } from '../../src';
import { reviewTemplates } from '../../src/guardrails/check';
import { warningsIn } from '../warnings';

const WARNING = 'claim-of-several-directories';
const RULE = 'rule-claim-of-several-directories';
const tenant = Claim.customAttribute('tenant');
const directory = (name: string) => IdentityProvider.saml(name, {
  metadata: cognito.UserPoolIdentityProviderSamlMetadata.url(`https://${name}.example.com/metadata`),
  attributes: { email: 'mail', custom: { tenant: 'organization' } },
  emailTrustedBecause: 'a test',
});
const [acme, globex] = ['Acme', 'Globex'].map(directory);

/** What both halves say of a pool with these directories and whatever decides by the tenant. */
function said(decide: (auth: CognitoAuth) => void, directories = [acme, globex]) {
  const stack = new Stack(new App(), 'Stack');
  const auth = new CognitoAuth(stack, 'Auth', {
    attributes: { custom: { tenant: CustomAttribute.text() } },
    identityProviders: directories,
    client: AppClient.browser({ callbackUrls: ['https://app.example.com'], signInWith: directories }),
  });
  decide(auth);
  const { template } = (stack.node.root as App).synth().getStackByName('Stack');
  const { findings, accepted } = reviewTemplates([{ name: 'Stack', body: template }]);
  return {
    warns: warningsIn(stack).includes(WARNING),
    levels: findings.filter(({ rule }) => rule === RULE).map(({ severity }) => severity),
    reasons: accepted.filter(({ rule }) => rule === RULE).map(({ reason }) => reason),
  };
}

const tagged = (auth: CognitoAuth) => auth.tagPrincipals({ tenant });

test.each<[string, (auth: CognitoAuth) => void]>([
  ['a tag', tagged],
  ['a rule', auth => { auth.addRule('Acme', RoleRule.equalTo(tenant, 'acme')); }],
])('warns of two directories that fill the attribute behind %s', (_, decide) => {
  expect(said(decide)).toEqual({ warns: true, levels: ['high'], reasons: [] });
});

test('says nothing of one directory, nor of an attribute that decides nothing', () => {
  expect(said(tagged, [acme])).toEqual({ warns: false, levels: [], reasons: [] });
  expect(said(() => {})).toEqual({ warns: false, levels: [], reasons: [] });
  expect(said(auth => auth.tagPrincipals({ user: Claim.sub() }))).toEqual({ warns: false, levels: [], reasons: [] });
});

test('the reason why each directory may name every tenant settles both', () => {
  expect(said(auth => auth.tagPrincipals({ tenant: tenant.acknowledgeWriters('both are ours') })))
    .toEqual({ warns: false, levels: [], reasons: ['both are ours'] });
});

test('a trigger that sees each sign-in makes it milder, one that sees the first does not', () => {
  const withTrigger = (make: (fn: lambda.IFunction) => Trigger) => said(auth => {
    tagged(auth);
    auth.addTrigger(make(new lambda.Function(auth, 'Fn', {
      runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline('exports.handler = async event => event'),
    })));
  });
  expect(withTrigger(Trigger.inboundFederation)).toEqual({ warns: true, levels: ['medium'], reasons: [] });
  expect(withTrigger(Trigger.preSignUp)).toEqual({ warns: true, levels: ['high'], reasons: [] });
});
