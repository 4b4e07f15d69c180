import { Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { fail } from '../../../private/fail';
import { presentIn } from '../../../private/present';
import { DataAccess, OwnDataOptions } from '../own-data-options';

/** What IAM reads as something else than text. */
const SPECIAL = /[*?]|\$\{(?!Token\[)/;

/** Text that stands before or after the owner, where a wildcard would be everybody's. */
export function checkPlain(scope: IConstruct, prop: string, text: string): void {
  if (text === '' || (!Token.isUnresolved(text) && SPECIAL.test(text))) {
    fail(scope, `${prop} must be plain text, without *, ? and policy variables, got: '${text}'; the owner's part is added to it`);
  }
}

/** The names of objects under a folder, up to and with its slash. */
export function folder(scope: IConstruct, method: string, prefix: string): string {
  checkPlain(scope, `${method}: prefix`, prefix);
  if (prefix.startsWith('/') || prefix.endsWith('/')) {
    fail(scope, `${method}: prefix must have no slash at its ends, got: '${prefix}'; write '${prefix.replace(/^\/+|\/+$/g, '')}'`);
  }
  return `${prefix}/`;
}

/** What stands before topics, where the wildcards of MQTT would be everybody's as well. */
export function topicsBelow(scope: IConstruct, method: string, prefix: string): string {
  if (!Token.isUnresolved(prefix) && /[+#]/.test(prefix)) {
    fail(scope, `${method}: prefix must be plain text, without + and #, which are wildcards in MQTT, got: '${prefix}'`);
  }
  return folder(scope, method, prefix);
}

/** The actions on data that are asked for, by name or by what they are for. */
export function actionsFor(scope: IConstruct, method: string, { access, actions }: OwnDataOptions, known: ActionsOnData): string[] {
  if (actions === undefined) {
    return [
      ...access === DataAccess.WRITE ? [] : known.read,
      ...access === DataAccess.READ ? [] : known.write,
    ];
  }
  if (access !== undefined) {
    fail(scope, `${method}: access: '${access}' and actions exclude each other; give one of them`);
  }
  const all = [...known.read, ...known.write, ...known.more];
  const asked = presentIn(actions);
  const refused = asked.find(action => !all.includes(action));
  if (refused !== undefined || asked.length === 0) {
    fail(scope,
      `${method}: actions: ${refused === undefined ? 'none are given' : `'${refused}' can't be limited to the data of one owner`}; `
      + `use some of ${all.join(', ')}, or grant it past this method by addToPolicy`);
  }
  return [...new Set(asked)];
}

/** The actions that the data's names limit. */
export interface ActionsOnData {
  readonly read: readonly string[];
  readonly write: readonly string[];
  /** What is granted by name only. */
  readonly more: readonly string[];
}
