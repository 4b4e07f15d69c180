const NOT_PRINTABLE = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;
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
  return `// ${escaped(text)}`.trimEnd();
}

function quoted(text: string): string {
  return `'${escaped(text.replace(/[\\']/g, '\\$&'))}'`;
}

/** A key that would set the prototype is computed. */
function keyOf(key: string): string {
  if (key === '__proto__') return `['${key}']`;
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : quoted(key);
}

function escaped(text: string): string {
  return text.replace(NOT_PRINTABLE, character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
