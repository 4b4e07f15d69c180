import { Token } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { CfnEmailIdentity, IEmailIdentity } from 'aws-cdk-lib/aws-ses';
import { IConstruct } from 'constructs';
import { fail } from '../../../private/fail';
import { abbreviate } from '../../../private/text/abbreviate';
import { isAddress } from '../../../private/text/address';

/** Refuses addresses that Cognito refuses, and a sender that is not within the domain, which the CDK would say in its own words. */
export function checkAddresses(
  scope: IConstruct, { fromEmail, replyTo, sesVerifiedDomain: domain }: Partial<cognito.UserPoolSESOptions>,
): void {
  for (const [prop, address] of Object.entries({ fromEmail, replyTo })) {
    if (address !== undefined && !isAddress(address)) {
      fail(scope, `email: ${prop}: '${abbreviate(address)}' is no e-mail address; write it like 'hello@example.com'`);
    }
  }
  if (fromEmail === undefined || domain === undefined || Token.isUnresolved(fromEmail) || Token.isUnresolved(domain)) return;
  const [, host] = fromEmail.split('@');
  if (host !== domain) {
    fail(scope, `email: fromEmail: '${fromEmail}' is not of sesVerifiedDomain '${domain}' itself; use an address of it, `
      + 'or name the domain by identity, where addresses of subdomains pass as well');
  }
}

/** What SES would refuse to send by an identity, or Cognito to take. */
export function checkIdentity(
  scope: IConstruct, identity: IEmailIdentity, { fromEmail, sesVerifiedDomain, sesRegion }: cognito.UserPoolSESOptions,
): void {
  if (sesVerifiedDomain !== undefined || sesRegion !== undefined) {
    fail(scope, 'email: identity says which domain and Region it is, and so does sesVerifiedDomain or sesRegion; leave those out');
  }
  const made = identity.node.defaultChild;
  const name = made instanceof CfnEmailIdentity ? made.emailIdentity : identity.emailIdentityName;
  const [, domain = ''] = fromEmail.split('@');
  const within = fromEmail === name || domain === name || domain.endsWith(`.${name}`);
  if (!Token.isUnresolved(name) && !Token.isUnresolved(fromEmail) && !within) {
    fail(
      scope, `email: fromEmail: '${fromEmail}' is not within the identity '${name}', which is all that SES sends by; use an address of it`,
    );
  }
}
