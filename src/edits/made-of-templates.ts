import type { Made } from './made';
import type { Entity } from '../identity-facts/entities/entities';
import type { LoadedTemplate } from '../template/text/load';

/** The resources of templates that a change may take something from somebody with. */
export function madeOfTemplates(resources: readonly Entity[], templates: readonly LoadedTemplate[]): Made[] {
  const bodies = new Map(templates.map(({ name, body }) => [name, body]));
  return resources.filter(({ type }) => COUNTS.test(type)).map(resource => {
    const { type, template, logicalId, constructPath, props, conditions } = resource;
    const raw = bodies.get(template)!.Resources[logicalId];
    return {
      type,
      stack: template,
      logicalId,
      ...constructPath === undefined ? {} : { constructPath },
      props,
      written: raw.Properties ?? {},
      conditions,
      isRetained: String(raw.DeletionPolicy).startsWith('Retain'),
    };
  });
}

const COUNTS = /^AWS::(Cognito|IAM)::/;
