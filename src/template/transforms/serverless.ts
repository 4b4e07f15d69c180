import { asList } from '../../private/as-list';
import { NotRead } from '../not-read';
import { asString, isObject } from '../values';

type Json = Record<string, any>;

const SERVERLESS_FUNCTION = 'AWS::Serverless::Function';

/** What a function of SAM has under another name in Lambda. */
const OWN_PROPERTIES = [
  'InlineCode', 'CodeUri', 'Events', 'Policies', 'PermissionsBoundary', 'RolePath', 'AssumeRolePolicyDocument', 'AutoPublishAlias',
];

/**
 * The resources with the functions of SAM as that transform makes them, as far as access hangs on it: the function, its role, and
 * the triggers of user pools.
 *
 * @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources-function.html
 */
export function serverless(body: Json, unread: (entry: NotRead) => void): Json {
  const written: Json = body.Resources;
  const ids = Object.keys(written).filter(id => isObject(written[id]) && written[id].Type === SERVERLESS_FUNCTION);
  if (ids.length === 0) return written;
  const globals = isObject(body.Globals) && isObject(body.Globals.Function) ? body.Globals.Function : {};
  const resources: Json = { ...written };
  for (const id of ids) {
    const own = isObject(written[id].Properties) ? written[id].Properties : {};
    const props: Json = { ...globals, ...own };
    resources[id] = { ...written[id], Type: 'AWS::Lambda::Function', Properties: lambdaOf(id, props) };
    if (props.Role === undefined) {
      resources[`${id}Role`] ??= { ...inherited(written[id]), Type: 'AWS::IAM::Role', Properties: roleOf(id, props) };
    }
    for (const [name, event] of Object.entries(isObject(props.Events) ? props.Events : {})) {
      if (isObject(event) && event.Type === 'Cognito') trigger(resources, written[id], id, name, event.Properties, unread);
    }
  }
  return resources;
}

function inherited({ Condition, Metadata }: Json): Json {
  return { ...Condition !== undefined && { Condition }, ...Metadata !== undefined && { Metadata } };
}

function lambdaOf(id: string, props: Json): Json {
  const rest = Object.fromEntries(Object.entries(props).filter(([name]) => !OWN_PROPERTIES.includes(name)));
  return {
    ...rest,
    Role: props.Role ?? { 'Fn::GetAtt': [`${id}Role`, 'Arn'] },
    ...props.InlineCode !== undefined ? { Code: { ZipFile: props.InlineCode } } : props.CodeUri !== undefined && { Code: props.CodeUri },
  };
}

/** Policy templates of SAM are left out: none is about identities. */
function roleOf(id: string, props: Json): Json {
  const arns: unknown[] = [{ 'Fn::Sub': 'arn:${AWS::Partition}:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole' }];
  const policies: Json[] = [];
  for (const policy of asList(props.Policies)) {
    const name = asString(policy);
    if (name !== undefined) arns.push(name.startsWith('arn:') ? name : { 'Fn::Sub': `arn:\${AWS::Partition}:iam::aws:policy/${name}` });
    if (!isObject(policy)) continue;
    if (policy.Statement !== undefined) policies.push({ PolicyName: `${id}RolePolicy${policies.length}`, PolicyDocument: policy });
    else if (Object.keys(policy).some(key => key === 'Ref' || key.startsWith('Fn::'))) arns.push(policy);
  }
  return {
    AssumeRolePolicyDocument: props.AssumeRolePolicyDocument ?? {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } }],
    },
    ManagedPolicyArns: arns,
    ...policies.length > 0 && { Policies: policies },
    ...props.PermissionsBoundary !== undefined && { PermissionsBoundary: props.PermissionsBoundary },
    ...props.RolePath !== undefined && { Path: props.RolePath },
  };
}

/** The user pool calls the function, and may. */
function trigger(resources: Json, source: Json, id: string, event: string, props: unknown, unread: (entry: NotRead) => void): void {
  const pool = isObject(props) && isObject(props.UserPool) && typeof props.UserPool.Ref === 'string' ? props.UserPool.Ref : undefined;
  const target = pool === undefined ? undefined : resources[pool];
  if (!isObject(props) || pool === undefined || !isObject(target) || target.Type !== 'AWS::Cognito::UserPool') {
    unread({ where: id, what: `event ${event}`, why: 'the user pool of its event is not in the template', decides: true });
    return;
  }
  const arn = { 'Fn::GetAtt': [id, 'Arn'] };
  const properties = isObject(target.Properties) ? target.Properties : {};
  const names = asList(props.Trigger).filter(name => typeof name === 'string');
  const triggers = Object.fromEntries(names.map(name => [name, arn]));
  const config = { ...isObject(properties.LambdaConfig) ? properties.LambdaConfig : {}, ...triggers };
  resources[pool] = { ...target, Properties: { ...properties, LambdaConfig: config } };
  resources[`${id}CognitoPermission`] = {
    ...inherited(source),
    Type: 'AWS::Lambda::Permission',
    Properties: {
      Action: 'lambda:InvokeFunction',
      FunctionName: { Ref: id },
      Principal: 'cognito-idp.amazonaws.com',
      SourceArn: { 'Fn::GetAtt': [pool, 'Arn'] },
    },
  };
}
