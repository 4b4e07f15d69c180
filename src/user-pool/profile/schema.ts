import { Token } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { IConstruct } from 'constructs';
import { ProfileAttributes, StandardAttributeOptions } from './profile-attributes';
import { WholeApp } from '../../app-tree/whole-app';
import { SET_BY_COGNITO, STANDARD_ATTRIBUTES, VERIFICATION_FLAGS } from '../../identity-facts/claims/standard-attributes';
import { fail } from '../../private/fail';
import { presentOf } from '../../private/present';
import { warn } from '../../private/warn';
import { MAX_CUSTOM_ATTRIBUTES, MAX_CUSTOM_ATTRIBUTE_NAME, MAX_SCHEMA } from '../private/limits';

type StandardAttribute = Exclude<keyof ProfileAttributes, 'custom'>;

const STANDARD: Record<StandardAttribute, string> = STANDARD_ATTRIBUTES;

const RESERVED: string[] = [...Object.values(STANDARD), ...SET_BY_COGNITO, 'username'];

const READABLE_IN_EVERY_POOL: string[] = unique([...Object.values(STANDARD), ...VERIFICATION_FLAGS]);

const NAME = /^[\p{L}\p{M}\p{S}\p{N}\p{P}]+$/u;

/** The attributes without members that are left out as `undefined`. */
export function presentAttributes({ custom, ...standard }: ProfileAttributes): ProfileAttributes {
  return { ...presentOf(standard), ...(custom && { custom: presentOf(custom) }) };
}

export function checkAttributes(scope: IConstruct, attributes: ProfileAttributes, aliases: cognito.SignInAliases): void {
  for (const [key, options] of standardEntries(attributes)) {
    if (options.required && options.writableByUser === false) {
      fail(
        scope,
        `attributes.${key}: nobody could sign up with an attribute that is required and not writableByUser: `
          + 'Cognito wants every required attribute to be writable by the app client; drop one of the two',
      );
    }
  }
  if (attributes.preferredUsername?.required && aliases.preferredUsername) {
    fail(
      scope,
      'attributes.preferredUsername: required is refused by Cognito when preferred_username is a sign-in alias; drop required, '
        + 'or the alias in SignIn.username({ preferredUsername: true })',
    );
  }
  const names = Object.keys(attributes.custom ?? {});
  if (names.length > MAX_CUSTOM_ATTRIBUTES) {
    fail(
      scope,
      `attributes.custom: ${names.length} attributes, Cognito takes ${MAX_CUSTOM_ATTRIBUTES}; keep the others in a database under the `
        + 'user\'s sub',
    );
  }
  names.forEach(name => checkName(scope, name));
  Object.entries(attributes.custom ?? {}).forEach(([name, attribute]) => attribute._judge(scope, `attributes.custom: '${name}'`));
  const standard = standardEntries(attributes).length;
  if (standard + names.length > MAX_SCHEMA) {
    fail(scope, `attributes: ${names.length} custom and ${standard} standard ones with settings make a schema `
      + `of ${standard + names.length}, `
      + `and Cognito takes ${MAX_SCHEMA} in one; drop some of attributes.custom`);
  }
}

function checkName(scope: IConstruct, name: string): void {
  if (Token.isUnresolved(name)) {
    fail(scope, `attributes.custom: '${name}' is a token; an attribute name decides the schema, so write it out`);
  }
  if (/^(custom|dev):/i.test(name)) {
    fail(scope, `attributes.custom: '${name}' has a prefix that Cognito adds itself; write '${name.replace(/^((custom|dev):)+/i, '')}'`);
  }
  const length = Array.from(name).length;
  if (length < 1 || length > MAX_CUSTOM_ATTRIBUTE_NAME) {
    fail(scope, `attributes.custom: '${name}' has ${length} characters; use 1 to ${MAX_CUSTOM_ATTRIBUTE_NAME}`);
  }
  if (!NAME.test(name)) {
    fail(scope, `attributes.custom: '${name}' holds a space or a control character; use letters, digits, symbols and punctuation only`);
  }
  if (RESERVED.includes(name)) {
    warn(scope, `custom-attribute-like-standard:${name}`, `attributes.custom: '${name}' is the name of a standard attribute, `
      + 'and Cognito is reported to drop the custom one, '
      + `so that clients which list 'custom:${name}' fail; choose another name, such as 'my_${name}', or use the standard attribute`);
  }
}

export function standardAttributes(attributes: ProfileAttributes): cognito.StandardAttributes {
  return Object.fromEntries(standardEntries(attributes).map(([key, options]) => [key, {
    mutable: options.mutable ?? true,
    required: options.required ?? false,
  }]));
}

/**
 * The L2 leaves `AttributeDataType` out for standard attributes. Cognito takes that when the pool is made and refuses it
 * ("Invalid AttributeDataType input") when the schema is changed later.
 */
export function completeSchema(cfn: cognito.CfnUserPool): void {
  if (Array.isArray(cfn.schema)) {
    cfn.schema = cfn.schema.map(entry => 'name' in entry && !entry.attributeDataType
      ? { ...entry, attributeDataType: entry.name === STANDARD.lastUpdateTime ? 'Number' : 'String' }
      : entry);
  }
}

/** Attributes may come to the resource by other ways than the properties of the pool. */
export function problemsOfSchema(cfn: cognito.CfnUserPool, app: WholeApp): string[] {
  const schema = app.property(cfn, 'Schema');
  return Array.isArray(schema) && schema.length > MAX_SCHEMA
    ? [
      `the schema has ${schema.length} attributes, and Cognito takes ${MAX_SCHEMA} in one; drop some of attributes.custom or of what is `
        + 'added on the resource',
    ]
    : [];
}

/** The attributes that an app client lets people set on themselves. */
export function writableAttributes(attributes: ProfileAttributes, contacts: string[]): string[] {
  const standard = standardEntries(attributes);
  const refused = standard.filter(([, options]) => options.writableByUser === false).map(([key]) => STANDARD[key]);
  const custom = Object.entries(attributes.custom ?? {}).filter(([, attribute]) => attribute.writableByUser)
    .map(([name]) => `custom:${name}`);
  return unique([...contacts, ...standard.map(([key]) => STANDARD[key])]).filter(name => !refused.includes(name)).concat(custom.sort());
}

/** The attributes that the pool says people do not set on themselves. */
export function protectedAttributes(attributes: ProfileAttributes): string[] {
  return [
    ...standardEntries(attributes).filter(([, options]) => options.writableByUser === false).map(([key]) => STANDARD[key]),
    ...Object.entries(attributes.custom ?? {}).filter(([, attribute]) => !attribute.writableByUser).map(([name]) => `custom:${name}`),
  ];
}

/** Every attribute of the pool by the name that tokens use. Cognito gives each pool all the standard ones. */
export function readableAttributes(attributes: ProfileAttributes): string[] {
  return READABLE_IN_EVERY_POOL.concat(Object.keys(attributes.custom ?? {}).map(name => `custom:${name}`).sort());
}

/** What everyone must give at sign-up, hence what every app client that writes must be able to write. */
export function requiredAttributes(attributes: ProfileAttributes): string[] {
  return unique(standardEntries(attributes).filter(([, options]) => options.required).map(([key]) => STANDARD[key]));
}

function standardEntries(attributes: ProfileAttributes): [StandardAttribute, StandardAttributeOptions][] {
  return (Object.keys(STANDARD) as StandardAttribute[])
    .flatMap(key => attributes[key] ? [[key, attributes[key]]] : []);
}

function unique(names: string[]): string[] {
  return Array.from(new Set(names)).sort();
}
