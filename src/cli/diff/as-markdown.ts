import { DiffReport, headline, turn, values, weight } from './report';
import { placeOf } from '../../edits';
import { described, Finding } from '../../guardrails/guardrail-rule';
import { HYGIENE, permitLine } from '../access/as-text';
import { cell, table } from '../private/markdown';
import { byGroup, findingTable } from '../review/findings';

/** For a comment on a pull request. */
export function asMarkdown(report: DiffReport): string {
  const { edits, access, findings: { found, accepted, settled }, readWith } = report;
  const { access: deciding, hygiene } = byGroup(found);
  const part = (title: string, isThere: boolean, body: () => string) => isThere ? [`### ${title}`, body()] : [];
  return [
    `## Users and access: ${cell(headline(report))}`,
    ...part('Resources', edits.length > 0, () => table(['', 'what', 'where', 'change', 'so', 'fix'], edits.map(edit => [
      weight(edit), `${edit.kind}: ${cell(edit.what)}`, cell(`${placeOf(edit.at)} (${edit.at.type}, ${edit.at.logicalId})`),
      cell(values(edit)), cell(edit.effect), cell(edit.fix),
    ]))),
    ...part('Who gains and who loses access', access.length > 0, () => table([
      'who', 'signs in at', 'role', 'gains', 'loses', 'else',
    ], access.map(change => [
      cell(change.who), cell(`${change.provider} (${change.identityPool})`), cell(turn(change)),
      change.gains.map(permit => cell(`${permit.effect === 'Deny' ? 'no longer ' : ''}${permitLine(permit)}`)).join('<br>'),
      change.loses.map(permit => cell(`${permit.effect === 'Deny' ? 'now ' : ''}${permitLine(permit)}`)).join('<br>'),
      change.notes.map(cell).join('<br>'),
    ]))),
    ...part('New findings', deciding.length > 0, () => findingTable(deciding, at)),
    ...part(`New findings: ${HYGIENE.toLowerCase()}`, hygiene.length > 0, () => findingTable(hygiene, at)),
    ...part(
      'Newly accepted',
      accepted.length > 0,
      () => table(
        ['rule', 'at', 'finding', 'reason'],
        accepted.map(finding => [finding.rule, at(finding), described(finding), finding.reason].map(cell)),
      ),
    ),
    ...part('Settled findings', settled.length > 0, () =>
      settled.map(finding => `- ${cell(`${finding.rule} at ${at(finding)}: ${described(finding)}`)}`).join('\n')),
    ...part('Read with', readWith.length > 0, () => readWith.map(line => `- ${cell(line)}`).join('\n')),
  ].join('\n\n') + '\n';
}

const at = ({ constructPath, resource }: Finding) => constructPath ?? resource;
