import { AwsCalls } from '../aws-calls';
import { differences } from './differences';
import { readersAround } from './readers/around';
import { iamReaders } from './readers/iam';
import { identityPoolReaders } from './readers/identity-pool';
import { Properties, Reader } from './readers/reader';
import { userPoolReaders } from './readers/user-pool';
import { Resolver, StackFacts, Unresolvable } from './resolve';
import { Resource, Template } from './template';

const READERS: Record<string, Reader> = { ...userPoolReaders, ...identityPoolReaders, ...iamReaders, ...readersAround };

/** What reading one resource back showed. */
export interface Finding {
  readonly id: string;
  readonly type: string;
  /** Where the service says something else than the template. */
  readonly differences: string[];
  /** Properties of the template about which nothing was learnt. */
  readonly notCompared: string[];
  /** False if there is no reader for the type: that the engine reports the resource is all that is known. */
  readonly read: boolean;
}

/** Describes every resource of the stack through its own service, and compares it with the template. */
export async function readBack(calls: AwsCalls, template: Template, facts: StackFacts): Promise<Finding[]> {
  const resolver = new Resolver(template, facts);
  const existing = Object.entries(template.Resources).filter(([, { Condition }]) => Condition === undefined || resolver.holds(Condition));
  const findings: Finding[] = [];
  for (const [id, resource] of existing) findings.push(await readOne(calls, resolver, facts, id, resource));
  return findings;
}

async function readOne(calls: AwsCalls, resolver: Resolver, facts: StackFacts, id: string, resource: Resource): Promise<Finding> {
  const type = resource.Type;
  const physicalId = facts.physicalIds[id];
  if (physicalId === undefined) return { id, type, differences: ['the engine did not create it'], notCompared: [], read: true };
  const reader = READERS[type];
  if (!reader) return { id, type, differences: [], notCompared: [], read: false };
  try {
    const { compared, notCompared } = split(reader, resource.Properties ?? {}, resolver);
    const actual = await reader.actual(calls, physicalId, resolver.resolve(resource.Properties ?? {}));
    return { id, type, differences: differences(reader.expected?.(compared) ?? compared, actual), notCompared, read: true };
  } catch (error) {
    if (error instanceof Unresolvable) {
      return {
        id, type, differences: [`cannot be compared: ${error.message}`], notCompared: [], read: true,
      };
    }
    return { id, type, differences: [`cannot be described: ${(error as Error).message}`], notCompared: [], read: true };
  }
}

function split(reader: Reader, properties: Properties, resolver: Resolver): { compared: Properties; notCompared: string[] } {
  const known = Object.keys(properties).filter(name => !(name in (reader.notShown ?? {})) && (reader.only?.includes(name) ?? true));
  return {
    compared: Object.fromEntries(known.map(name => [name, resolver.resolve(properties[name])]).filter(([, value]) => value !== undefined)),
    notCompared: Object.keys(properties).filter(name => !known.includes(name)),
  };
}
