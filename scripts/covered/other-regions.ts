import { App, Stack, Tags } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { CoveredType } from './covered-type';
import { everyTrigger } from './every-trigger';
import { AppUserPool, EmailSender, ReplicaRegion, ReplicaRegionProps } from '../../src';

const ACCOUNT = '111122223333';
const ID = 'eu-west-1_Abc123def';
const KEY = `arn:aws:kms:eu-central-1:${ACCOUNT}:key/mrk-1`;
const FN = `arn:aws:lambda:eu-central-1:${ACCOUNT}:function:f`;

/** A replica in a stack of its own beside the one that is looked at. */
function replicaOf(app: App) {
  const home = new Stack(app, 'Home', { env: { region: 'eu-west-1', account: ACCOUNT } });
  const encryptionKey = kms.Key.fromKeyArn(home, 'Key', `arn:aws:kms:eu-west-1:${ACCOUNT}:key/mrk-1`);
  return new AppUserPool(home, 'Users', { encryptionKey }).addReplica('eu-central-1');
}

const region = (stack: Stack, props: Omit<ReplicaRegionProps, 'replica'>) =>
  new ReplicaRegion(stack, 'Users', { replica: replicaOf(stack.node.root as App), userPoolId: ID, ...props });
const fn = (stack: Stack) => lambda.Function.fromFunctionArn(stack, 'Fn', FN);

export const userPoolReplica: CoveredType = {
  type: 'UserPoolReplica',
  proofs: [{
    make: stack => void new AppUserPool(stack, 'Users', { encryptionKey: kms.Key.fromKeyArn(stack, 'Key', KEY) })
      .addReplica('eu-central-1', { tagsAtCreate: { team: 'identity' } }),
    sets: {
      UserPoolId: ['users.addReplica(…)', /Ref/],
      RegionName: ['users.addReplica(region)', 'eu-central-1'],
      UserPoolTagsAtCreate: ['users.addReplica(…, { tagsAtCreate })', { team: 'identity' }],
    },
  }],
  leftOut: {},
};

const NEW = 'new ReplicaRegion(…):';

export const userPoolRegionalConfigurationAttachment: CoveredType = {
  type: 'UserPoolRegionalConfigurationAttachment',
  proofs: [
    {
      make: stack => Tags.of(region(stack, {
        active: true,
        email: EmailSender.ses({
          fromEmail: 'a@example.com', fromName: 'A', replyTo: 'r@example.com', configurationSetName: 'set', sesRegion: 'eu-central-1',
        }),
        sms: { region: 'eu-west-1' },
      })).add('team', 'identity'),
      sets: {
        'UserPoolId': [`${NEW} userPoolId`, ID],
        'Status': [`${NEW} active`, 'ACTIVE'],
        'UserPoolTags': ['Tags.of(region).add(…)', { team: 'identity' }],
        'EmailConfiguration.EmailSendingAccount': [`${NEW} email: EmailSender.ses(…)`, 'DEVELOPER'],
        'EmailConfiguration.From': [`${NEW} email: EmailSender.ses({ fromEmail, fromName })`, 'A <a@example.com>'],
        'EmailConfiguration.ReplyToEmailAddress': [`${NEW} email: EmailSender.ses({ replyTo })`, 'r@example.com'],
        'EmailConfiguration.ConfigurationSet': [`${NEW} email: EmailSender.ses({ configurationSetName })`, 'set'],
        'EmailConfiguration.SourceArn': [`${NEW} email: EmailSender.ses({ fromEmail, sesVerifiedDomain })`, /identity\/a@example.com/],
        'SmsConfiguration.SnsCallerArn': [`${NEW} sms`, /GetAtt/],
        'SmsConfiguration.ExternalId': [`${NEW} sms`, /./],
        'SmsConfiguration.SnsRegion': [`${NEW} sms.region`, 'eu-west-1'],
      },
    },
    {
      make: stack => void region(stack, {
        sms: {
          region: stack.region,
          endUserMessaging: {
            originationIdentity: '+3225550100', configurationSetName: 'texts', indiaEntityId: 'entity', indiaTemplateId: 'text',
          },
        },
      }),
      sets: eums(`${NEW} sms`),
    },
    {
      make: stack => {
        void region(stack, {
          triggers: everyTrigger(fn(stack)),
        });
      },
      sets: {
        ...Object.fromEntries([
          ['PreSignUp', 'preSignUp(fn)'], ['PostConfirmation', 'postConfirmation(fn)'], ['PreAuthentication', 'preAuthentication(fn)'],
          ['PostAuthentication', 'postAuthentication(fn)'], ['CustomMessage', 'customMessage(fn)'], ['UserMigration', 'userMigration(fn)'],
          ['DefineAuthChallenge', 'customChallenge({ define })'], ['CreateAuthChallenge', 'customChallenge({ create })'],
          ['VerifyAuthChallengeResponse', 'customChallenge({ verify })'], [
            'PreTokenGeneration', 'preTokenGeneration(fn, { legacyProperty })',
          ],
        ].map(([property, call]) => [`LambdaConfig.${property}`, [`${NEW} triggers: Trigger.${call}`, FN] as const])),
        ...Object.fromEntries([
          ['PreTokenGenerationConfig', 'preTokenGeneration(fn, { version })'], ['CustomEmailSender', 'customEmailSender(fn)'],
          ['CustomSMSSender', 'customSmsSender(fn)'], ['InboundFederation', 'inboundFederation(fn)'],
        ].flatMap(([property, call]) => [
          [`LambdaConfig.${property}.LambdaArn`, [`${NEW} triggers: Trigger.${call}`, FN] as const],
          [`LambdaConfig.${property}.LambdaVersion`, [`${NEW} triggers: Trigger.${call}`, 'V1_0'] as const],
        ])),
        'LambdaConfig.KMSKeyID': [`${NEW} triggers: Trigger.customEmailSender(fn, { key })`, /GetAtt/],
      },
    },
  ],
  leftOut: {},
};

/** What `sms.endUserMessaging` sets, here and in the pool itself. */
export function eums(sms: string): CoveredType['proofs'][number]['sets'] {
  return {
    'SmsConfiguration.EumsSms.CallerArn': [`${sms}.role`, /GetAtt/],
    'SmsConfiguration.EumsSms.ExternalId': [`${sms}.externalId`, /./],
    'SmsConfiguration.EumsSms.OriginationIdentity': [`${sms}.endUserMessaging.originationIdentity`, '+3225550100'],
    'SmsConfiguration.EumsSms.ConfigurationSetName': [`${sms}.endUserMessaging.configurationSetName`, 'texts'],
    'SmsConfiguration.EumsSms.InEntityId': [`${sms}.endUserMessaging.indiaEntityId`, 'entity'],
    'SmsConfiguration.EumsSms.InTemplateId': [`${sms}.endUserMessaging.indiaTemplateId`, 'text'],
    'SmsConfiguration.EumsSms.Region': [`${sms}.region`, /Region/],
  };
}
