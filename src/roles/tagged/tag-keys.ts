import { Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { TaggedOptions } from './tagged-options';
import { fail } from '../../private/fail';

/** @see https://docs.aws.amazon.com/STS/latest/APIReference/API_Tag.html */
const KEY = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/u;

/** Whether a key is one that sessions and resources may have; one that only deployment knows can't stand in a condition. */
export function isTagKey(key: string): boolean {
  return !Token.isUnresolved(key) && KEY.test(key) && !key.toLowerCase().startsWith('aws:');
}

/** Whether IAM takes two keys for one, as it does where only their case differs. */
export function isSameTagKey(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** Refuses keys that no condition can name. */
export function checkTagKeys(scope: IConstruct, { tag, resourceTag }: TaggedOptions): void {
  for (const [prop, key] of Object.entries({ tag, resourceTag })) {
    if (key !== undefined && !isTagKey(key)) {
      fail(scope, `grantTagged: ${prop} must be written out, with 1 to 128 letters, digits, spaces or _.:/=+-@, and not begin with aws:, `
        + `got: '${key}'`);
    }
  }
}
