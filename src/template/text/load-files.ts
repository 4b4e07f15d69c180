import * as fs from 'node:fs';
import * as path from 'node:path';
import { ACKNOWLEDGED, acknowledgedIn, withAcknowledged } from './acknowledged';
import { constructPathsIn, constructPathsOf, withConstructPaths } from './construct-paths';
import { filesIn, LoadedTemplate, MAX_NESTING, parse, reading, readTemplate, readTemplateOfApp, readText, withNested } from './load';
import { TemplateError } from './template-error';
import { isObject, textsOf } from '../values';

/** An entry of a manifest, as it is written. */
type Artifact = Record<string, any>;

/**
 * Reads a template (JSON or YAML) with its nested stacks, or every stack of a `cdk.out` folder.
 *
 * @throws TemplateError if it is not there or not a template
 */
export function loadFile(file: string): LoadedTemplate[] {
  const stat = reading(file, () => fs.statSync(file, { throwIfNoEntry: false }));
  if (!stat) throw new TemplateError(file, 'no such file or folder');
  if (!stat.isDirectory()) {
    return withNested(
      { name: path.basename(file).replace(/(\.template)?\.(json|ya?ml|template)$/, ''), body: readTemplate(file), file },
      path.dirname(file),
    );
  }
  const templates = fs.existsSync(manifestIn(file)) ? loadAssembly(file) : loadFolder(file);
  if (templates.length === 0) throw new TemplateError(file, 'no template in this folder: give a cdk.out folder or a template file');
  return templates;
}

/**
 * Reads the templates that an app has just made, with their nested stacks. What a stack is called, where it is and which parameters it
 * gets stands in the manifest beside its template: without it, nobody could tell which stack a reference between stacks means.
 */
export function loadTemplatesOfApp(files: readonly string[]): LoadedTemplate[] {
  const stacks = new Map<string, Map<string, [string, Artifact]>>();
  for (const folder of new Set(files.map(file => path.dirname(file)))) {
    const entries = fs.existsSync(manifestIn(folder)) ? artifactsIn(folder) : [];
    stacks.set(folder, new Map(entries.filter(([, artifact]) => isStack(artifact))
      .map(([id, artifact]) => [path.join(folder, artifact.properties.templateFile), [id, artifact]])));
  }
  return files.flatMap((file, index) => {
    const folder = path.dirname(file);
    const [id, artifact] = stacks.get(folder)!.get(path.normalize(file)) ?? [];
    return id !== undefined && artifact
      ? loadStack(folder, id, artifact)
      : withNested({ name: `${index}`, file, body: readTemplateOfApp(file) }, folder);
  });
}

function loadFolder(folder: string): LoadedTemplate[] {
  const files = filesIn(folder).filter(name => name.endsWith('.template.json') && !name.endsWith('.nested.template.json')).sort();
  return files.map(name => ({ name: name.replace(/\.template\.json$/, ''), file: path.join(folder, name) }))
    .flatMap(({ name, file }) => withNested({ name, body: readTemplateOfApp(file), file }, folder));
}

function loadAssembly(folder: string, within = 0): LoadedTemplate[] {
  if (within > MAX_NESTING) throw new TemplateError(manifestIn(folder), 'its stages are nested too deeply, or within themselves');
  return artifactsIn(folder).flatMap(([id, artifact]) => {
    const directory = artifact?.type === 'cdk:cloud-assembly' ? artifact.properties?.directoryName : undefined;
    if (typeof directory === 'string') return loadAssembly(path.join(folder, directory), within + 1);
    return isStack(artifact) ? loadStack(folder, id, artifact) : [];
  });
}

function manifestIn(folder: string): string {
  return path.join(folder, 'manifest.json');
}

function artifactsIn(folder: string): [string, Artifact][] {
  const file = manifestIn(folder);
  const manifest = parse(readText(file), file);
  if (!isObject(manifest) || !isObject(manifest.artifacts ?? {})) throw new TemplateError(file, 'not the manifest of a cloud assembly');
  return Object.entries((manifest.artifacts ?? {}) as Record<string, Artifact>);
}

function isStack(artifact: Artifact | null): boolean {
  return artifact?.type === 'aws:cloudformation:stack' && typeof artifact.properties?.templateFile === 'string';
}

function loadStack(folder: string, id: string, artifact: Artifact): LoadedTemplate[] {
  const { properties } = artifact;
  const file = path.join(folder, properties.templateFile);
  const parameters = told(properties.parameters);
  const tags = told(properties.tags);
  const body = readTemplateOfApp(file, parameters);
  const [, account, region] = /^aws:\/\/([^/]+)\/([^/]+)$/.exec(textOr('', artifact.environment)) ?? [];
  const metadata = metadataOf(artifact, folder, constructPathsOf(body).size === 0);
  const acknowledged = acknowledgedIn(metadata);
  return withNested({
    name: textOr(id, artifact.displayName),
    stackName: textOr(id, properties.stackName),
    body: constructPathsOf(body).size === 0 ? withConstructPaths(body, constructPathsIn(metadata)) : body,
    file,
    ...(parameters && { parameters }),
    ...(tags && { tags }),
    ...(region && !region.startsWith('unknown') && { region }),
    ...(account && !account.startsWith('unknown') && { account }),
  }, folder).map(template => ({ ...template, body: withAcknowledged(template.body, acknowledged) }));
}

/** What an assembly says, where that is a text. */
function textOr(otherwise: string, said: unknown): string {
  return typeof said === 'string' && said !== '' ? said : otherwise;
}

/** What an assembly says that the parameters or the tags of a stack are when it is deployed. */
function told(given: unknown): Record<string, string> | undefined {
  const texts = textsOf(given);
  return Object.keys(texts).length > 0 ? texts : undefined;
}

/** It stands in the manifest, or in a file beside it, which is long and has mostly what nobody asks for. */
function metadataOf({ metadata, additionalMetadataFile: beside }: Artifact, folder: string, isWhole: boolean): object {
  const file = typeof beside === 'string' ? path.join(folder, path.basename(beside)) : undefined;
  const text = file !== undefined && fs.existsSync(file) ? readText(file) : '';
  const more = text !== '' && (isWhole || text.includes(ACKNOWLEDGED)) ? parse(text, file!) : undefined;
  return { ...isObject(metadata) ? metadata : {}, ...isObject(more) ? more : {} };
}
