import { CASES } from './cases';
import { patched } from './good-template';
import { checkTemplates } from '../../src/guardrails/check';

/** What people read and gates act on: for each entry of the catalogue the rule, its severity, and who or what is named. */
test.each(CASES.map(([id, resource, bad], index) =>
  ({ id, resource, bad, index })))('$id at $resource ($index)', ({ id, resource, bad }) => {
  const found = checkTemplates([
    { name: 'template', body: patched(bad) },
  ]).filter(finding => finding.catalogue.includes(id) && finding.resource === resource);
  expect(found.map(({ rule, severity, catalogue, message }) => `${severity} ${rule} (${catalogue.join(' ')}): ${message}`))
    .toMatchSnapshot();
});
