import { ANY, ONE } from './glob';
import { RequestContext } from '../request-context';
import { Unknown } from '../truth';

interface Variable {
  /** Lower case. */
  readonly key: string;
  readonly fallback?: string;
}

export interface TemplateOptions {
  /** Policies of version 2012-10-17 substitute; older ones take `${` as it stands. */
  readonly variables: boolean;
  /** Whether `*` and `?` are wildcards here. */
  readonly wildcards: boolean;
}

/** A policy value whose variables are filled in from a request. */
export class TextTemplate {
  /** Cuts a value into fixed text and variables, once. */
  static parse(text: string, options: TemplateOptions): TextTemplate {
    const parts: (string | Variable)[] = [];
    let rest = text;
    while (options.variables) {
      const start = rest.indexOf('${');
      const end = rest.indexOf('}', start);
      if (start < 0 || end < 0) {
        break;
      }
      parts.push(encode(rest.slice(0, start), options), placeholder(rest.slice(start + 2, end)));
      rest = rest.slice(end + 1);
    }
    parts.push(encode(rest, options));
    return new TextTemplate(parts);
  }

  /** The text itself, when there is no variable in it. */
  readonly fixed?: string;

  private constructor(private readonly parts: readonly (string | Variable)[]) {
    if (parts.every(part => typeof part === 'string')) {
      this.fixed = parts.join('');
    }
  }

  /** Why the text for this request is not known: one of its variables is a key whose value is not. */
  unknown(context: RequestContext): Unknown | undefined {
    if (this.fixed !== undefined) {
      return undefined;
    }
    for (const part of this.parts) {
      const unknown = typeof part === 'string' ? undefined : context.unknown(part.key);
      if (unknown) {
        return unknown;
      }
    }
    return undefined;
  }

  /** The text for this request; undefined if it needs a key that the request does not have. */
  resolve(context: RequestContext): string | undefined {
    if (this.fixed !== undefined) {
      return this.fixed;
    }
    let text = '';
    for (const part of this.parts) {
      const piece = typeof part === 'string' ? part : context.variable(part.key) ?? part.fallback;
      if (piece === undefined) {
        return undefined;
      }
      text += piece;
    }
    return text;
  }
}

function encode(text: string, options: TemplateOptions): string {
  return options.wildcards ? text.replace(/\*/g, ANY).replace(/\?/g, ONE) : text;
}

function placeholder(inside: string): string | Variable {
  if (inside === '*' || inside === '?' || inside === '$') {
    return inside;
  }
  const quote = inside.indexOf(", '");
  return quote > 0 && inside.length > quote + 3 && inside.endsWith("'")
    ? { key: inside.slice(0, quote).trim().toLowerCase(), fallback: inside.slice(quote + 3, -1) }
    : { key: inside.trim().toLowerCase() };
}

/**
 * What is made of a value once its variables are filled in. Requests in a row often fill in the same, so that the last one is kept.
 */
export function keepingLast<T>(make: (resolved: string) => T): (resolved: string) => T {
  let last: { readonly resolved: string; readonly made: T } | undefined;
  return resolved => {
    if (last?.resolved !== resolved) {
      last = { resolved, made: make(resolved) };
    }
    return last.made;
  };
}
