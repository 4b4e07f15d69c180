import { checkTemplates } from '../../../src/guardrails/check';
import { Patch, patched } from '../good-template';

/** What is changed in the good template, and what a rule says then: where, how bad, what of the catalogue, and the sentence. */
export type Row = [what: string, patch: Patch, ...said: string[]];

/** One test for each row of each rule. */
export function asked(table: Record<string, Row[]>, more: { region?: string } = {}): void {
  describe.each(Object.entries(table))('%s', (id, rows) => {
    test.each(rows)('%s', (_, patch, ...said) => expect(sayings(id, patch, more)).toEqual(said));
  });
}

export function sayings(id: string, patch: Patch, more: { region?: string; parameters?: object } = {}): string[] {
  const { parameters, ...where } = more;
  const body = { ...patched(patch), ...parameters && { Parameters: parameters } };
  return checkTemplates([{ name: 'template', body, ...where }]).filter(({ rule }) => rule === id)
    .map(({ resource, severity, catalogue, message }) => `${resource} ${severity} ${catalogue.join(' ')}: ${message}`);
}

export const arn = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
/** What only the deployment knows. */
export const unknown = { 'Fn::ImportValue': 'from-elsewhere' };
