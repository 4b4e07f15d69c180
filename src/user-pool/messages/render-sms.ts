import { Names, Reference, RemovalPolicy, Stack, Token, Tokenization } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct, IConstruct } from 'constructs';
import { acceptSmsRole, COGNITO } from './private/sms-role';
import { EndUserMessagingSettings, SmsSettings } from './sms-settings';
import { fail } from '../../private/fail';
import { abbreviate } from '../../private/text/abbreviate';
import { isRegion } from '../../private/text/region';

type SmsProps = Pick<cognito.UserPoolProps, 'smsRole' | 'smsRoleExternalId' | 'snsRegion' | 'enableSmsRole'>;

/** Of STS. */
const MAX_EXTERNAL_ID = 1224;

export function smsProps(scope: IConstruct, settings: SmsSettings, needed: boolean): SmsProps {
  if (settings.endUserMessaging) {
    return { enableSmsRole: false };
  }
  const { role, externalId, region } = settings;
  checkRole(scope, settings);
  checkRegion(scope, region);
  return {
    ...(role && { smsRole: role, smsRoleExternalId: externalId }),
    ...(!role && needed && { enableSmsRole: true }),
    ...(region !== undefined && { snsRegion: region }),
  };
}

/** What the floor of the CDK has no property for. */
export function sendByEndUserMessaging(
  scope: Construct, pool: cognito.CfnUserPool, settings: SmsSettings = {}, policy: RemovalPolicy,
): void {
  if (settings.endUserMessaging) {
    pool.addPropertyOverride('SmsConfiguration', smsConfiguration(scope, settings, policy));
  }
}

/** `SmsConfiguration` as CloudFormation spells it, with the role that it needs. */
export function smsConfiguration(scope: Construct, settings: SmsSettings, policy: RemovalPolicy): object {
  const { endUserMessaging, region } = settings;
  checkRole(scope, settings);
  const { role, externalId } = settings.role ? {
    role: settings.role, externalId: settings.externalId!,
  } : madeRole(scope, settings, policy);
  const caller = role.roleRef.roleArn;
  if (!endUserMessaging) {
    return { SnsCallerArn: caller, ExternalId: externalId, ...(region !== undefined && { SnsRegion: region }) };
  }
  const home = Stack.of(scope).region;
  if (region !== undefined && !Token.isUnresolved(region) && !Token.isUnresolved(home) && region !== home) {
    fail(scope, `sms.region: '${region}' is not for sms.endUserMessaging, which sends from the Region of the pool, ${home}; leave it out`);
  }
  const { originationIdentity, configurationSetName, indiaEntityId, indiaTemplateId } = endUserMessaging;
  for (const [prop, text] of Object.entries({ originationIdentity, configurationSetName, indiaEntityId, indiaTemplateId })) {
    if (text !== undefined && !Token.isUnresolved(text) && !/^\S+$/.test(text)) {
      fail(scope, `sms.endUserMessaging.${prop}: '${text}' is empty or has white space; write what the service calls it, or leave it out`);
    }
  }
  return {
    EumsSms: {
      CallerArn: caller,
      ExternalId: externalId,
      ...(originationIdentity !== undefined && { OriginationIdentity: originationIdentity }),
      ...(configurationSetName !== undefined && { ConfigurationSetName: configurationSetName }),
      ...(indiaEntityId !== undefined && { InEntityId: indiaEntityId }),
      ...(indiaTemplateId !== undefined && { InTemplateId: indiaTemplateId }),
      ...(region !== undefined && { Region: region }),
    },
  };
}

/** A retained pool without its role can no longer send a text message, so they go or stay together. */
export function keepSmsRoleWithPool(pool: cognito.UserPool, policy: RemovalPolicy): void {
  const role = pool.node.tryFindChild('smsRole');
  if (role instanceof iam.Role) {
    role.applyRemovalPolicy(policy);
  }
}

function checkRegion(scope: IConstruct, region: string | undefined): void {
  if (region !== undefined && !Token.isUnresolved(region) && !isRegion(region)) {
    fail(scope, `sms.region: '${abbreviate(region)}' is no Region; write it as 'eu-central-1', or leave it out for that of the pool`);
  }
}

function checkRole(scope: IConstruct, { role, externalId, endUserMessaging }: SmsSettings): void {
  if (role) {
    acceptSmsRole(scope, role, externalId, endUserMessaging ? 'sms-voice:SendTextMessage' : 'sns:Publish');
  } else if (externalId !== undefined) {
    fail(scope, `sms.externalId: '${externalId}' has no effect without sms.role; the role that is made gets an external id of its own`);
  }
}

function madeRole(scope: Construct, { endUserMessaging }: SmsSettings, policy: RemovalPolicy): { role: iam.Role; externalId: string } {
  const externalId = Names.uniqueId(scope).slice(0, MAX_EXTERNAL_ID);
  const role = new iam.Role(scope, 'SmsRole', {
    assumedBy: new iam.ServicePrincipal(COGNITO, { conditions: { StringEquals: { 'sts:ExternalId': externalId } } }),
    inlinePolicies: {
      Send: new iam.PolicyDocument({ statements: [endUserMessaging ? sending(endUserMessaging) : publishing()] }),
    },
  });
  role.applyRemovalPolicy(policy);
  return { role, externalId };
}

/** A message to a phone number has no topic to name. */
function publishing(): iam.PolicyStatement {
  return new iam.PolicyStatement({ actions: ['sns:Publish'], resources: ['*'] });
}

/** Cognito refuses a policy that names an ARN where the pool names the same origin by its number. */
function sending({ originationIdentity }: EndUserMessagingSettings): iam.PolicyStatement {
  const one = originationIdentity !== undefined && isArn(originationIdentity);
  return new iam.PolicyStatement({ actions: ['sms-voice:SendTextMessage'], resources: [one ? originationIdentity : '*'] });
}

/** In writing, or as the attribute of a resource that is called so. What only the deployment knows may as well be a number. */
function isArn(identity: string): boolean {
  const written = identity.startsWith('arn:');
  if (written || !Token.isUnresolved(identity)) return written;
  const { firstToken } = Tokenization.reverseString(identity);
  return Reference.isReference(firstToken) && firstToken.displayName === 'Arn';
}
