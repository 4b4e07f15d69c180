import { becomes } from './as-text';
import { Outcome, RoleOutcome, Via } from '../../access-model';
import { AccessMatrix } from '../../access-model/access-matrix';
import { escapeHtml } from '../../private/text/escape-html';

const COLUMN = { width: 280, gap: 70 };
const NODE = { height: 40, gap: 12 };
const TOP = 34;
/** As many wide ones as fit into a node. */
const LETTERS = 34;
const TITLES = ['Signs in at', 'Mapping', 'Becomes', 'May use'];
/** More than these would not be read in a drawing; the matrix below it has all. */
const MAX_RESOURCES = 24;

interface Node {
  readonly column: number;
  readonly label: string;
  /** A second line. */
  readonly detail?: string;
  readonly kind: string;
  y: number;
}

/** Providers → mapping → roles → resources as one SVG. */
export function drawing({ identityPool, rows }: AccessMatrix): string {
  const nodes = new Map<string, Node>();
  const edges = new Map<string, { from: string; to: string; kind: string }>();
  const node = (column: number, label: string, kind: string, detail?: string): string => {
    const key = `${column} ${label}${detail === undefined ? '' : ` · ${detail}`}`;
    if (!nodes.has(key)) nodes.set(key, { column, label, detail, kind, y: 0 });
    return key;
  };
  const edge = (from: string, to: string, kind: string) => edges.set(`${from}>${to}`, { from, to, kind });

  for (const row of rows) {
    const kind = kindOf(row.outcome);
    const provider = node(0, row.provider, 'provider');
    const mapping = node(1, row.who, 'mapping', row.mapping);
    const role = node(2, becomes(row), kind);
    edge(provider, mapping, 'plain');
    edge(mapping, role, kind === 'refused' ? kind : 'plain');
    for (const permit of row.permits) {
      for (const resource of permit.resources) {
        const shown = [...nodes.values()].filter(({ column }) => column === 3).length < MAX_RESOURCES || nodes.has(`3 ${resource}`);
        edge(role, node(3, shown ? resource : 'more: see the matrix', 'resource'), permit.effect === 'Deny' ? 'refused' : 'plain');
      }
    }
  }

  const columns = TITLES.map((_, column) => [...nodes.values()].filter(candidate => candidate.column === column));
  const tallest = Math.max(...columns.map(column => column.length));
  const height = TOP + tallest * (NODE.height + NODE.gap);
  for (const column of columns) {
    const offset = (tallest - column.length) * (NODE.height + NODE.gap) / 2;
    column.forEach((item, index) => { item.y = TOP + offset + index * (NODE.height + NODE.gap); });
  }
  const width = TITLES.length * COLUMN.width + (TITLES.length - 1) * COLUMN.gap;
  return [
    `<svg viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="Who becomes which role `
      + `of ${escapeHtml(identityPool)}">`,
    ...TITLES.map((title, column) => `<text class="title" x="${left(column)}" y="18">${title}</text>`),
    ...[...edges.values()].map(({ from, to, kind }) => curve(nodes.get(from)!, nodes.get(to)!, kind)),
    ...[...nodes.values()].map(box),
    '</svg>',
  ].join('\n');
}

/** How an outcome is shown. */
export function kindOf({ outcome, via }: RoleOutcome): string {
  if (outcome === Outcome.UNKNOWN) return 'unknown';
  return outcome === Outcome.ROLE ? via === Via.GUEST ? 'guest' : 'role' : 'refused';
}

function left(column: number): number {
  return column * (COLUMN.width + COLUMN.gap);
}

function curve(from: Node, to: Node, kind: string): string {
  const [x1, y1, x2, y2] = [left(from.column) + COLUMN.width, from.y + NODE.height / 2, left(to.column), to.y + NODE.height / 2];
  const middle = (x1 + x2) / 2;
  return `<path class="edge ${kind}" d="M${x1} ${y1} C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}"/>`;
}

function box({ column, label, detail, kind, y }: Node): string {
  const line = (at: number, text: string, attributes = '') =>
    `<text${attributes} x="${left(column) + 10}" y="${y + at}">${escapeHtml(shortened(text))}</text>`;
  return `<g class="node ${kind}"><title>${escapeHtml(detail === undefined ? label : `${label} · ${detail}`)}</title>`
    + `<rect x="${left(column)}" y="${y}" width="${COLUMN.width}" height="${NODE.height}" rx="7"/>`
    + (detail === undefined ? line(25, label) : line(18, label) + line(32, detail, ' class="detail"'))
    + '</g>';
}

function shortened(text: string): string {
  const plain = text.replace(/^arn:[^:]+:/, '');
  return plain.length > LETTERS ? `${plain.slice(0, LETTERS / 2)}…${plain.slice(1 - LETTERS / 2)}` : plain;
}
