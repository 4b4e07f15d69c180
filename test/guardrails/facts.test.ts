import { patched } from './good-template';
import { checkTemplates } from '../../src/guardrails/check';
import { issuersOf } from '../../src/guardrails/private/facts/issuers';
import type { PoolFact, ResourceFact, StatementFact } from '../../src/guardrails/private/facts/types';
import { about, isAllBut, onAnything, readsAll } from '../../src/guardrails/private/judging/statements';

const GAP = '«?what»';

describe('user pools that are registered as OpenID Connect providers', () => {
  const pool = { key: '0:Pool', id: 'Pool' } as PoolFact;
  const made = (Type: string, Url: unknown) => ({ id: 'Idp', type: Type, props: { Url } }) as ResourceFact;
  const ofUrl = (url: unknown, type = 'AWS::IAM::OIDCProvider') => issuersOf(
    { props: { OpenIdConnectProviderARNs: ['«0:Idp»'] } } as ResourceFact, () => made(type, url), new Map([['0:Pool', pool]]),
  );
  const ofArn = (arn: unknown) => issuersOf(
    { props: { OpenIdConnectProviderARNs: arn } } as ResourceFact, () => undefined, new Map([['0:Pool', pool]]),
  );
  const own = { provider: '«0:Idp»', providerName: '«0:Pool.ProviderName»', pool };
  const foreign = 'cognito-idp.eu-west-1.amazonaws.com/eu-west-1_x';

  test.each([
    '«0:Pool.ProviderURL»', '«0:Pool.ProviderName»', 'https://«0:Pool.ProviderName»', 'https://issuer-«0:Pool.ProviderName»',
  ])('are those of the template by %s', url => expect(ofUrl(url)).toEqual([own]));
  test('are those of the resource that the CDK makes too', () => {
    expect(ofUrl('«0:Pool.ProviderURL»', 'Custom::AWSCDKOpenIdConnectProvider')).toEqual([own]);
    expect(ofUrl('«0:Pool.ProviderURL»', 'Custom::Other')).toEqual([]);
  });
  test.each([
    foreign, `https://${foreign}`, `https://issuer-${foreign}`,
  ])('are those from elsewhere by %s', url => expect(ofUrl(url)).toEqual([{ provider: '«0:Idp»', providerName: foreign }]));
  test.each([
    'https://accounts.google.com', '«0:Other.ProviderURL»', '«0:Pool.Arn»', '«0:Pool.ProviderURL»/more', 'x«0:Pool.ProviderURL»',
    'https://my-issuer-«0:Pool.ProviderName»', `https://another-${foreign}`,
    `http://${foreign}`, `${foreign}/more`, `x${foreign}`, 'cognito-idp.eu-west-1.amazonaws.com',
    'https://cognito-idp.«0:Pool»/«0:Pool»', '',
  ])('are none by %s', url => expect(ofUrl(url)).toEqual([]));
  test('are told by an ARN', () => {
    const arn = `arn:aws:iam::123456789012:oidc-provider/${foreign}`;
    expect(ofArn(arn)).toEqual([{ provider: arn, providerName: foreign }]);
    const ofTemplate = 'arn:aws:iam::123456789012:oidc-provider/«0:Pool.ProviderName»';
    expect(ofArn([arn, ofTemplate])).toEqual([
      { provider: arn, providerName: foreign }, { provider: ofTemplate, providerName: '«0:Pool.ProviderName»', pool },
    ]);
    expect(ofArn('arn:aws:iam::123456789012:saml-provider/corp')).toEqual([]);
    expect(ofArn(undefined)).toEqual([]);
  });
});

describe('what a statement is about', () => {
  const statement = (resources: string[], notResources: string[] = []) =>
    ({ effect: 'Allow', actions: ['s3:GetObject'], notActions: [], resources, notResources, condition: {} }) as unknown as StatementFact;

  test.each<[string, StatementFact, boolean, boolean]>([
    ['everything', statement(['*']), false, true],
    ['one thing', statement(['arn:aws:s3:::b/x']), false, false],
    ['all but one thing', statement([], ['arn:aws:s3:::b/x']), true, true],
    ['all but two things', statement([], ['arn:aws:s3:::b/x', 'arn:aws:s3:::c/*']), true, true],
    ['all but everything', statement([], ['*']), false, false],
    ['all but what is all of a service', statement([], ['arn:aws:s3:::b/x', 'arn:aws:s3:::*']), false, false],
    ['all but a bucket that is called as a kind is', statement([], ['arn:aws:s3:::secret/*']), true, true],
    ['all but what is not known', statement([], ['arn:aws:s3:::b/x', GAP]), false, false],
    ['nothing', statement([]), false, false],
  ])('%s', (_, asked, allBut, anything) => expect([isAllBut(asked), onAnything(asked)]).toEqual([allBut, anything]));
  test('is said in the order in which it stands, as far as it is asked for', () => {
    expect(about(statement(['a', 'b', 'c']), 2)).toBe('a, b');
    expect(about(statement(['a']), 2, 'all of ')).toBe('all of a');
    expect(about(statement([], ['a', 'b', 'c']), 2, 'all of ')).toBe('everything but a, b');
  });
  test('is all that there is to read', () => {
    expect(readsAll(statement([], ['arn:aws:s3:::b/*']))).toBe(true);
    expect(readsAll({ ...statement([], ['arn:aws:s3:::b/*']), actions: ['s3:ListBucket'] })).toBe(false);
  });
});

describe('what holds under one condition and less of it under another', () => {
  const when = (yes: unknown, no: unknown) => ({ 'Fn::If': ['IsA', yes, no] });
  const findings = (CallbackURLs: unknown) => checkTemplates([{
    name: 'template',
    body: {
      ...patched({ 'Client/CallbackURLs': CallbackURLs }),
      Parameters: { A: { Type: 'String' } },
      Conditions: { IsA: { 'Fn::Equals': [{ Ref: 'A' }, 'yes'] } },
    },
  }]).filter(({ rule }) => rule === 'callback-unsafe')
    .map(({ severity, message, condition }) => `${severity} ${message}${condition === undefined ? '' : ` if ${condition}`}`);
  const [A, B, APP] = ['http://a.example', 'http://b.example', 'myapp://back'];

  test.each<[string, unknown, string[]]>([
    ['the same', when([A], [A]), [`high Client redirects to ${A} (not encrypted)`]],
    ['more of it', when([A], [A, B]), [`high Client redirects to ${A} (not encrypted), ${B} (not encrypted)`]],
    ['more of it first', when([B, A], [A]), [`high Client redirects to ${B} (not encrypted), ${A} (not encrypted)`]],
    ['worse', when([APP], [APP, A]), [`high Client redirects to ${APP} (a scheme that any app may take), ${A} (not encrypted)`]],
    ['nothing', when([A], ['https://a.example']), [`high Client redirects to ${A} (not encrypted) if IsA`]],
    ['something else', when([A], [B]), [
      `high Client redirects to ${B} (not encrypted) if not IsA`, `high Client redirects to ${A} (not encrypted) if IsA`,
    ]],
  ])('%s', (_, urls, said) => expect(findings(urls)).toEqual(said));
});
