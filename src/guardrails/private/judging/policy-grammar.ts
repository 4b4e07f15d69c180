import { isConditionOperator } from '../../../policy';
import { asList } from '../../../private/as-list';
import { hasGap, isMarked, shown } from '../../../template/resolve/marks';

/** What a policy is for: what somebody may do, or who may assume a role. */
export type PolicyUse = 'identity' | 'trust';

const VERSIONS = ['2008-10-17', '2012-10-17'];

/**
 * What IAM refuses in a policy, whatever it is meant to allow; nothing of what is not known.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function refusedIn(document: any, use: PolicyUse): string[] {
  if (typeof document !== 'object' || document === null) return [];
  if (document.Statement === undefined) return ['it has no Statement'];
  const statements = asList<any>(document.Statement).filter(statement => typeof statement === 'object');
  const sids = statements.map(({ Sid }) => Sid).filter(sid => isKnown(sid) && sid !== '');
  const twice = sids.find((sid, index) => sids.indexOf(sid) !== index);
  return [
    ...isKnown(document.Version) && !VERSIONS.includes(document.Version) ? [`there is no Version ${document.Version}`] : [],
    ...twice === undefined ? [] : [`two of its statements have the Sid ${twice}`],
    ...statements.flatMap((statement, index) => refusedInStatement(statement, use).map(why => `${nameOf(statement, index)} ${why}`)),
  ];
}

function refusedInStatement(statement: any, use: PolicyUse): string[] {
  const { Sid, Effect } = statement;
  return [
    ...isKnown(Sid) && !/^[0-9A-Za-z]*$/.test(Sid) ? ['has a Sid with other than letters and digits'] : [],
    ...Effect === undefined ? ['has no Effect'] : [],
    ...isKnown(Effect) && Effect !== 'Allow' && Effect !== 'Deny' ? [`has the Effect ${Effect}, which is neither Allow nor Deny`] : [],
    ...oneOf(statement, 'Action'),
    ...use === 'identity' ? [...oneOf(statement, 'Resource'), ...none(statement, 'Principal')] : [],
    ...use === 'trust' ? [...oneOf(statement, 'Principal'), ...none(statement, 'Resource')] : [],
    ...wrongActions(statement),
    ...use === 'identity' ? wrongOperators(statement) : [],
  ];
}

function oneOf(statement: any, element: string): string[] {
  const given = [element, `Not${element}`].filter(name => statement[name] !== undefined && !isEmptyList(statement[name]));
  if (given.length === 0) return [`has neither ${element} nor Not${element}`];
  return given.length > 1 ? [`has both ${element} and Not${element}`] : [];
}

function none(statement: any, element: string): string[] {
  const given = [element, `Not${element}`].find(name => statement[name] !== undefined);
  return given === undefined ? [] : [`has a ${given}, which such a policy can't have`];
}

function wrongActions({ Action, NotAction }: any): string[] {
  const wrong = [...asList<any>(Action), ...asList<any>(NotAction)]
    .find(action => isKnown(action) && action !== '*' && !/^[^:]+:[^:]+$/.test(action));
  return wrong === undefined ? [] : [`has ${wrong}, which names no service and action`];
}

/** Of trust policies, another rule says so, since nobody gets the role. */
function wrongOperators({ Condition }: any): string[] {
  if (typeof Condition !== 'object' || Condition === null) return [];
  const known = Object.keys(Condition).filter(operator => !hasGap(operator) && operator !== 'Fn::Unresolved');
  const wrong = known.find(operator => !isConditionOperator(operator));
  return wrong === undefined ? [] : [`asks by ${shown(wrong)}, which is no condition operator`];
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

function isKnown(value: unknown): value is string {
  return typeof value === 'string' && !isMarked(value) && !value.includes('{{resolve:');
}

function nameOf({ Sid }: any, index: number): string {
  return isKnown(Sid) && Sid !== '' ? `statement ${Sid}` : `statement ${index + 1}`;
}
