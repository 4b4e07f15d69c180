import { createRequire } from 'module';

/** A package that does for the local run what is not this library's own business; whoever wants that installs it. */
export interface OptionalPackage {
  readonly name: string;
  /** The version that the code was written for. */
  readonly version: string;
  /** Whether inner files of it are used, which any other version may have moved. */
  readonly inside: boolean;
  /** What asks for it, as the beginning of a sentence. */
  readonly wanted: string;
}

/**
 * What loads the package's files, and what it depends on.
 *
 * @param from folders whose packages are looked at
 * @throws Error with the line that installs it, if it is not there or another version is
 */
export function loaderOf({ name, version, inside, wanted }: OptionalPackage, from: string[] = [process.cwd(), __dirname]): NodeRequire {
  const install = `npm install --save-dev ${name}@${version}`;
  let manifest;
  try {
    manifest = require.resolve(`${name}/package.json`, { paths: from });
  } catch {
    throw new Error(`${wanted} needs ${name}, which is not installed here: ${install}`);
  }
  const load = createRequire(manifest);
  const found: string = load('./package.json').version;
  if (inside ? found !== version : major(found) !== major(version)) {
    throw new Error(`${wanted} needs ${name} ${inside ? version : `${major(version)}.x`}, and ${found} is installed here: ${install}`);
  }
  return load;
}

const major = (version: string) => version.split('.')[0];
