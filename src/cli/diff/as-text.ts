import { DiffReport, headline, turn, values, weight } from './report';
import type { AccessChange } from '../../diff/access-between';
import { Edit, placeOf } from '../../edits';
import { described, Finding } from '../../guardrails/guardrail-rule';
import { permitLine } from '../access/as-text';
import { findingsAsText } from '../review/findings';

/** For a terminal: first what cannot be undone. */
export function asText(report: DiffReport): string {
  const { edits, access, findings: { found, accepted, settled }, readWith } = report;
  return [
    headline(report),
    ...section('resources', edits.map(edit)),
    ...section('who gains and who loses access', access.map(change)),
    ...section('new findings', found.length > 0 ? [findingsAsText(found)] : []),
    ...section('newly accepted', accepted.map(finding => `${inShort(finding)}\n  because: ${finding.reason}`), '\n'),
    ...section('settled findings', settled.map(inShort), '\n'),
    ...section('read with', [...readWith], '\n'),
  ].join('\n\n') + '\n';
}

/** What was found, and where. */
function inShort(finding: Finding): string {
  return `${finding.rule} at ${finding.constructPath ?? finding.resource}: ${described(finding)}`;
}

function section(title: string, parts: string[], between = '\n\n'): string[] {
  return parts.length === 0 ? [] : [`${title}\n\n${parts.join(between).replace(/^(?=.)/gm, '  ')}`];
}

function edit(shown: Edit): string {
  const { kind, at, what, effect, fix } = shown;
  const changed = values(shown);
  return [
    `${kind.toUpperCase()} ${placeOf(at)} (${at.type}, ${at.logicalId}), ${weight(shown)}`,
    ...changed === '' ? [] : [`  ${changed}`],
    `  ${what}`,
    `  so: ${effect}`,
    `  fix: ${fix}`,
  ].join('\n');
}

function change(shown: AccessChange): string {
  return [
    `${shown.who}  [${shown.identityPool}; ${shown.provider}]  ${turn(shown)}`,
    ...shown.gains.map(permit => `  + ${permit.effect === 'Deny' ? 'no longer ' : ''}${permitLine(permit)}`),
    ...shown.loses.map(permit => `  - ${permit.effect === 'Deny' ? 'now ' : ''}${permitLine(permit)}`),
    ...shown.notes.map(note => `  ! ${note}`),
  ].join('\n');
}
