import { ArnFormat, Stack, Token } from 'aws-cdk-lib';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as route53 from 'aws-cdk-lib/aws-route53';
import * as targets from 'aws-cdk-lib/aws-route53-targets';
import { Construct } from 'constructs';
import { prefixFor } from './domain-names';
import { DomainBlueprint, DomainKind } from './login-pages-blueprint';
import { fail } from '../../../private/fail';
import { warn } from '../../../private/warn';
import { USER_POOL_DEFAULTS } from '../../defaults';
import { CustomLoginPagesProps } from '../login-pages-props';

/** The region that certificates of CloudFront are in. */
const CERTIFICATE_REGION = 'us-east-1';

/** A domain of a pool, as text, so that who needs its address waits for nothing. */
export interface PoolDomain {
  readonly kind: DomainKind;
  /** The prefix, or the whole name of a custom domain. */
  readonly name: string;
  readonly classic: boolean;
  readonly custom?: CustomLoginPagesProps;
  /** None while it is only awaited. */
  readonly domain?: cognito.UserPoolDomain;
}

export function idOf(kind: DomainKind): string {
  return kind === 'prefix' ? 'PrefixDomain' : 'CustomDomain';
}

export function renderDomain(scope: Construct, userPool: cognito.IUserPool, blueprint: DomainBlueprint): PoolDomain {
  const { kind, prefix, custom, classic, awaited } = blueprint;
  const name = custom?.domainName ?? prefix ?? prefixFor(scope);
  const made = { kind, name, classic, ...(custom ? { custom } : {}) };
  if (custom) {
    checkZone(scope, custom);
  }
  if (awaited) {
    return made;
  }
  const managedLoginVersion = classic ? cognito.ManagedLoginVersion.CLASSIC_HOSTED_UI : USER_POOL_DEFAULTS.loginPages.value;
  const domain = new cognito.UserPoolDomain(scope, idOf(kind), {
    userPool,
    managedLoginVersion,
    ...(custom
      ? { customDomain: { domainName: name, certificate: certificateFor(scope, custom) } }
      : { cognitoDomain: { domainPrefix: name } }),
  });
  if (custom) {
    finishCustom(scope, domain, custom);
  }
  return { ...made, domain };
}

function finishCustom(scope: Construct, domain: cognito.UserPoolDomain, { tls, failover, zone, domainName }: CustomLoginPagesProps): void {
  const cfn = domain.node.defaultChild as cognito.CfnUserPoolDomain;
  // the CDK has these two from 2.258 on
  cfn.addPropertyOverride('CustomDomainConfig.SecurityPolicy', tls ?? USER_POOL_DEFAULTS.loginTls.value);
  if (failover) {
    const { secondaryRegion: SecondaryRegion, healthCheckId: PrimaryRoute53HealthCheckId } = failover;
    cfn.addPropertyOverride('Routing.Failover', { SecondaryRegion, PrimaryRoute53HealthCheckId });
  }
  if (zone) {
    // the target of the CDK would make a custom resource unless a feature flag is set
    const bind = () => ({ dnsName: domain.cloudFrontEndpoint, hostedZoneId: targets.CloudFrontTarget.getHostedZoneId(scope) });
    new route53.ARecord(scope, 'Alias', { zone, recordName: `${domainName}.`, target: route53.RecordTarget.fromAlias({ bind }) });
  }
}

function checkZone(scope: Construct, { domainName, zone }: CustomLoginPagesProps): void {
  if (zone instanceof route53.PrivateHostedZone) {
    fail(scope, `loginPages: the zone '${zone.node.path}' is private, and browsers look the address up in public; `
      + 'give a public hosted zone');
  }
  const name = zone && nameOf(zone);
  if (name === undefined || Token.isUnresolved(name) || Token.isUnresolved(domainName)) {
    return;
  }
  if (domainName !== name && !domainName.endsWith(`.${name}`)) {
    fail(scope, `loginPages: domainName: '${domainName}' is not in the zone '${name}'; give the zone that it is in`);
  }
}

/** A zone that is known by its id alone throws when it is asked for its name. */
function nameOf(zone: route53.IHostedZone): string | undefined {
  try {
    return zone.zoneName;
  } catch {
    return undefined;
  }
}

function certificateFor(scope: Construct, { domainName, zone, certificate }: CustomLoginPagesProps): acm.ICertificate {
  if (certificate) {
    checkRegionOf(scope, certificate);
    return certificate;
  }
  const { region } = Stack.of(scope);
  if (!zone) {
    return fail(scope, `loginPages: '${domainName}' has neither certificate nor zone; give a certificate in ${CERTIFICATE_REGION}`
      + `${region === CERTIFICATE_REGION ? ', or the zone to have one made' : ''}`);
  }
  if (region !== CERTIFICATE_REGION) {
    const where = Token.isUnresolved(region) ? 'a region known at deployment only' : region;
    fail(scope, `loginPages: no certificate is given for '${domainName}', and one can be made in ${CERTIFICATE_REGION} only, `
      + `while this stack is in ${where}; make an acm.Certificate in a stack with env.region '${CERTIFICATE_REGION}', `
      + 'set crossRegionReferences: true on both stacks, and hand it in as certificate');
  }
  return new acm.Certificate(scope, 'Certificate', { domainName, validation: acm.CertificateValidation.fromDns(zone) });
}

function checkRegionOf(scope: Construct, certificate: acm.ICertificate): void {
  const arn = certificate.certificateArn;
  const made = certificate.node.defaultChild instanceof acm.CfnCertificate;
  if (Token.isUnresolved(arn) && !made) {
    return;
  }
  const region = made ? certificate.env.region : Stack.of(scope).splitArn(arn, ArnFormat.SLASH_RESOURCE_NAME).region ?? '';
  if (Token.isUnresolved(region)) {
    warn(scope, 'login-certificate-region', `loginPages: the certificate '${certificate.node.path}' has to be in ${CERTIFICATE_REGION}, `
      + `and its stack names no region; set env.region to '${CERTIFICATE_REGION}' there`);
  } else if (region !== CERTIFICATE_REGION) {
    fail(scope, `loginPages: the certificate '${certificate.node.path}' is in ${region}, `
      + `and Cognito takes only one in ${CERTIFICATE_REGION}; make it in a stack of that region, with crossRegionReferences: `
      + 'true on both stacks');
  }
}
