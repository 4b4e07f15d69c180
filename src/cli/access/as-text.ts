import { condensed, isSignedIn } from './condensed';
import { AccessReport } from './report';
import { Outcome } from '../../access-model';
import { AccessMatrix, AccessRow } from '../../access-model/access-matrix';
import { Permit } from '../../access-model/permits';
import { described, Finding } from '../../guardrails/guardrail-rule';
import { readWith } from '../private/limits';
import { cell, table } from '../private/markdown';
import { byGroup, findingTable, isEmpty, reviewAsText, summary } from '../review/findings';

/** The findings for a terminal, and the matrix: one block for each kind of identity. */
export function asText({ matrices, review, limits }: AccessReport): string {
  return [
    `findings\n\n${indented(reviewAsText(review))}\n`,
    ...limits.notRead.length > 0 ? [`not read\n\n${indented(limits.notRead.join('\n'))}\n`] : [],
    ...readWith(limits).length > 0 ? [`read with\n\n${indented(readWith(limits).join('\n'))}\n`] : [],
    ...matrices.map(matrixAsText),
  ].join('\n');
}

function matrixAsText(matrix: AccessMatrix): string {
  const { rows, shared } = condensed(matrix);
  return [
    `identity pool ${matrix.identityPool} (${poolPlace(matrix)})\n`,
    ...(shared.length > 0 ? [`  ${SHARED}\n${shared.map(permit => `    ${permitAndPolicy(permit)}`).join('\n')}\n`] : []),
    ...rows.map(row => block(row, shared.length > 0)),
  ].join('\n');
}

/** Markdown tables: one for the findings, and the matrix of each identity pool, with the reasons. */
export function asMarkdown({ matrices, review, limits }: AccessReport): string {
  const { findings, accepted } = review;
  const { access, hygiene } = byGroup(findings);
  return [
    '## Findings',
    isEmpty(review) ? 'The guardrails found nothing.' : cell(summary(review)),
    ...access.length === 0 ? [] : [findingTable(access, placeOf)],
    ...hygiene.length === 0 ? [] : [`### ${HYGIENE}`, findingTable(hygiene, placeOf)],
    ...accepted.length === 0 ? [] : [
      `## Accepted (${accepted.length})`,
      table(
        ['rule', 'at', 'finding', 'reason'],
        accepted.map(finding => [finding.rule, placeOf(finding), described(finding), finding.reason].map(cell)),
      ),
    ],
    ...bullets('Not read', limits.notRead),
    ...bullets('Read with', readWith(limits)),
    ...matrices.flatMap(matrix => {
      const { rows, shared } = condensed(matrix);
      return [
        `## ${cell(matrix.identityPool)} (${cell(poolPlace(matrix))})`,
        ...(shared.length > 0 ? [SHARED, shared.map(permit => `- ${cell(permitAndPolicy(permit))}`).join('\n')] : []),
        table(['who', 'signs in at', 'mapping', 'becomes', 'because', 'trust', 'may'], rows.map(row => [
          ...[row.who, row.provider, row.mapping, roleAndPath(row), row.outcome.reason, row.trust].map(cell),
          row.permits.length === 0 && row.outcome.role
            ? nothing(row, shared.length > 0)
            : row.permits.map(permit => cell(permitAndPolicy(permit))).join('<br>'),
        ])),
      ];
    }),
  ].join('\n\n') + '\n';
}

function bullets(title: string, lines: readonly string[]): string[] {
  return lines.length > 0 ? [`## ${title}`, lines.map(line => `- ${cell(line)}`).join('\n')] : [];
}

export const HYGIENE = 'Hygiene of the user pool';
export const SHARED = 'Each role that a sign-in gives has these, and what its row adds:';

/** What a role has of which nothing is to be listed. */
export function nothing(row: AccessRow, isBeyond: boolean): string {
  return isBeyond && isSignedIn(row) ? 'nothing more' : 'nothing that the template says';
}

/** Where a finding is: in the template, and in the construct tree if that is known. */
export function placeOf({ resource, constructPath }: Finding): string {
  return constructPath === undefined ? resource : `${resource} (${constructPath})`;
}

/** The template with an identity pool, and where it is in the construct tree if that is known. */
export function poolPlace({ template, constructPath }: AccessMatrix): string {
  return constructPath === undefined ? template : `${template}, ${constructPath}`;
}

/** The role, or what happens instead, and where in a CDK app the role is made. */
function roleAndPath(row: AccessRow): string {
  return row.constructPath === undefined ? becomes(row) : `${becomes(row)} (${row.constructPath})`;
}

/** The role, or what happens instead; where that is not known, which role it would be. */
export function becomes({ outcome }: AccessRow): string {
  if (outcome.role === undefined) return outcome.outcome;
  switch (outcome.outcome) {
    case Outcome.ROLE: return outcome.role;
    case Outcome.UNKNOWN: return `unknown, perhaps ${outcome.role}`;
    default: return outcome.outcome;
  }
}

export function permitLine({ effect, actions, resources, condition, possible }: Permit): string {
  const where = resources.length > 0 ? ` on ${resources.join(', ')}` : '';
  return `${possible ? 'possibly ' : ''}${effect} ${actions.join(', ')}${where}${condition ? ` if ${condition}` : ''}`;
}

function permitAndPolicy(permit: Permit): string {
  return `${permitLine(permit)} [${permit.policy}]`;
}

function block(row: AccessRow, isBeyond: boolean): string {
  const lines = [
    `  ${row.who}  [${row.provider}; ${row.mapping}]`,
    `    becomes  ${becomes(row)}${row.outcome.via ? ` (${row.outcome.via})` : ''}`,
    ...(row.constructPath === undefined ? [] : [`    made by  ${row.constructPath}`]),
    `    because  ${row.outcome.reason}`,
    ...(row.trust ? [`    trust    ${row.trust}`] : []),
    ...row.permits.map((permit, index) => `    ${index === 0 ? 'may    ' : '       '}  ${permitAndPolicy(permit)}`),
    ...(row.outcome.role && row.permits.length === 0 ? [`    may      ${nothing(row, isBeyond)}`] : []),
  ];
  return `${lines.join('\n')}\n`;
}

function indented(text: string): string {
  return text.replace(/^(?=.)/gm, '  ');
}
