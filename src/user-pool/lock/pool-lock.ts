import * as path from 'node:path';
import { Stack, Stage } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { WholeApp } from '../../app-tree/whole-app';
import { nameOfStack, writtenOf } from '../../app-tree/written';
import { Edit, editsBetween, Made, placeOf } from '../../edits';
import { isOfStacks, LOCKED_TYPES, lockedOf, LOCK_FILE, LockFileError, readLock } from '../../lock';
import { withoutUnprintable } from '../../private/text/unprintable';
import { warn } from '../../private/warn';

/** The context key that says where the lock is, or `false` for a synthesis without it. */
export const LOCK_CONTEXT = 'cdk-cognito-auth:lock';

const SPEAKERS = new WeakMap<IConstruct, IConstruct>();

/**
 * Compares a stage with the lock file of its app: what the file says of a stack is compared with all that the stack has, whatever construct
 * makes it. The first user pool of the stage speaks for all. Without a file there is nothing to say.
 */
export function problemsOfLock(scope: IConstruct, app: WholeApp): string[] {
  const stage = Stage.of(scope) ?? scope.node.root;
  if (!SPEAKERS.has(stage)) SPEAKERS.set(stage, scope);
  if (SPEAKERS.get(stage) !== scope) return [];
  const file = fileOf(scope);
  if (file === undefined) return [];
  try {
    const locked = readLock(file);
    return locked ? compare(scope, stage, path.basename(file), locked, app) : [];
  } catch (error) {
    if (error instanceof LockFileError) return [withoutUnprintable(error.message)];
    throw error;
  }
}

function fileOf(scope: IConstruct): string | undefined {
  const given: unknown = scope.node.tryGetContext(LOCK_CONTEXT);
  if (given === false || given === 'false') return undefined;
  return path.resolve(process.cwd(), typeof given === 'string' && given !== 'true' ? given : LOCK_FILE);
}

function compare(scope: IConstruct, stage: IConstruct, file: string, locked: readonly Made[], app: WholeApp): string[] {
  const all = scope.node.root.node.findAll().filter(node => Stack.isStack(node));
  const stacks = new Map(all.map(stack => [nameOfStack(stack), stack]));
  const own = new Set([...stacks].filter(([, stack]) => (Stage.of(stack) ?? stack.node.root) === stage).map(([name]) => name));
  const now = lockedOf(LOCKED_TYPES.flatMap(type => app.of(type)).filter(({ stack }) => own.has(nameOfStack(stack))).map(resource => {
    const { logicalId, definition: { Properties: props = {}, DeletionPolicy: policy } } = writtenOf(resource);
    const made = {
      type: resource.cfnResourceType, stack: nameOfStack(resource.stack), logicalId, props, isRetained: String(policy).startsWith('Retain'),
    };
    return { ...made, constructPath: resource.node.path };
  }));
  const before = locked.filter(({ stack }) => isOfStacks(stack, own));
  const edits = editsBetween(before, now).filter(edit => edit.isDangerous);
  edits.filter(({ isSure }) => !isSure).forEach(edit => warn(scope, `locked-state-may-change:${edit.at.logicalId}`, said(edit, file)));
  movedStacks(locked, now, stacks).forEach(([old, pool]) => warn(scope, `locked-pool-in-another-stack:${pool.logicalId}`,
    `${file} has the user pool ${pool.logicalId} in the stack ${withoutUnprintable(old.stack)}, which this app does not make, `
      + `and ${pool.stack} makes one of that name: `
    + 'if the stack was renamed, its users stay behind; give the stack its old name, or acknowledge this if both are meant to be'));
  return [...new Map(edits.filter(({ isSure }) => isSure).map(edit => [said(edit, file), edit])).keys()];
}

/** Pools that the lock does not know, of which it knows one of the same name in a stack that the app does not have. */
function movedStacks(locked: readonly Made[], now: readonly Made[], stacks: ReadonlyMap<string, Stack>): [Made, Made][] {
  const known = new Set(locked.map(({ stack }) => stack));
  const missing = locked.filter(({ type, stack }) => type === 'AWS::Cognito::UserPool' && !stacks.has(stack));
  return now.filter(({ type, stack }) => type === 'AWS::Cognito::UserPool' && !known.has(stack)).flatMap(pool => {
    const old = missing.find(({ logicalId }) => logicalId === pool.logicalId);
    return old ? [[old, pool]] : [];
  });
}

function said(edit: Edit, file: string): string {
  const { at, property, before, after, what, effect, fix } = edit;
  const values = property === undefined ? '' : ` (${property}: ${before ?? 'nothing'} → ${after ?? 'nothing'})`;
  return withoutUnprintable(`${file} locks ${placeOf(at)} (${at.logicalId}): ${propOf(edit)}${what}${values}; ${effect}. ${capital(fix)}. `)
    + `If it is meant, write the lock anew: cdk synth -c ${LOCK_CONTEXT}=false, then npx cdk-cognito-auth lock cdk.out`;
}

/** What it is called in the props of this library. */
function propOf({ at: { type }, property }: Edit): string {
  const [first, name] = property?.split('.') ?? [];
  switch (`${type.replace('AWS::Cognito::', '')}.${first}`) {
    case 'UserPool.UsernameAttributes':
    case 'UserPool.AliasAttributes': return 'signIn: ';
    case 'UserPool.UsernameConfiguration': return 'caseSensitive: ';
    case 'UserPool.Schema': return name === undefined ? 'attributes: ' : `attributes, '${name}': `;
    case 'UserPoolDomain.Domain': return 'loginPages: ';
    default: return type === 'AWS::Cognito::UserPoolUser' && first !== undefined ? 'inviteAdministrator: ' : '';
  }
}

function capital(text: string): string {
  return text.replace(/^./, letter => letter.toUpperCase());
}
