/** What an access level does not tell of an action: that it changes who may do what or which code runs, or that it shows a secret. */
export interface DangerousAction {
  readonly action: string;
  readonly does: string;
  readonly source: string;
}

const REFERENCE = 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_';

export const DANGEROUS_ACTIONS: readonly DangerousAction[] = [
  { action: 's3:PutBucketPolicy', does: 'changes who may reach a bucket', source: `${REFERENCE}amazons3.html` },
  { action: 's3:PutBucketAcl', does: 'changes who may reach a bucket', source: `${REFERENCE}amazons3.html` },
  { action: 'kms:PutKeyPolicy', does: 'changes who may use a key', source: `${REFERENCE}awskeymanagementservice.html` },
  { action: 'kms:CreateGrant', does: 'changes who may use a key', source: `${REFERENCE}awskeymanagementservice.html` },
  { action: 'lambda:AddPermission', does: 'changes who may call a function', source: `${REFERENCE}awslambda.html` },
  { action: 'lambda:UpdateFunctionCode', does: 'changes which code runs', source: `${REFERENCE}awslambda.html` },
  { action: 'lambda:UpdateFunctionConfiguration', does: 'changes which code runs', source: `${REFERENCE}awslambda.html` },
  { action: 'lambda:CreateFunction', does: 'changes which code runs', source: `${REFERENCE}awslambda.html` },
  { action: 'iot:AttachPolicy', does: 'changes what an identity may do', source: `${REFERENCE}awsiot.html` },
  { action: 'cloudformation:CreateStack', does: 'makes anything', source: `${REFERENCE}awscloudformation.html` },
  { action: 'cloudformation:UpdateStack', does: 'changes anything', source: `${REFERENCE}awscloudformation.html` },
  { action: 'secretsmanager:GetSecretValue', does: 'shows secrets', source: `${REFERENCE}awssecretsmanager.html` },
  { action: 'secretsmanager:PutResourcePolicy', does: 'changes who may read secrets', source: `${REFERENCE}awssecretsmanager.html` },
  { action: 'ssm:GetParameter', does: 'shows secrets', source: `${REFERENCE}awssystemsmanager.html` },
  { action: 'ssm:GetParameters', does: 'shows secrets', source: `${REFERENCE}awssystemsmanager.html` },
  { action: 'ssm:GetParametersByPath', does: 'shows secrets', source: `${REFERENCE}awssystemsmanager.html` },
  { action: 'sns:AddPermission', does: 'changes who may publish', source: `${REFERENCE}amazonsns.html` },
  { action: 'sqs:AddPermission', does: 'changes who may send and receive', source: `${REFERENCE}amazonsqs.html` },
  { action: 'ecr:SetRepositoryPolicy', does: 'changes who may push images', source: `${REFERENCE}amazonelasticcontainerregistry.html` },
];

/** Writing data, and calling what stands behind an API. */
export const DATA_WRITES: readonly string[] = [
  'dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem', 'dynamodb:BatchWriteItem', 's3:PutObject', 's3:PutObjectAcl', 's3:DeleteObject',
  'lambda:InvokeFunction', 'lambda:InvokeFunctionUrl', 'sqs:SendMessage', 'sns:Publish', 'states:StartExecution', 'events:PutEvents', 'appsync:GraphQL',
];
