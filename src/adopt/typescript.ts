import { withoutUnprintable } from '../private/text/unprintable';

const WIDTH = 120;

/** A piece of a program, as it is. */
export class Code {
  constructor(public readonly text: string) {}
}

/** A value as an expression. Nothing in it is read as anything but data, whatever a template has written there. */
export function expression(value: unknown, indent = ''): string {
  if (value instanceof Code) return value.text;
  if (typeof value === 'string') return quoted(value);
  if (typeof value !== 'object' || value === null) return String(value);
  const inner = `${indent}  `;
  const entries = Array.isArray(value)
    ? value.map(item => expression(item, inner))
    : Object.entries(value).filter(([, item]) => item !== undefined).map(([key, item]) => `${keyOf(key)}: ${expression(item, inner)}`);
  const [open, close, space] = Array.isArray(value) ? ['[', ']', ''] : ['{', '}', ' '];
  if (entries.length === 0) return `${open}${close}`;
  const line = `${open}${space}${entries.join(', ')}${space}${close}`;
  if (line.length + indent.length <= WIDTH && !line.includes('\n')) return line;
  return `${open}\n${entries.map(entry => `${inner}${entry},\n`).join('')}${indent}${close}`;
}

/** One line of a comment. */
export function comment(text: string): string {
  return `// ${withoutUnprintable(text)}`.trimEnd();
}

function quoted(text: string): string {
  return `'${withoutUnprintable(text.replace(/[\\']/g, '\\$&'))}'`;
}

/** A key that would set the prototype is computed. */
function keyOf(key: string): string {
  if (key === '__proto__') return `['${key}']`;
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : quoted(key);
}
