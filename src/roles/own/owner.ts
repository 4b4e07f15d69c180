import * as iam from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';

/** Conditions of a statement: keys and values by operator. */
export type Conditions = Record<string, Record<string, unknown>>;

/** How policies tell whose data something is. */
export interface Owner {
  /** The policy variable that stands for the owner, as IAM reads it. */
  readonly variable: string;
  /** Without which nobody is an owner. */
  readonly conditions: Conditions;
  /** Whether an owner is never a number. */
  readonly isText: boolean;
}

/** Who gets a grant on data of their own. */
export interface Owning {
  /** The construct that messages name. */
  readonly scope: IConstruct;
  readonly grantee: iam.IGrantable;
  readonly owner: Owner;
}

/**
 * The identity itself, by the id that the identity pool gave it.
 *
 * @param keys how the region's partition names the condition keys of the service
 */
export function identityAsOwner(keys: string): Owner {
  return { variable: variable(`${keys}:sub`), conditions: {}, isText: true };
}

/** Put together here alone: in a template literal, JavaScript would look for a value of that name. */
export function variable(key: string): string {
  return ['${', key, '}'].join('');
}

/**
 * Everyone whose session has a tag of that value. An empty tag is none, and one with what stands after it in names would reach into
 * those of another: `a/b` is in the folder of `a`.
 *
 * @param apart what stands after the tag in names
 */
export function tagAsOwner(tag: string, apart?: string): Owner {
  const key = `aws:PrincipalTag/${tag}`;
  return {
    variable: variable(key),
    conditions: { StringLike: { [key]: '?*' }, ...apart === undefined ? {} : { StringNotLike: { [key]: `*${apart}*` } } },
    isText: false,
  };
}

/** The resource has a tag of the same value as the session; that neither has one, does not count. */
export function equalTags(tag: string, resourceTag: string): Conditions {
  const { variable: value, conditions } = tagAsOwner(tag);
  return { StringEquals: { [`aws:ResourceTag/${resourceTag}`]: value }, ...conditions };
}
