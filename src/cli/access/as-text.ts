import { AccessMatrix, AccessRow, Permit } from '../../access-model/private/access-matrix';

/** The matrix for a terminal: one block for each kind of identity. */
export function asText(matrices: AccessMatrix[]): string {
  return matrices.map(({ identityPool, template, rows }) =>
    `identity pool ${identityPool} (${template})\n\n${rows.map(block).join('\n')}`).join('\n');
}

/** The matrix as Markdown tables, one for each identity pool. */
export function asMarkdown(matrices: AccessMatrix[]): string {
  return matrices.map(({ identityPool, template, rows }) => [
    `## ${cell(identityPool)} (${cell(template)})`,
    '',
    '| who | signs in at | mapping | becomes | trust | may |',
    '|---|---|---|---|---|---|',
    ...rows.map(row => `| ${[
      row.identity, row.provider, row.mapping, becomes(row), row.trust,
      row.permits.map(permitLine).join('<br>'),
    ].map(cell).join(' | ')} |`),
    '',
  ].join('\n')).join('\n');
}

/** The role, or what happens instead. */
export function becomes({ outcome }: AccessRow): string {
  return outcome.role ?? outcome.outcome;
}

export function permitLine({ effect, actions, resources, condition }: Permit): string {
  const where = resources.length > 0 ? ` on ${resources.join(', ')}` : '';
  return `${effect} ${actions.join(', ')}${where}${condition ? ` if ${condition}` : ''}`;
}

function block(row: AccessRow): string {
  const lines = [
    `  ${row.identity}  [${row.provider}; ${row.mapping}]`,
    `    becomes  ${becomes(row)}${row.outcome.via ? ` (${row.outcome.via})` : ''}`,
    `    because  ${row.outcome.reason}`,
    ...(row.trust ? [`    trust    ${row.trust}`] : []),
    ...row.permits.map((permit, index) => `    ${index === 0 ? 'may    ' : '       '}  ${permitLine(permit)}`),
    ...(row.outcome.role && row.permits.length === 0 ? ['    may      nothing that the template says'] : []),
  ];
  return `${lines.join('\n')}\n`;
}

function cell(text: string): string {
  return text.replace(/\|/g, '\\|').replace(/\s*\n\s*/g, ' ').replace(/<(?!br>)/g, '&lt;').replace(/([*_])/g, '\\$1');
}
