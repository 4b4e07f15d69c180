import { App, Stack, StackProps, Token } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as route53 from 'aws-cdk-lib/aws-route53';
import { AppClient, AppUserPool, CustomLoginPagesProps, FirstFactors, LoginPages, LoginTls } from '../../../src/user-pool';
import { used } from '../../used';
import { warningsIn } from '../../warnings';
import { poolOf, userPool } from '../user-pool-fixture';

const DOMAIN = 'AWS::Cognito::UserPoolDomain';
const ARN = 'arn:aws:acm:us-east-1:111122223333:certificate/1';
const US = { env: { account: '111122223333', region: 'us-east-1' } };
const EU = { env: { account: '111122223333', region: 'eu-west-1' } };

function prefixOf(props?: StackProps, id = 'Stack'): unknown {
  const stack = new Stack(new App(), id, props);
  new AppUserPool(stack, 'Users', { loginPages: LoginPages.prefix() });
  return Object.values(Template.fromStack(stack).findResources(DOMAIN))[0].Properties.Domain;
}

type Make = (stack: Stack) => Partial<CustomLoginPagesProps>;

function custom(props: Partial<CustomLoginPagesProps>, stackProps: StackProps = US, make: Make = () => ({})) {
  const { stack, users } = userPool({}, stackProps);
  users.addLoginPages(LoginPages.custom({ domainName: 'login.example.com', ...props, ...make(stack) }));
  return { stack, users, template: () => Template.fromStack(stack) };
}

const NAMED = { hostedZoneId: 'Z1', zoneName: 'example.com' };
const zone = (stack: Stack) => ({ zone: route53.HostedZone.fromHostedZoneAttributes(stack, 'Zone', NAMED) });
const certificate = (stack: Stack) => ({ certificate: acm.Certificate.fromCertificateArn(stack, 'Cert', ARN) });

describe('a prefix', () => {
  test('is made from the place and the account, and is the same at each synthesis', () => {
    expect(prefixOf(US)).toMatch(/^login-[0-9a-f]{10}-111122223333$/);
    expect(prefixOf(US)).toEqual(prefixOf(US));
    expect(prefixOf(US, 'Other')).not.toEqual(prefixOf(US));
    expect(prefixOf({ ...US, stackName: 'branch-1' })).not.toEqual(prefixOf({ ...US, stackName: 'branch-2' }));
  });

  test('is the same whether the account is known before the deployment or not', () => {
    expect(prefixOf()).toEqual({ 'Fn::Join': ['', [String(prefixOf(US)).replace('111122223333', ''), { Ref: 'AWS::AccountId' }]] });
  });

  test.each(['a', 'my-shop', 'x'.repeat(63), '0-0'])('may be %s', prefix => {
    const { stack } = userPool({ loginPages: LoginPages.prefix({ prefix }) });
    Template.fromStack(stack).hasResourceProperties(DOMAIN, { Domain: prefix, ManagedLoginVersion: 2 });
  });

  test('may be a token', () => {
    expect(() => used(LoginPages.prefix({ prefix: Token.asString({ Ref: 'Prefix' }) }))).not.toThrow();
  });

  test.each([
    ['x'.repeat(64), 'has 64 characters; use at most 63'],
    ['', 'use lower-case letters'],
    ['Shop', 'use lower-case letters'],
    ['-shop', 'use lower-case letters'],
    ['shop-', 'use lower-case letters'],
    ['my.shop', 'use lower-case letters'],
    ['drawsome', "the word 'aws'"],
    ['my-amazon-shop', "the word 'amazon'"],
  ])('fails as %p', (prefix, message) => {
    expect(() => used(LoginPages.prefix({ prefix }))).toThrow(message);
  });

  test.each([['mycognito', true], ['cognitive', false]])('%s fails for the word cognito: %s', (prefix, fails) => {
    const make = () => used(LoginPages.prefix({ prefix }));
    (fails ? expect(make).toThrow("the word 'cognito'") : expect(make).not.toThrow());
  });
});

