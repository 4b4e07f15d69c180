import { Edit, shownValue } from './edit';
import { LOSSES, NAMED_BY } from './losses';
import { keyOf, Made, placeOf } from './made';
import { isOpen } from './sameness';

/** The resources that are there no longer, or only under a condition, and with which something is lost. */
export function goneEdits(before: readonly Made[], after: readonly Made[]): Edit[] {
  const old = new Set(before.map(keyOf));
  const now = new Map(after.map(made => [keyOf(made), made]));
  const added = after.filter(made => !old.has(keyOf(made)));
  const lost = before.filter(made => !now.has(keyOf(made)));
  return before.flatMap(made => {
    const still = now.get(keyOf(made));
    if (!still) return gone(made, successorsOf(made, added, lost));
    return JSON.stringify(made.conditions ?? []) === JSON.stringify(still.conditions ?? []) ? [] : underCondition(made, still);
  });
}

/** What may come in place of a resource: of its own stack, or of one that loses nothing of the kind. */
function successorsOf({ type, stack }: Made, added: readonly Made[], lost: readonly Made[]): readonly Made[] {
  const alike = added.filter(other => other.type === type);
  const own = alike.filter(other => other.stack === stack);
  return own.length > 0 ? own : alike.filter(other => !lost.some(one => one.type === type && one.stack === other.stack));
}

function gone(made: Made, successors: readonly Made[]): Edit[] {
  const loss = LOSSES[made.type];
  // a role is lost to those who had it, which the comparison of access says; under its old path it is one and the same to its readers
  const same = successors.filter(({ constructPath }) => constructPath !== undefined && constructPath === made.constructPath);
  if (!loss || (made.type === 'AWS::IAM::Role' && same.length === 0)) return [];
  const [next] = same.length > 0 ? same : successors.length === 1 ? successors : [];
  return [{
    kind: 'gone',
    isDangerous: true,
    isSure: true,
    at: made,
    ...next ? { after: placeOf(next) === placeOf(made) ? keyOf(next) : placeOf(next) } : {},
    what: `${loss.what} is no longer in the template${next ? `; a new one, ${keyOf(next)}, takes its place` : ''}`,
    effect: next ? loss.effect : LOST[made.type] ?? loss.effect,
    fix: next ? loss.fix : `put it back; ${loss.fix}`,
    ...left(made),
  }];
}

const LOST: Readonly<Record<string, string>> = {
  'AWS::Cognito::UserPool': 'its users, their passwords and their attributes are deleted with it',
  'AWS::Cognito::UserPoolClient': 'the apps that have its client id sign nobody in any longer',
  'AWS::Cognito::UserPoolIdentityProvider': 'people who sign in with it no longer can',
  'AWS::Cognito::UserPoolUser': 'the person\'s account is deleted',
  'AWS::Cognito::IdentityPoolRoleAttachment': 'nobody gets a role any longer',
};

/** What stays behind, or cannot be deleted, is lost to the app all the same. */
function left({ type, isRetained, props }: Made): Partial<Edit> {
  if (isRetained) {
    return {
      effect: `${type === 'AWS::Cognito::UserPool' ? 'its users stay behind in the old one' : 'the old one stays behind'}, which no `
      + 'template has any longer',
    };
  }
  if (type === 'AWS::Cognito::UserPool' && props.DeletionProtection === 'ACTIVE') {
    return {
      effect: 'CloudFormation can\'t delete it, its deletion protection is on: its users stay behind in the old one, '
        + 'which no template has any longer',
    };
  }
  return {};
}

function underCondition(made: Made, { conditions = [] }: Made): Edit[] {
  const loss = LOSSES[made.type];
  if (!loss || conditions.length === 0) return [];
  return [{
    kind: 'gone',
    isDangerous: true,
    isSure: false,
    at: made,
    property: 'Condition',
    before: shownValue(made.conditions?.join(', ') || undefined),
    after: conditions.join(', '),
    what: `${loss.what} is there only if ${conditions.join(' and ')}`,
    effect: LOST[made.type] ?? loss.effect,
    fix: 'see that the condition holds wherever it is deployed',
  }];
}

/**
 * New resources that can't be made since the old one has the name until it is deleted, which comes last: CloudFormation makes what is new
 * before it deletes what is gone.
 */
export function collidingEdits(leaving: readonly Made[], made: readonly Made[]): Edit[] {
  return made.flatMap(after => {
    const names = NAMED_BY[after.type];
    const named = (one: Made) => JSON.stringify(names.map(name => one.props[name]));
    const [own] = names?.slice(-1) ?? [];
    if (!names || after.props[own] === undefined) return [];
    const before = leaving.find(one => one.type === after.type && named(one) === named(after));
    if (!before) return [];
    return [{
      kind: 'refused' as const,
      isDangerous: true,
      isSure: !isOpen(after.props[own]),
      at: before,
      property: own,
      before: shownValue(before.props[own]),
      after: shownValue(after.props[own]),
      what: `${LOSSES[after.type].what} would be made anew while the old one still has the name ${shownValue(after.props[own])}`,
      effect: 'it is refused as existing already, so that the deployment fails and is rolled back',
      fix: LOSSES[after.type].fix,
    }];
  });
}
