import { Token } from 'aws-cdk-lib';
import { Construct, IConstruct } from 'constructs';
import { fail } from './fail';
import { required } from './present';
import { userError } from './user-error';

/**
 * Refuses an id that a new construct can't have, since it is none or something has it, before the tree below does, which names neither
 * the call nor the place.
 *
 * @param what what is to get the id, as the message begins
 * @param called how to call what has it
 */
export function checkedId(scope: Construct, id: string, what: string, called = ({ node }: IConstruct) => node.path): string {
  const name = possibleId(scope, id, what);
  const present = scope.node.tryFindChild(name);
  if (present) {
    fail(scope, `${what}: the construct id '${name}' is that of ${called(present)} already; give one of the two another id`);
  }
  return name;
}

/** The same for one that may be taken, which the caller has better words for. */
export function possibleId(scope: Construct, id: string, what: string): string {
  checkScope(scope, what);
  if (typeof id !== 'string' || id.trim() === '') {
    fail(scope, `${what}: the construct id is empty; give it an id that nothing beside it has`);
  }
  if (Token.isUnresolved(id)) {
    fail(scope, `${what}: the construct id is known at deployment only, and ids name resources before; write it out`);
  }
  if (id in {}) {
    fail(scope, `${what}: the construct id '${id}' is one that JavaScript keeps for itself, and no construct can have it; choose another`);
  }
  return id;
}

/** Refuses what is no parent for a construct, of which constructs complain in words of Node. */
function checkScope(scope: Construct, what: string): void {
  required(undefined, what, { scope });
  if (!Construct.isConstruct(scope)) {
    throw userError(`${what}: scope is ${typeof scope === 'string' ? `'${scope}'` : `of the type ${typeof scope}`}, and no construct; `
      + 'give it the parent, such as this');
  }
}