describe('a custom domain', () => {
  test('has the given certificate, a recent TLS policy, and an alias in its zone without a custom resource', () => {
    const { template } = custom({}, EU, stack => ({ ...zone(stack), ...certificate(stack) }));
    template().hasResourceProperties(DOMAIN, {
      Domain: 'login.example.com', ManagedLoginVersion: 2, CustomDomainConfig: { CertificateArn: ARN, SecurityPolicy: 'TLS_V1_2_2021' },
    });
    template().hasResourceProperties('AWS::Route53::RecordSet', {
      Name: 'login.example.com.',
      Type: 'A',
      AliasTarget: { DNSName: { 'Fn::GetAtt': [Match.anyValue(), 'CloudFrontDistribution'] }, HostedZoneId: Match.anyValue() },
    });
    template().resourceCountIs('AWS::CertificateManager::Certificate', 0);
    template().resourceCountIs('Custom::UserPoolCloudFrontDomainName', 0);
  });

  test('has a certificate made for it in us-east-1', () => {
    custom({}, US, zone).template().hasResourceProperties('AWS::CertificateManager::Certificate', {
      DomainName: 'login.example.com', DomainValidationOptions: [{ DomainName: 'login.example.com', HostedZoneId: 'Z1' }],
    });
  });

  test('may be in a zone that is known by its id alone', () => {
    const { template } = custom({}, US, stack => ({ zone: route53.HostedZone.fromHostedZoneId(stack, 'Zone', 'Z1') }));
    template().hasResourceProperties('AWS::Route53::RecordSet', { Name: 'login.example.com.', HostedZoneId: 'Z1' });
  });

  test('takes every other setting of the resource', () => {
    const failover = { secondaryRegion: 'eu-central-1', healthCheckId: 'h-1' };
    custom({ tls: LoginTls.TLS_1_3, failover }, EU, certificate).template().hasResourceProperties(DOMAIN, {
      CustomDomainConfig: { SecurityPolicy: 'TLS_V1_3_2025' },
      Routing: { Failover: { SecondaryRegion: 'eu-central-1', PrimaryRoute53HealthCheckId: 'h-1' } },
    });
  });

  test.each([
    ['without certificate and zone', {}, US, undefined, 'neither certificate nor zone; give a certificate in us-east-1, or the zone'],
    ['without certificate in another region', {}, EU, zone, 'this stack is in eu-west-1; make an acm.Certificate in a stack with '
      + 'env.region'],
    ['without certificate in a region known late', {}, {}, zone, 'a region known at deployment only'],
    ['with a certificate of another region', {}, EU, (stack: Stack) => ({
      certificate: acm.Certificate.fromCertificateArn(stack, 'Cert', ARN.replace('us-east-1', 'eu-west-1')),
    }), 'is in eu-west-1, and Cognito takes only one in us-east-1'],
    ['with a certificate made in another region', {}, EU, (stack: Stack) => ({
      certificate: new acm.Certificate(stack, 'Cert', { domainName: 'login.example.com' }),
    }), 'is in eu-west-1'],
    ['outside its zone', { domainName: 'login.example.org' }, US, zone, "is not in the zone 'example.com'"],
    ['in a name that only ends like its zone', { domainName: 'loginexample.com' }, US, zone, 'is not in the zone'],
  ] as const)('fails %s', (_, props, stackProps, make, message) => {
    expect(() => custom(props, stackProps, make)).toThrow(message);
  });

  test('fails in a private zone', () => {
    const vpc = (stack: Stack) => ({ vpcId: 'v', env: stack.env } as any);
    const own = (stack: Stack) => ({ zone: new route53.PrivateHostedZone(stack, 'Zone', { zoneName: 'example.com', vpc: vpc(stack) }) });
    expect(() => custom({}, US, stack => ({ ...own(stack), ...certificate(stack) }))).toThrow('is private');
  });

  test.each([
    ['https://login.example.com', 'is no host name'], ['Login.example.com', 'is no host name'], ['*.example.com', 'is no host name'],
    ['localhost', 'is no host name'], [`${'x'.repeat(52)}.example.com`, 'has 64 characters'],
  ])('fails as %s', (domainName, message) => {
    expect(() => used(LoginPages.custom({ domainName }))).toThrow(message);
  });

  test('may have 63 characters, or be a token', () => {
    expect(() => used(LoginPages.custom({ domainName: `${'x'.repeat(51)}.example.com` }))).not.toThrow();
    expect(() => used(LoginPages.custom({ domainName: Token.asString({ Ref: 'Name' }) }))).not.toThrow();
  });

  test.each([['', true], ['h', false], ['h'.repeat(64), false], ['h'.repeat(65), true]])('the health check %p fails: '
    + '%s', (healthCheckId, fails) => {
    const make = () => used(LoginPages.custom({
      domainName: 'login.example.com', failover: { secondaryRegion: 'eu-central-1', healthCheckId },
    }));
    (fails ? expect(make).toThrow('use 1 to 64') : expect(make).not.toThrow());
  });

  test('takes a certificate of us-east-1 from a stack there', () => {
    const app = new App();
    const global = new Stack(app, 'Global', { ...US, crossRegionReferences: true });
    const made = new acm.Certificate(global, 'Cert', { domainName: 'login.example.com' });
    const stack = new Stack(app, 'Stack', { ...EU, crossRegionReferences: true });
    new AppUserPool(stack, 'Users', { loginPages: LoginPages.custom({ domainName: 'login.example.com', certificate: made }) });
    Template.fromStack(stack).resourceCountIs(DOMAIN, 1);
  });

  test('warns of a certificate in a stack without a region, not of one whose ARN is known late', () => {
    const made = custom({}, {}, stack => ({ certificate: new acm.Certificate(stack, 'Cert', { domainName: 'login.example.com' }) }));
    expect(warningsIn(made.stack)).toContain('login-certificate-region');
    const late = custom(
      {}, {}, stack => ({ certificate: acm.Certificate.fromCertificateArn(stack, 'Cert', Token.asString({ Ref: 'Arn' })) }),
    );
    expect(warningsIn(late.stack)).not.toContain('login-certificate-region');
  });

  test('warns of the record of the parent unless it is known to be there', () => {
    const warned = (props: Partial<CustomLoginPagesProps>, recordName?: string) => {
      const { stack } = custom(props, US, one => ({ ...zone(one), ...certificate(one) }));
      if (recordName !== undefined) {
        const hosted = route53.HostedZone.fromHostedZoneAttributes(stack, 'Same', { hostedZoneId: 'Z1', zoneName: 'example.com' });
        new route53.ARecord(stack, 'Parent', { zone: hosted, recordName, target: route53.RecordTarget.fromIpAddresses('192.0.2.1') });
      }
      return warningsIn(stack).includes('login-domain-parent');
    };
    expect(warned({})).toBe(true);
    expect(warned({}, 'www')).toBe(true);
    expect(warned({}, '')).toBe(false);
    expect(warned({ parentRecordExists: true })).toBe(false);
  });
});

