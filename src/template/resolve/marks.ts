import { withParts } from './with-parts';
import { isUnresolved } from '../values';

/** Stands for the value of a reference: the template's number, the resource, and which attribute of it. */
export function reference(template: number, logicalId: string, attribute?: string): string {
  return `«${template}:${logicalId}${attribute === undefined ? '' : `.${attribute}`}»`;
}

/** Stands for a pseudo parameter that is not known. */
export function pseudoParameter(name: string): string {
  return `«${name}»`;
}

/** Stands for a value that is in none of the templates. */
export function gap(what: string): string {
  return `«?${what.replace(/[«»]/g, '')}»`;
}

/** Stands for a value that would have to be read somewhere else, such as in a stack outside the folder: a gap too. */
export function unread(what: string): string {
  return gap(`!${what}`);
}

/** What a text names that would have to be read somewhere else. */
export function unreadIn(value: unknown): string | undefined {
  return typeof value === 'string' && value.includes('«?!') ? /«\?!([^»]*)»/.exec(value)?.[1] : undefined;
}

/** Whether this, or a part of this text, is in none of the templates. */
export function hasGap(value: unknown): boolean {
  return typeof value === 'string' && value.includes('«?');
}

/** Whether this is, or is made with, something that is decided at deployment: a reference to a resource, or a gap. */
export function isMarked(value: unknown): boolean {
  return typeof value === 'string' && value.includes('«');
}

/** The key of the resource that a text refers to first. */
export function keyOf(value: unknown): string | undefined {
  return typeof value === 'string' ? /«(\d+:[A-Za-z0-9]+)/.exec(value)?.[1] : undefined;
}

/** The key of the resource that a text is a reference to, and nothing more. */
export function refKeyOf(value: unknown): string | undefined {
  return typeof value === 'string' ? /^«(\d+:[A-Za-z0-9]+)»$/.exec(value)?.[1] : undefined;
}

/** Whether a text refers to a resource, to whichever attribute of it. */
export function refersTo(text: string, key: string): boolean {
  return text.includes(`«${key}»`) || text.includes(`«${key}.`);
}

/** A text as people read it. */
export function shown(value: unknown): string {
  return String(value).replace(/«(?:\?!?)?(?:\d+:)?([^»]*)»/g, '$1');
}

/** A resolved value in which everything that is not known is a mark, inside the text around it. Shares what has no marks. */
export function marked(value: any): any {
  if (typeof value !== 'object' || value === null) return value;
  if (isUnresolved(value)) return value.Text ?? gap(value['Fn::Unresolved']);
  return withParts(value, marked);
}
