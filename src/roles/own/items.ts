import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';
import { adviseOtherAccount } from './other-account';
import { OwnItemsOptions } from './own-data-options';
import { Conditions, Owning } from './owner';
import { ActionsOnData, actionsFor, checkPlain } from './private/checks';
import { both } from './private/conditions';
import { numberKeysOf } from './private/number-keys';
import { withKey } from './with-key';
import { fail } from '../../private/fail';
import { presentIn, required, withoutNulls } from '../../private/present';

const QUERY = 'dynamodb:Query';
const INDEX_NAME = /^[\w.-]{3,255}$/;

/**
 * Actions whose requests have `dynamodb:LeadingKeys`. Scan has none, and neither has a statement in PartiQL without a key.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
 */
const ACTIONS: ActionsOnData = {
  read: ['dynamodb:GetItem', 'dynamodb:BatchGetItem', QUERY],
  write: ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem', 'dynamodb:BatchWriteItem'],
  more: ['dynamodb:ConditionCheckItem'],
};

/** Items whose partition key is their owner. */
export function grantItemsOfOwner(
  method: string, { scope, grantee, owner }: Owning, table: dynamodb.ITable, options: OwnItemsOptions,
): iam.Grant {
  required(scope, method, { table });
  options = withoutNulls(options ?? {});
  const { keyPrefix, separator } = options;
  const indexes = presentIn(options.indexes ?? []);
  const actions = actionsFor(scope, method, options, ACTIONS);
  for (const [name, text] of [['keyPrefix', keyPrefix], ['separator', separator]] as const) {
    if (text !== undefined) checkPlain(scope, `${method}: ${name}`, text);
  }
  const wrong = indexes.find(index => !INDEX_NAME.test(index));
  if (wrong !== undefined) {
    fail(scope, `${method}: indexes must be names of 3 to 255 letters, digits or ._-, got: '${wrong}'; `
      + 'name each index whose partition key is the owner');
  }
  if (indexes.length > 0 && !actions.includes(QUERY)) {
    fail(scope, `${method}: indexes: ${indexes.join(', ')} can only be read, and ${QUERY} is not among what is granted; `
      + 'leave indexes out or grant it');
  }
  if (owner.isText) refuseNumbers(scope, method, table, indexes);
  adviseOtherAccount(scope, method, grantee, table, table.tableArn);
  const key = `${keyPrefix ?? ''}${owner.variable}`;
  const conditions = both(owner.conditions, leadingKeys(key, separator));
  return withKey(grantee, table.encryptionKey, actions.some(action => ACTIONS.write.includes(action)), [
    iam.Grant.addToPrincipal({ grantee, actions, resourceArns: [table.tableArn], conditions }),
    ...indexes.length > 0 ? [iam.Grant.addToPrincipal({
      grantee, actions: [QUERY], resourceArns: indexes.map(index => `${table.tableArn}/index/${index}`), conditions,
    })] : [],
  ]);
}

/** The id of an identity has a colon and letters, so that no number is one. Of a table with other keys an index may be the point. */
function refuseNumbers(scope: IConstruct, method: string, table: dynamodb.ITable, indexes: readonly string[]): void {
  const numbers = numberKeysOf(table);
  const index = indexes.find(name => numbers.indexes.includes(name));
  if (index !== undefined || (numbers.table && indexes.length === 0)) {
    const what = index === undefined ? table.node.path : `the index ${index} of ${table.node.path}`;
    fail(scope, `${method}: the partition key of ${what} is a number, which no identity id is, so that this would allow nothing; `
      + 'take one whose partition key is text (AttributeType.STRING)');
  }
}

/** `ForAllValues` holds for a request without the key, so that the key is asked for as well. */
function leadingKeys(key: string, separator: string | undefined): Conditions {
  const present = { Null: { 'dynamodb:LeadingKeys': 'false' } };
  return separator === undefined
    ? { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': [key] }, ...present }
    : { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [key, `${key}${separator}*`] }, ...present };
}
