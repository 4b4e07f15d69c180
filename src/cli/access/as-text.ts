import { AccessMatrix, AccessRow, Permit } from '../../access-model/access-matrix';
import { Review } from '../../guardrails/check';
import { described } from '../../guardrails/guardrail-rule';
import { reviewAsText } from '../private/findings';

/** The matrix for a terminal, one block for each kind of identity, and the findings. */
export function asText(matrices: AccessMatrix[], review: Review): string {
  return [
    ...matrices.map(({ identityPool, template, rows }) => `identity pool ${identityPool} (${template})\n\n${rows.map(block).join('\n')}`),
    `findings\n\n${indented(reviewAsText(review))}\n`,
  ].join('\n');
}

/** The matrix as Markdown tables, one for each identity pool, and one for the findings. */
export function asMarkdown(matrices: AccessMatrix[], { findings, accepted }: Review): string {
  return [
    ...matrices.flatMap(({ identityPool, template, rows }) => [
      `## ${cell(identityPool)} (${cell(template)})`,
      table(['who', 'signs in at', 'mapping', 'becomes', 'trust', 'may'], rows.map(row =>
        [...[row.identity, row.provider, row.mapping, becomes(row), row.trust].map(cell), row.permits.map(permit => cell(permitLine(permit))).join('<br>')])),
    ]),
    '## Findings',
    findings.length === 0
      ? 'The guardrails found nothing.'
      : table(['severity', 'rule', 'at', 'finding', 'fix'], findings.map(finding => [finding.severity, finding.rule, finding.resource, described(finding), finding.fix].map(cell))),
    ...accepted.length === 0 ? [] : [
      `## Accepted (${accepted.length})`,
      table(['rule', 'at', 'finding', 'reason'], accepted.map(finding => [finding.rule, finding.resource, described(finding), finding.reason].map(cell))),
    ],
  ].join('\n\n') + '\n';
}

/** The role, or what happens instead. */
export function becomes({ outcome }: AccessRow): string {
  return outcome.outcome === 'role' && outcome.role !== undefined ? outcome.role : outcome.outcome;
}

export function permitLine({ effect, actions, resources, condition, possible }: Permit): string {
  const where = resources.length > 0 ? ` on ${resources.join(', ')}` : '';
  return `${possible ? 'possibly ' : ''}${effect} ${actions.join(', ')}${where}${condition ? ` if ${condition}` : ''}`;
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

function indented(text: string): string {
  return text.replace(/^(?=.)/gm, '  ');
}

function table(titles: string[], rows: string[][]): string {
  return [titles, titles.map(() => '---'), ...rows].map(row => `| ${row.join(' | ')} |`).join('\n');
}

/** Text in which nothing is Markdown or HTML: no image that calls home, no link, no mention, no line of its own. */
function cell(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
    .replace(/([\\`*_[\]!|~])/g, '\\$1')
    .replace(/@/g, '&#64;')
    .replace(/:(?=\/\/)/g, '&#58;');
}
