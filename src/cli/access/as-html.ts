import { becomes, HYGIENE, nothing, placeOf, poolPlace, SHARED } from './as-text';
import { condensed, CondensedRow } from './condensed';
import { drawing, kindOf } from './drawing';
import { AccessReport } from './report';
import { STYLE } from './style';
import { AccessMatrix, AccessRow } from '../../access-model/access-matrix';
import { Permit } from '../../access-model/permits';
import { Review } from '../../guardrails/check';
import { AcceptedFinding, described, Finding } from '../../guardrails/guardrail-rule';
import { escapeHtml } from '../../private/text/escape-html';
import { readWith } from '../private/limits';
import { byGroup, summary } from '../review/findings';

/**
 * One page for a reviewer: the findings of the guardrails, and for each identity pool the drawing and the matrix.
 * It loads nothing and runs no script.
 */
export function asHtml({ matrices, review, limits }: AccessReport): string {
  const names = [...new Set(matrices.map(({ template }) => template))].join(', ');
  return [
    '<!doctype html>',
    '<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src \'unsafe-inline\'">',
    `<title>Who becomes which role: ${escapeHtml(names)}</title><style>${STYLE}</style></head><body><main>`,
    `<header><h1>Who becomes which role</h1><p class="lead">${escapeHtml(names)} · read from the template; `
      + 'nothing was asked of AWS</p></header>',
    ...(matrices.length === 0 ? ['<p>There is no identity pool in this template.</p>'] : []),
    findingList(review),
    acceptedList(review.accepted),
    plainList('Not read', limits.notRead),
    plainList('Read with', readWith(limits)),
    ...matrices.map(section),
    '<footer><p>Each row is one example put to the access model. With <code>CustomRoleArn</code>, a member of several groups, '
      + 'or someone whom '
    + 'several rules match, may choose among their roles: neither precedence nor the order of rules takes a role away.</p></footer>',
    '</main></body></html>',
    '',
  ].join('\n');
}

function section(matrix: AccessMatrix): string {
  const { rows, shared } = condensed(matrix);
  return [
    `<section><h2>${escapeHtml(matrix.identityPool)} <small>${escapeHtml(poolPlace(matrix))}</small></h2>`,
    `<div class="drawing" tabindex="0">${drawing(matrix)}</div>`,
    ...(shared.length > 0 ? [`<div class="shared"><p>${SHARED}</p>${list(shared)}</div>`] : []),
    '<table><thead><tr><th>Who</th><th>Signs in at</th><th>Becomes</th><th>Trust</th><th>May</th></tr></thead><tbody>',
    ...rows.map(entry => row(entry, shared.length > 0)),
    '</tbody></table></section>',
  ].join('\n');
}

function row(entry: CondensedRow, isBeyond: boolean): string {
  const { outcome, constructPath } = entry;
  const where = constructPath === undefined ? '' : `<small>${breakable(constructPath)}</small><br>`;
  return '<tr>'
    + cell('Who', `<strong>${breakable(entry.who)}</strong><br><small>${breakable(entry.mapping)}</small>`)
    + cell('Signs in at', `<ul class="each">${entry.providers.map(provider => `<li>${breakable(provider)}</li>`).join('')}</ul>`)
    + cell(
      'Becomes',
      `<span class="badge ${kindOf(outcome)}">${breakable(becomes(entry))}</span><br>${where}`
        + `<small>${breakable(outcome.reason)}</small>`,
    )
    + cell('Trust', `<small>${breakable(entry.trust || '–')}</small>`)
    + cell('May', permits(entry, isBeyond))
    + '</tr>';
}

function cell(label: string, html: string): string {
  return `<td data-label="${label}"><div>${html}</div></td>`;
}

function permits(entry: AccessRow, isBeyond: boolean): string {
  if (entry.permits.length === 0) return `<small>${entry.outcome.role ? nothing(entry, isBeyond) : '–'}</small>`;
  return list(entry.permits);
}

function list(shown: Permit[]): string {
  return `<ul class="permits">${shown.map(permit).join('')}</ul>`;
}

const KINDS: Record<string, string> = { Allow: 'allow', Deny: 'deny' };

function permit({ effect, actions, resources, condition, policy, possible }: Permit): string {
  return `<li class="${KINDS[effect] ?? 'unknown'}">`
    + `${possible ? 'possibly ' : ''}<b>${escapeHtml(effect)}</b> ${actions.map(code).join(' ')}`
    + (resources.length > 0 ? `<br>on ${resources.map(code).join(' ')}` : '')
    + (condition ? `<br>if <small>${breakable(condition)}</small>` : '')
    + `<br><small class="policy">${breakable(policy)}</small></li>`;
}

function code(text: string): string {
  return `<code>${breakable(text)}</code>`;
}

/** Text that is broken where one part of a name ends, rather than wherever a narrow column does. */
function breakable(text: string): string {
  return text.split(/(?<=[/:.])(?=[^\s/:])|(?<=\w{8}[a-z])(?=[A-Z0-9])/).map(escapeHtml).join('<wbr>');
}

function findingList(review: Review): string {
  const { access, hygiene } = byGroup(review.findings);
  return [
    `<section><h2>Findings <small>${escapeHtml(summary(review))}</small></h2>`,
    access.length === 0 ? `<p>The guardrails found nothing${hygiene.length === 0 ? '' : ' but hygiene'}.</p>` : findingItems(access),
    ...hygiene.length === 0 ? [] : [`<h3>${HYGIENE}</h3>`, findingItems(hygiene)],
    '</section>',
  ].join('\n');
}

function findingItems(findings: Finding[]): string {
  const items = findings.map(finding => {
    const { rule, severity, fix } = finding;
    return `<li><span class="badge ${escapeHtml(severity)}">${escapeHtml(severity)}</span> <b>${escapeHtml(rule)}</b> `
      + `<small>${escapeHtml(placeOf(finding))}</small>`
      + `<p>${escapeHtml(described(finding))}</p><p><small>Fix: ${escapeHtml(fix)}</small></p></li>`;
  });
  return `<ul class="findings">${items.join('\n')}</ul>`;
}

function plainList(title: string, lines: readonly string[]): string {
  if (lines.length === 0) return '';
  return `<section><h2>${title} <small>${lines.length}</small></h2><ul `
    + `class="plain">${lines.map(line => `<li>${escapeHtml(line)}</li>`).join('')}</ul></section>`;
}

function acceptedList(accepted: AcceptedFinding[]): string {
  if (accepted.length === 0) return '';
  const items = accepted.map(finding =>
    `<li><span class="badge">accepted</span> <b>${escapeHtml(finding.rule)}</b> <small>${escapeHtml(placeOf(finding))}</small>`
    + `<p>${escapeHtml(described(finding))}</p><p><small>Because: ${escapeHtml(finding.reason)}</small></p></li>`);
  return `<section><h2>Accepted <small>${accepted.length}</small></h2><ul class="findings">${items.join('\n')}</ul></section>`;
}
