import { gap, pseudoParameter, reference, unread } from './marks';
import type { Names } from '../names';
import { attributeMark, cut, TypeOf } from './spelled-out';
import { attributeOf, Place, Property, refOf } from './symbols';
import { RawResource } from '../text/load';
import { unresolved } from '../values';

/** What is compared, or the name of a condition that compares nothing. */
export type OpenCondition = unknown;

/**
 * What a reader makes of the values that only the deployment decides. Everything else about a template is the same for all readers.
 */
export interface Reading {
  /** Whether a parameter without a default may be each of its allowed values. */
  readonly triesAllowedValues: boolean;
  /** Whether what a reference gives hangs on the properties of the resource. */
  readonly readsProperties: boolean;
  ref(resource: RawResource, logicalId: string, property: Property, place: Place): unknown;
  attribute(resource: RawResource, logicalId: string, attribute: string, property: Property, place: Place): unknown;
  /** What a pseudo parameter gives that the template is read without, in the text of a policy or elsewhere. */
  pseudo(name: string, standIn: string, inPolicy: boolean): unknown;
  /** `text` is what is known of it: the text around the part that is not. */
  unknown(why: string, text?: string): unknown;
  /** What a parameter gives whose default is empty; undefined to take the default as it is. */
  emptyByDefault(parameter: string): unknown;
  /** The parts of a text that is known but for marks; nothing where it can't be cut. */
  cut(text: string, separator: string): string[] | undefined;
  /** Whether a condition holds that is not decided before deployment; undefined to leave it open. */
  holds(open: OpenCondition): boolean | undefined;
}

/** What has the name of the stack in it. */
const STACK = /^AWS::Stack(Name|Id)$/;
const LOOKED_UP = /\{\{resolve:.*?(\}\}|$)/gs;
const MARK_OR_LOOKED_UP = new RegExp(`«[^»]*»|${LOOKED_UP.source}`, LOOKED_UP.flags);

/**
 * Stand-ins of the form that the services use, so that policies can be evaluated; what is open stays open.
 *
 * @param opensStackNames whether policies say of a stack's name only that it is not known, which is no name of anything then
 */
export function standIns(template: string, names: Names, opensStackNames: boolean = false): Reading {
  const unknown = (why: string, text = '') => {
    const pattern = text.replace(LOOKED_UP, gap('looked up'));
    return /^(«[^»]*»)?$/.test(pattern) ? unresolved(why) : { ...unresolved(why), Pattern: pattern };
  };
  return {
    ref: ({ Type }, logicalId, property, place) => names.standIn(template, logicalId, name => refOf(Type, name, property, place)),
    attribute: ({ Type }, logicalId, attribute, property, place) =>
      names.standIn(template, logicalId, name => attributeOf(Type, name, attribute, property, place)),
    pseudo: (name, standIn, inPolicy) =>
      opensStackNames && inPolicy && STACK.test(name) ? unknown('the name of the stack is decided at deployment', gap(name)) : standIn,
    unknown,
    emptyByDefault: name => ({ ...unresolved(`parameter ${name} is empty unless the deployment says more`), OrEmpty: true }),
    cut: () => undefined,
    holds: () => undefined,
    triesAllowedValues: true,
    readsProperties: true,
  };
}

/** A text in which each lookup is a mark; a text that it is made of may have it as one already. */
function withLookUps(text: string): string {
  return text.replace(MARK_OR_LOOKED_UP, found => found.startsWith('«') ? found : unread(found));
}

/** How the conditions of a template turn out that are open before deployment. */
export type World = (open: OpenCondition, template: number) => boolean;

/** A world in which some conditions may stay open. */
export type OpenWorld = (...asked: Parameters<World>) => boolean | undefined;

/**
 * Marks, which say which resource a value refers to and can't be mistaken for what is written in the template. Open conditions are
 * as the world has them.
 */
export function marks(template: number, world: OpenWorld, typeOf: TypeOf): Reading {
  const decidedAtDeployment = (text: string) => unresolved('it is decided at deployment', text);
  return {
    ref: (_resource, logicalId) => decidedAtDeployment(reference(template, logicalId)),
    attribute: (resource, logicalId, attribute, _property, place) =>
      decidedAtDeployment(attributeMark(template, resource, logicalId, attribute, place)),
    pseudo: name => decidedAtDeployment(pseudoParameter(name)),
    unknown: (why, text = gap(why)) => unresolved(why, withLookUps(text)),
    emptyByDefault: () => undefined,
    cut: (text, separator) => cut(text, separator, typeOf),
    holds: open => world(open, template),
    triesAllowedValues: false,
    readsProperties: false,
  };
}
