/** `iot`: what the role allows is not enough. `call`: what it does is up to what is called. */
export type ExceptionKind = 'secret' | 'code' | 'data' | 'decryption' | 'becomes' | 'call' | 'iot' | 'telemetry';

/** What the access level of an action does not tell. */
export interface ActionException {
  readonly action: string;
  readonly kind: ExceptionKind;
  readonly does: string;
  readonly source: string;
}

const REFERENCE = 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_';

export const EXCEPTIONS: readonly ActionException[] = [
  { action: 'lambda:UpdateFunctionCode', kind: 'code', does: 'changes which code runs', source: `${REFERENCE}awslambda.html` },
  { action: 'lambda:UpdateFunctionConfiguration', kind: 'code', does: 'changes which code runs', source: `${REFERENCE}awslambda.html` },
  { action: 'lambda:CreateFunction', kind: 'code', does: 'changes which code runs', source: `${REFERENCE}awslambda.html` },
  { action: 'cloudformation:CreateStack', kind: 'code', does: 'makes anything', source: `${REFERENCE}awscloudformation.html` },
  { action: 'cloudformation:UpdateStack', kind: 'code', does: 'changes anything', source: `${REFERENCE}awscloudformation.html` },
  { action: 'cloudformation:CreateChangeSet', kind: 'code', does: 'changes anything', source: `${REFERENCE}awscloudformation.html` },
  { action: 'cloudformation:ExecuteChangeSet', kind: 'code', does: 'changes anything', source: `${REFERENCE}awscloudformation.html` },
  { action: 'codebuild:StartBuild', kind: 'code', does: 'runs code', source: `${REFERENCE}awscodebuild.html` },
  { action: 'ecs:RunTask', kind: 'code', does: 'runs code', source: `${REFERENCE}amazonelasticcontainerservice.html` },
  { action: 'ssm:SendCommand', kind: 'code', does: 'runs code on machines', source: `${REFERENCE}awssystemsmanager.html` },
  { action: 'ssm:StartSession', kind: 'code', does: 'opens a shell on machines', source: `${REFERENCE}awssystemsmanager.html` },
  { action: 'secretsmanager:GetSecretValue', kind: 'secret', does: 'shows secrets', source: `${REFERENCE}awssecretsmanager.html` },
  { action: 'secretsmanager:BatchGetSecretValue', kind: 'secret', does: 'shows secrets', source: `${REFERENCE}awssecretsmanager.html` },
  { action: 'ssm:GetParameter', kind: 'secret', does: 'shows secrets', source: `${REFERENCE}awssystemsmanager.html` },
  { action: 'ssm:GetParameters', kind: 'secret', does: 'shows secrets', source: `${REFERENCE}awssystemsmanager.html` },
  { action: 'ssm:GetParametersByPath', kind: 'secret', does: 'shows secrets', source: `${REFERENCE}awssystemsmanager.html` },
  { action: 'ssm:GetParameterHistory', kind: 'secret', does: 'shows secrets', source: `${REFERENCE}awssystemsmanager.html` },
  { action: 's3:PutObjectAcl', kind: 'data', does: 'changes who may reach one object', source: `${REFERENCE}amazons3.html` },
  { action: 's3:PutObjectVersionAcl', kind: 'data', does: 'changes who may reach one object', source: `${REFERENCE}amazons3.html` },
  { action: 'kms:Decrypt', kind: 'decryption', does: 'opens or seals what others keep', source: `${REFERENCE}awskeymanagementservice.html` },
  { action: 'kms:GenerateDataKey', kind: 'decryption', does: 'opens or seals what others keep', source: `${REFERENCE}awskeymanagementservice.html` },
  { action: 'kms:GenerateDataKeyWithoutPlaintext', kind: 'decryption', does: 'opens or seals what others keep', source: `${REFERENCE}awskeymanagementservice.html` },
  { action: 'kms:Encrypt', kind: 'decryption', does: 'opens or seals what others keep', source: `${REFERENCE}awskeymanagementservice.html` },
  { action: 'kms:ReEncrypt*', kind: 'decryption', does: 'opens or seals what others keep', source: `${REFERENCE}awskeymanagementservice.html` },
  { action: 'sts:*', kind: 'becomes', does: 'becomes somebody else', source: `${REFERENCE}awssecuritytokenservice.html` },
  { action: 'cognito-identity:*', kind: 'becomes', does: 'is how users get their own credentials', source: `${REFERENCE}amazoncognitoidentity.html` },
  { action: 'cognito-sync:*', kind: 'telemetry', does: 'keeps the data of one identity', source: `${REFERENCE}amazoncognitosync.html` },
  { action: 'lambda:InvokeFunction', kind: 'call', does: 'calls a function', source: `${REFERENCE}awslambda.html` },
  { action: 'lambda:InvokeFunctionUrl', kind: 'call', does: 'calls a function', source: `${REFERENCE}awslambda.html` },
  { action: 'lambda:InvokeAsync', kind: 'call', does: 'calls a function', source: `${REFERENCE}awslambda.html` },
  { action: 'execute-api:Invoke', kind: 'call', does: 'calls an API', source: `${REFERENCE}amazonapigateway.html` },
  { action: 'appsync:GraphQL', kind: 'call', does: 'calls an API', source: `${REFERENCE}awsappsync.html` },
  { action: 'lex:PostContent', kind: 'call', does: 'talks to a bot', source: `${REFERENCE}amazonlex.html` },
  { action: 'lex:PostText', kind: 'call', does: 'talks to a bot', source: `${REFERENCE}amazonlex.html` },
  { action: 'lex:PutSession', kind: 'call', does: 'talks to a bot', source: `${REFERENCE}amazonlex.html` },
  { action: 'lex:DeleteSession', kind: 'call', does: 'talks to a bot', source: `${REFERENCE}amazonlex.html` },
  { action: 'lex:RecognizeText', kind: 'call', does: 'talks to a bot', source: `${REFERENCE}amazonlexv2.html` },
  { action: 'lex:RecognizeUtterance', kind: 'call', does: 'talks to a bot', source: `${REFERENCE}amazonlexv2.html` },
  { action: 'lex:StartConversation', kind: 'call', does: 'talks to a bot', source: `${REFERENCE}amazonlexv2.html` },
  { action: 'iot:Connect', kind: 'iot', does: 'needs an AWS IoT policy of the identity as well', source: `${REFERENCE}awsiot.html` },
  { action: 'iot:Publish', kind: 'iot', does: 'needs an AWS IoT policy of the identity as well', source: `${REFERENCE}awsiot.html` },
  { action: 'iot:Subscribe', kind: 'iot', does: 'needs an AWS IoT policy of the identity as well', source: `${REFERENCE}awsiot.html` },
  { action: 'iot:Receive', kind: 'iot', does: 'needs an AWS IoT policy of the identity as well', source: `${REFERENCE}awsiot.html` },
  { action: 'rum:PutRumEvents', kind: 'telemetry', does: 'reports what the app sees', source: `${REFERENCE}awscloudwatchrum.html` },
  { action: 'mobileanalytics:PutEvents', kind: 'telemetry', does: 'reports what the app sees', source: `${REFERENCE}amazonmobileanalytics.html` },
  { action: 'mobiletargeting:PutEvents', kind: 'telemetry', does: 'reports what the app sees', source: `${REFERENCE}amazonpinpoint.html` },
  { action: 'mobiletargeting:UpdateEndpoint', kind: 'telemetry', does: 'reports what the app sees', source: `${REFERENCE}amazonpinpoint.html` },
  { action: 'firehose:PutRecord', kind: 'telemetry', does: 'reports what the app sees', source: `${REFERENCE}amazonkinesisfirehose.html` },
  { action: 'firehose:PutRecordBatch', kind: 'telemetry', does: 'reports what the app sees', source: `${REFERENCE}amazonkinesisfirehose.html` },
  { action: 'kinesis:PutRecord', kind: 'telemetry', does: 'reports what the app sees', source: `${REFERENCE}amazonkinesisdatastreams.html` },
  { action: 'kinesis:PutRecords', kind: 'telemetry', does: 'reports what the app sees', source: `${REFERENCE}amazonkinesisdatastreams.html` },
  { action: 'evidently:PutProjectEvents', kind: 'telemetry', does: 'reports what the app sees', source: `${REFERENCE}amazoncloudwatchevidently.html` },
  { action: 'personalize:PutEvents', kind: 'telemetry', does: 'reports what the app sees', source: `${REFERENCE}amazonpersonalize.html` },
  { action: 'transcribe:StartStreamTranscription*', kind: 'telemetry', does: 'reports what the app sees', source: `${REFERENCE}amazontranscribe.html` },
  { action: 'cloudwatch:PutMetricData', kind: 'telemetry', does: 'reports what the app sees', source: `${REFERENCE}amazoncloudwatch.html` },
];
