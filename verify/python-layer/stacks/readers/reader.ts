import { AwsCalls } from '../../aws-calls';

/** Reads one resource back, in the words of its template. */
export interface Reader {
  /** Properties that the emulator does not keep or show, so nothing is said about them; each with the reason. */
  readonly notShown?: Record<string, string>;
  /** The only properties that are compared, if not all are. */
  readonly only?: string[];
  /** What the template's (resolved) properties look like to the service. */
  expected?(properties: Properties): Properties;
  /** The resource as the service describes it. */
  actual(calls: AwsCalls, physicalId: string, properties: Properties): Promise<Properties>;
}

export type Properties = Record<string, any>;

/** Tags by key, without those that CloudFormation adds. */
export function tagsByKey(tags: { readonly Key: string; readonly Value: string }[]): Record<string, string> {
  return Object.fromEntries(tags.filter(({ Key }) => !Key.startsWith('aws:')).map(({ Key, Value }) => [Key, Value]));
}
