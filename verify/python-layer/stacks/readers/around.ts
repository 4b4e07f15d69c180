import { Properties, Reader } from './reader';

const lambdaFunction: Reader = {
  only: ['Handler', 'Runtime', 'Role', 'Timeout', 'MemorySize', 'Environment', 'Description'],
  actual: (calls, FunctionName) => calls.call('lambda', 'GetFunctionConfiguration', { FunctionName }),
};

const permission: Reader = {
  only: ['Action', 'Principal', 'SourceArn', 'SourceAccount'],
  async actual(calls, _, expected) {
    const { Policy } = await calls.call('lambda', 'GetPolicy', { FunctionName: expected.FunctionName });
    const statements = JSON.parse(Policy).Statement.map(permissionOf);
    return statements.find((found: Properties) => found.Principal === expected.Principal && found.SourceArn === expected.SourceArn)
      ?? statements[0];
  },
};

function permissionOf({ Action, Principal, Condition = {} }: Properties): Properties {
  const conditions: Properties =
    Object.fromEntries(Object.values(Condition as Record<string, Properties>).flatMap(keys => Object.entries(keys))
      .map(([key, value]) => [key.toLowerCase(), value]));
  return {
    Action,
    Principal: Principal.Service ?? Principal.AWS ?? Principal,
    SourceArn: conditions['aws:sourcearn'],
    SourceAccount: conditions['aws:sourceaccount'],
  };
}

const bucket: Reader = {
  only: ['PublicAccessBlockConfiguration', 'BucketEncryption'],
  expected: ({ PublicAccessBlockConfiguration, BucketEncryption }) => ({
    ...(PublicAccessBlockConfiguration ? { PublicAccessBlockConfiguration } : {}),
    ...(BucketEncryption ? {
      encryption: algorithms(BucketEncryption.ServerSideEncryptionConfiguration, 'ServerSideEncryptionByDefault'),
    } : {}),
  }),
  async actual(calls, Bucket, { PublicAccessBlockConfiguration, BucketEncryption }) {
    const block = PublicAccessBlockConfiguration ? await calls.call('s3', 'GetPublicAccessBlock', { Bucket }) : {};
    const { ServerSideEncryptionConfiguration } = BucketEncryption ? await calls.call(
      's3', 'GetBucketEncryption', { Bucket },
    ) : {} as Properties;
    return {
      ...block,
      ...(BucketEncryption ? {
        encryption: algorithms(ServerSideEncryptionConfiguration.Rules, 'ApplyServerSideEncryptionByDefault'),
      } : {}),
    };
  },
};

const algorithms = (rules: Properties[], key: string) => rules.map(rule => rule[key].SSEAlgorithm);

const bucketPolicy: Reader = {
  only: ['PolicyDocument'],
  actual: async (calls, _, { Bucket }) => ({ PolicyDocument: JSON.parse((await calls.call('s3', 'GetBucketPolicy', { Bucket })).Policy) }),
};

const table: Reader = {
  only: ['KeySchema', 'AttributeDefinitions'],
  actual: async (calls, TableName) => (await calls.call('dynamodb', 'DescribeTable', { TableName })).Table,
};

const logGroup: Reader = {
  only: ['RetentionInDays'],
  expected: ({ RetentionInDays }) => ({ retentionInDays: RetentionInDays }),
  actual: async (calls, logGroupNamePrefix) => (await calls.call('logs', 'DescribeLogGroups', { logGroupNamePrefix })).logGroups[0],
};

const parameter: Reader = {
  only: ['Type', 'Value'],
  actual: async (calls, Name) => (await calls.call('ssm', 'GetParameter', { Name })).Parameter,
};

export const readersAround: Record<string, Reader> = {
  'AWS::Lambda::Function': lambdaFunction,
  'AWS::Lambda::Permission': permission,
  'AWS::S3::Bucket': bucket,
  'AWS::S3::BucketPolicy': bucketPolicy,
  'AWS::DynamoDB::Table': table,
  'AWS::DynamoDB::GlobalTable': table,
  'AWS::Logs::LogGroup': logGroup,
  'AWS::SSM::Parameter': parameter,
};