describe('one of each kind', () => {
  const both = {
    prefix: () => LoginPages.prefix({ prefix: 'shop' }),
    custom: (stack: Stack) => LoginPages.custom({ domainName: 'login.example.com', ...certificate(stack) }),
  };

  test('a prefix and a custom domain stand together, and URLs are of the custom one', () => {
    const { stack, users } = userPool({ loginPages: both.prefix() }, EU);
    expect(users.loginPages.baseUrl).toBe('https://shop.auth.eu-west-1.amazoncognito.com');
    expect(users.addLoginPages(both.custom(stack)).baseUrl).toBe('https://login.example.com');
    Template.fromStack(stack).resourceCountIs(DOMAIN, 2);
  });

  test.each([[true], [false]])('what a client has of its own waits for both, whether the client is added first: %s', clientFirst => {
    const { stack, users } = userPool({ loginPages: both.prefix() }, EU);
    const web = () => users.addClient('Web', AppClient.browser({ callbackUrls: ['https://app.example.com/'] }));
    if (clientFirst) web();
    users.addLoginPages(both.custom(stack));
    if (!clientFirst) web();
    const template = Template.fromStack(stack);
    const domains = Object.keys(template.findResources(DOMAIN)).sort();
    template.hasResource('AWS::Cognito::ManagedLoginBranding', { DependsOn: domains });
  });

  test('a second prefix fails, and so does a second custom domain', () => {
    const { stack, users } = userPool({ loginPages: both.prefix() });
    expect(() => users.addLoginPages(both.prefix())).toThrow('the pool has a prefix already (shop), and takes one of each kind; to '
      + 'change it use LoginPages.moving');
    users.addLoginPages(both.custom(stack));
    expect(() => users.addLoginPages(LoginPages.custom({ domainName: 'two.example.com' }))).toThrow('has a custom domain already '
      + '(login.example.com)');
  });

  test('warns of a second one that is made past the pool', () => {
    const { stack, users } = userPool({ loginPages: both.prefix() });
    users.userPool.addDomain('Other', { customDomain: { domainName: 'login.example.com', certificate: certificate(stack).certificate } });
    expect(warningsIn(stack)).not.toContain('login-domain-twice');
    users.userPool.addDomain('More', { cognitoDomain: { domainPrefix: 'more' } });
    expect(warningsIn(stack)).toContain('login-domain-twice');
  });

  test('fails to tell of pages that are not there', () => {
    expect(() => userPool().users.loginPages).toThrow('the pool has none; set loginPages: LoginPages.prefix(), or call addLoginPages '
      + 'first');
  });
});

