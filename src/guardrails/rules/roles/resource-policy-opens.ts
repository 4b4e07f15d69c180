import { reachesOthers } from '../../../identity-facts/data/data-reach';
import { covers } from '../../../policy/action-pattern';
import { dangersOf, mayDecrypt } from '../../../policy/dangerous-actions';
import { GUEST_SERVICES } from '../../../policy/guest-services';
import { hasGap, shown } from '../../../template/resolve/marks';
import { whyUnresolved } from '../../../template/values';
import { GuardrailRule, Hit, Level, LEVELS } from '../../guardrail-rule';
import { hasSessionPolicy, ResourceGrant, resourceGrants } from '../../private/judging/resource-grants';
import { about, getsThrough, isWholeService, isWrite, readsAll } from '../../private/judging/statements';

interface Judged extends ResourceGrant {
  readonly severity: Level;
  readonly actions: string[];
}

/** Reads of what people or apps have stored, where there is no part of it that is somebody's own. */
const CONTENT = [
  'ecr:BatchGetImage', 'elasticfilesystem:ClientMount', 'es:ESHttpGet', 'es:ESHttpPost', 'kinesis:GetRecords', 'kinesis:SubscribeToShard',
  'logs:FilterLogEvents', 'logs:GetLogEvents', 's3tables:GetTableData', 's3vectors:GetVectors', 's3vectors:QueryVectors',
];
const CALLS = ['lambda:InvokeFunction', 'lambda:InvokeFunctionUrl', 'execute-api:Invoke'];

/** A policy on a resource lets in guests, or everybody who signs in. */
export const rule: GuardrailRule = {
  id: 'resource-policy-opens',
  catalogue: ['A97'],
  severity: 'high',
  title: 'A policy on a resource lets in guests, or everybody who signs in',
  why: 'Within an account, what a resource policy allows is allowed, whatever the policies of the role say; a principal * is everybody.',
  fix: 'Take the principal out of the resource policy and grant the role what it needs, '
    + 'or limit actions and resources to what all may have.',
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics-req-context.html',
  check: facts => {
    const worst = new Map<string, Judged>();
    for (const judged of resourceGrants(facts).flatMap(judge)) {
      const known = worst.get(judged.at.key);
      if (!known || LEVELS.indexOf(judged.severity) > LEVELS.indexOf(known.severity)) worst.set(judged.at.key, judged);
    }
    return [...worst.values()].map(({ at, role, guests, everybody, severity, actions, statement }): Hit => {
      const who = `${everybody ? 'everybody, and so ' : ''}${guests ? 'guests' : 'everyone who signs in'}, by ${role.id}`;
      const what = `${actions.slice(0, 4).map(shown).join(', ')} `
        + `on ${about(statement, 2)}`;
      return { at, severity, message: `${at.id} lets ${who}, call ${what}` };
    });
  },
};

/** As the same grant would be judged if it were the role's own. */
function judge(grant: ResourceGrant): Judged[] {
  const { statement, guests, everybody } = grant;
  const named = [...statement.actions.filter(action => !hasGap(action)), ...statement.notActions.map(() => '*')];
  const actions = hasSessionPolicy(grant) ? named.filter(action => action === '*' || GUEST_SERVICES.test(action)) : named;
  const found = (severity: Level, which: string[]): Judged[] => which.length === 0 ? [] : [{ ...grant, severity, actions: which }];
  const open = actions.filter(action => reaches(grant, action));
  const dangerous = open.filter(pattern => dangersOf(pattern).length > 0);
  return [
    ...found(guests ? 'critical' : 'high', open.filter(isWholeService)),
    ...found(
      guests ? 'critical' : everybody ? 'high' : 'medium',
      open.filter(action => guests ? isWrite(action) || mayDecrypt(action) : isWrite(action) && !mayDecrypt(action)),
    ),
    ...found('high', dangerous),
    ...found(guests ? 'high' : 'medium', open.filter(pattern =>
      readsAll({ ...statement, actions: [pattern] }) || CONTENT.some(action => covers(pattern, action)))),
    ...found('medium', open.filter(pattern => CALLS.some(action => covers(pattern, action)))),
  ];
}

/** Whether a call gets through, and not only to what is the caller's own; what the deployment decides may turn out well. */
function reaches({ statement, holder }: ResourceGrant, action: string): boolean {
  if (whyUnresolved(statement.condition) !== undefined) return false;
  return getsThrough({ ...statement, actions: [action], notActions: [] }, holder, reachesOthers);
}
