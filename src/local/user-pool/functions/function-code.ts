import { existsSync } from 'fs';
import { dirname, join } from 'path';
import { FunctionRunner } from './function-runner';
import { Entity } from '../../../identity-facts/entities/entities';
import { LoadedTemplate } from '../../../template/text/load';
import { asString } from '../../../template/values';

type Props = Record<string, any>;

export interface FunctionPlace {
  /** The template's names for things, as they are called here. */
  readonly local: (text: string) => string;
  /** Where a function's own SDK calls go, so that they stay on this machine. */
  readonly endpoint: string;
}

/** Gives the runner the functions that it can run; returns why it cannot run the others. Their triggers then refuse. */
export function addFunctions(runner: FunctionRunner, functions: Entity[], templates: LoadedTemplate[], place: FunctionPlace): string[] {
  const assets = assetFolders(templates);
  return functions.flatMap(({ logicalId, template, props }) => {
    try {
      const environment = { ...awsEnvironment(place.endpoint), ...environmentOf(props, place.local) };
      runner.add({ name: logicalId, ...codeOf(props, assets.get(`${template}/${logicalId}`)), environment });
      return [];
    } catch (error) {
      return [`the function ${logicalId} does not run here, and what it is asked is refused: ${(error as Error).message}`];
    }
  });
}

function codeOf(props: Props, folder: string | undefined): { handler: string; source?: string; folder?: string } {
  const [runtime, handler] = [asString(props.Runtime), asString(props.Handler)];
  if (!runtime?.startsWith('nodejs') || handler === undefined) {
    throw new Error(`it is for ${runtime ?? 'an image'}, and only Node functions are run`);
  }
  const source = asString(props.Code?.ZipFile);
  if (source !== undefined) return { handler, source };
  if (folder === undefined || !existsSync(folder)) throw new Error('its code is neither inline nor an asset folder beside the template');
  return { handler, folder };
}

/** Where the CDK put the code of the functions, by template and logical id. */
function assetFolders(templates: LoadedTemplate[]): Map<string, string> {
  return new Map(templates.flatMap(({ name, file, body }) => Object.entries(body.Resources).flatMap(([id, { Metadata }]) => {
    const path = Metadata?.['aws:asset:path'];
    return typeof path === 'string' && file !== undefined ? [[`${name}/${id}`, join(dirname(file), path)] as const] : [];
  })));
}

function environmentOf(props: Props, local: (text: string) => string): Record<string, string> {
  return Object.fromEntries(Object.entries(props.Environment?.Variables ?? {}).map(([name, value]) => [
    name, local(asString(value) ?? ''),
  ]));
}

const awsEnvironment = (endpoint: string) => ({
  AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local', AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: endpoint,
});
