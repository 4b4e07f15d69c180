import { NamedPolicy } from '../../policy';

/**
 * What guests can use at most in the enhanced flow, whatever their role says: Cognito adds a session policy.
 *
 * The list unites the inline policy and the managed policy `AmazonCognitoUnAuthedIdentitiesSessionPolicy` as documented; how the
 * two combine for each service is not documented, so what either allows is taken as allowed.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html#access-policies-scope-down-services
 */
export const GUEST_SCOPE_DOWN: NamedPolicy = {
  name: 'the session policy for guests',
  document: {
    Version: '2012-10-17',
    Statement: [{
      Effect: 'Allow',
      Action: [
        'cloudwatch:*', 'codewhisperer:*', 'cognito-identity:*', 'cognito-idp:*', 'cognito-sync:*', 'comprehend:*', 'dynamodb:*',
        'appsync:*', 'execute-api:*', 'firehose:*', 'gamelift:*', 'geo:*', 'iot:*', 'kinesisanalytics:*',
        'kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*',
        'lambda:*', 'lex:*', 'logs:*', 'machinelearning:*', 'mobileanalytics:*', 'mobiletargeting:*', 'personalize:*', 'polly:*',
        'rekognition:*', 'rum:PutRumEvents', 's3:*', 'sagemaker:InvokeEndpoint', 'sdb:*', 'ses:*', 'sns:*', 'sqs:*', 'sumerian:View*',
        'textract:DetectDocumentText', 'textract:AnalyzeDocument', 'transcribe:*', 'translate:*',
      ],
      Resource: '*',
    }],
  },
};
