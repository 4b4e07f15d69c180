/** A synthesized template, as plain JSON. */
export interface Template {
  readonly Parameters?: Record<string, Parameter>;
  readonly Rules?: object;
  readonly Conditions?: Record<string, unknown>;
  readonly Mappings?: Record<string, Record<string, Record<string, unknown>>>;
  readonly Resources: Record<string, Resource>;
  readonly Outputs?: Record<string, { Value: unknown; Condition?: string }>;
}

export interface Parameter {
  readonly Type: string;
  readonly Default?: unknown;
}

export interface Resource {
  readonly Type: string;
  readonly Properties?: Record<string, unknown>;
  readonly DependsOn?: string | string[];
  readonly Condition?: string;
}

/** The parameters whose values are read from the parameter store. */
export function storedParameters({ Parameters = {} }: Template): [string, Parameter][] {
  return Object.entries(Parameters).filter(([, { Type }]) => Type.startsWith('AWS::SSM::Parameter::Value'));
}

/** Every JSON value within the given one, itself first. */
export function* walk(value: unknown): Generator<unknown> {
  yield value;
  if (typeof value === 'object' && value !== null) {
    for (const child of Object.values(value)) yield* walk(child);
  }
}

/** The same value with every object replaced that `replace` has an answer for. */
export function rewrite(value: unknown, replace: (object: Record<string, unknown>) => unknown): unknown {
  if (Array.isArray(value)) return value.map(item => rewrite(item, replace));
  if (typeof value !== 'object' || value === null) return value;
  const replacement = replace(value as Record<string, unknown>);
  if (replacement !== undefined) return replacement;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, rewrite(child, replace)]));
}
