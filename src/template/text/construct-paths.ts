import { isObject, namesOnly } from '../values';

const PATH = 'aws:cdk:path';
const LOGICAL_ID = 'aws:cdk:logicalId';

/** Templates as far as they matter here. */
interface Resources {
  readonly Resources: Readonly<Record<string, { readonly Metadata?: Readonly<Record<string, unknown>> }>>;
}

/** Which construct made a resource, by logical id. */
export type ConstructPaths = ReadonlyMap<unknown, unknown>;

/** As a template itself has them; the CDK leaves them out unless its command line asks for them. */
export function constructPathsOf({ Resources }: Resources): ConstructPaths {
  return new Map(Object.entries(Resources).flatMap(([logicalId, { Metadata }]) =>
    Metadata?.[PATH] === undefined ? [] : [[logicalId, Metadata[PATH]]]));
}

/** As the metadata of a stack has them. Those of nested stacks are in it too: what is called the same in two of them is not known. */
export function constructPathsIn(metadata: unknown): ConstructPaths {
  const paths = new Map<unknown, string | undefined>();
  for (const [path, entries] of Object.entries(isObject(metadata) ? metadata : {})) {
    for (const entry of Array.isArray(entries) ? entries : []) {
      if (isObject(entry) && entry.type === LOGICAL_ID) paths.set(entry.data, paths.has(entry.data) ? undefined : path.replace(/^\//, ''));
    }
  }
  return paths;
}

/** A template whose resources tell which construct made them. */
export function withConstructPaths<T extends Resources>(body: T, paths: ConstructPaths): T {
  const resources = namesOnly(Object.fromEntries(Object.entries(body.Resources).map(([logicalId, resource]) => {
    const path = paths.get(logicalId);
    return [logicalId, path === undefined ? resource : { ...resource, Metadata: { ...resource.Metadata, [PATH]: path } }];
  })));
  return { ...body, Resources: resources };
}
