import { AwsCalls, AwsError, Target } from '../aws-calls';
import { Deployable, deployable } from './deployable';
import { StackFacts } from './resolve';
import { storedParameters, Template } from './template';

const TIMEOUT_MS = 60_000;

/** A stack in the emulator, with the template that it really has. */
export interface Deployed extends Deployable {
  readonly facts: StackFacts;
}

/**
 * Creates a stack through the engine. Types that the engine does not know, by its own word, are left out of the deployed copy.
 *
 * @throws Error with the reasons of the engine if the stack is not created
 */
export async function deploy(calls: AwsCalls, target: Target, stackName: string, template: Template): Promise<Deployed> {
  let copy = deployable(template, new Set());
  try {
    await create(calls, stackName, copy.template);
  } catch (error) {
    const unknown = /Unrecognized resource types: \[(.*?)\]/.exec((error as Error).message);
    if (!(error instanceof AwsError) || !unknown) throw error;
    copy = deployable(template, new Set(unknown[1].split(',').map(type => type.trim())));
    await create(calls, stackName, copy.template);
  }
  await complete(calls, stackName);
  return { ...copy, facts: await describe(calls, target, stackName, copy.template) };
}

async function create(calls: AwsCalls, StackName: string, template: Template): Promise<void> {
  await calls.call('cloudformation', 'CreateStack', {
    StackName,
    TemplateBody: JSON.stringify(template),
    Capabilities: ['CAPABILITY_IAM', 'CAPABILITY_NAMED_IAM'],
    OnFailure: 'DO_NOTHING',
  });
}

async function complete(calls: AwsCalls, StackName: string): Promise<void> {
  const deadline = Date.now() + TIMEOUT_MS;
  while (Date.now() < deadline) {
    const { Stacks: [{ StackStatus }] } = await calls.call('cloudformation', 'DescribeStacks', { StackName });
    if (StackStatus === 'CREATE_COMPLETE') return;
    if (StackStatus !== 'CREATE_IN_PROGRESS') throw new Error(`${StackStatus}: ${await reasons(calls, StackName)}`);
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  throw new Error(`not created within ${TIMEOUT_MS / 1000} s`);
}

async function reasons(calls: AwsCalls, StackName: string): Promise<string> {
  const { StackEvents } = await calls.call('cloudformation', 'DescribeStackEvents', { StackName });
  return StackEvents.filter((event: any) => event.ResourceStatus.endsWith('_FAILED'))
    .map((event: any) => `${event.LogicalResourceId}: ${event.ResourceStatusReason}`).join('; ');
}

async function describe(calls: AwsCalls, target: Target, stackName: string, template: Template): Promise<StackFacts> {
  const { StackResources } = await calls.call('cloudformation', 'DescribeStackResources', { StackName: stackName });
  const { Stacks } = await calls.call('cloudformation', 'DescribeStacks');
  const physicalIds: Record<string, string> = Object.fromEntries(StackResources.map((r: any) => [
    r.LogicalResourceId, r.PhysicalResourceId,
  ]));
  const attributes: Record<string, Record<string, string>> = {};
  for (const [id, { Type }] of Object.entries(template.Resources)) {
    // a role's ARN contains its path, so only IAM can say what it is
    if (Type === 'AWS::IAM::Role' && physicalIds[id]) {
      attributes[id] = {
        Arn: (await calls.call('iam', 'GetRole', { RoleName: physicalIds[id] })).Role.Arn,
      };
    }
  }
  const parameters: Record<string, string> = {};
  for (const [name, { Default }] of storedParameters(template)) {
    parameters[name] = (await calls.call('ssm', 'GetParameter', { Name: Default })).Parameter.Value;
  }
  const { Exports } = await calls.call('cloudformation', 'ListExports');
  return {
    stackName,
    stackId: Stacks.find(({ StackName }: any) => StackName === stackName).StackId,
    region: target.region,
    account: target.account,
    physicalIds,
    attributes,
    parameters,
    exports: Object.fromEntries((Exports ?? []).map((exported: any) => [exported.Name, exported.Value])),
    outputs: Object.fromEntries(Stacks.map(({ StackName, Outputs = [] }: any) => [
      StackName, Object.fromEntries(Outputs.map(({ OutputKey, OutputValue }: any) => [OutputKey, OutputValue])),
    ])),
  };
}