describe('moving', () => {
  const to = LoginPages.prefix({ prefix: 'new-shop' });

  test('has no domain of that kind, and the URLs of what is to come', () => {
    const { stack, users } = userPool({ loginPages: LoginPages.moving({ to }) }, EU);
    expect(users.loginPages.baseUrl).toBe('https://new-shop.auth.eu-west-1.amazoncognito.com');
    expect(() => users.loginPages.domain).toThrow('it is moving');
    expect(warningsIn(stack)).toContain('login-pages-moving');
    Template.fromStack(stack).resourceCountIs(DOMAIN, 0);
  });

  test('has pages of the other kind meanwhile', () => {
    const stack = new Stack(new App(), 'Stack', US);
    const meanwhile = LoginPages.custom({ domainName: 'login.example.com', ...certificate(stack) });
    new AppUserPool(stack, 'Users', { loginPages: LoginPages.moving({ to, meanwhile }) });
    Template.fromStack(stack).hasResourceProperties(DOMAIN, { Domain: 'login.example.com' });
  });

  test('fails to something of the same kind meanwhile, and within itself', () => {
    expect(() => used(LoginPages.moving({ to, meanwhile: LoginPages.prefix() }))).toThrow('both of the kind prefix');
    expect(() => used(LoginPages.moving({ to: LoginPages.moving({ to }) }))).toThrow('moving itself');
  });
});

describe('the plan', () => {
  test('is Essentials for managed login, with the reason once', () => {
    const { users } = userPool({ loginPages: LoginPages.prefix() });
    expect(users.plan).toEqual({
      name: cognito.FeaturePlan.ESSENTIALS,
      reasons: ['the newer managed login of Stack/Users/LoginPages/PrefixDomain, unlike classic pages, needs ESSENTIALS'],
    });
  });

  test('that has no managed login fails at the call, and has classic pages', () => {
    const plan = cognito.FeaturePlan.LITE;
    expect(() => userPool({ plan, loginPages: LoginPages.prefix() })).toThrow("plan: 'LITE' is too low: the newer managed login");
    const { stack } = userPool({ plan, loginPages: LoginPages.prefix({ classic: true }) });
    Template.fromStack(stack).hasResourceProperties(DOMAIN, { ManagedLoginVersion: 1 });
  });
});

describe('passkeys', () => {
  const firstFactors: FirstFactors = { passkey: true };
  const relying = (stack: Stack) => poolOf(stack).WebAuthnRelyingPartyID;

  test('are bound to the custom domain, not to a prefix, and not over what is said', () => {
    const domainName = 'login.example.com';
    expect(relying(userPool({ firstFactors, loginPages: LoginPages.prefix() }).stack)).toBeUndefined();
    const { stack, users } = userPool({ firstFactors, loginPages: LoginPages.prefix() });
    users.addLoginPages(LoginPages.custom({ domainName, ...certificate(stack) }));
    expect(relying(stack)).toBe(domainName);
    expect(warningsIn(stack)).not.toContain('passkey-relying-party-domain');
    const said = userPool({ firstFactors, passkeys: { relyingPartyId: 'example.com' } });
    said.users.addLoginPages(LoginPages.custom({ domainName, ...certificate(said.stack) }));
    expect(relying(said.stack)).toBe('example.com');
    expect(warningsIn(said.stack)).toContain('passkey-relying-party-domain');
  });
});

describe('other partitions', () => {
  const of = (region: string, make: (stack: Stack) => LoginPages) => {
    const { stack, users } = userPool({}, { env: { account: '111122223333', region } });
    return { url: users.addLoginPages(make(stack)).baseUrl, warnings: warningsIn(stack) };
  };

  test('GovCloud has FIPS addresses, and a warning of custom domains', () => {
    const prefix = of('us-gov-west-1', () => LoginPages.prefix({ prefix: 'shop' }));
    expect(prefix.url).toBe('https://shop.auth-fips.us-gov-west-1.amazoncognito.com');
    expect(prefix.warnings).not.toContain('login-domain-partition');
    const made = of('us-gov-west-1', stack => LoginPages.custom({ domainName: 'login.example.com', ...certificate(stack) }));
    expect(made.warnings).toContain('login-domain-partition');
  });

  test('the sovereign cloud has a warning', () => {
    expect(of('eusc-de-east-1', () => LoginPages.prefix()).warnings).toContain('login-domain-partition');
  });
});
