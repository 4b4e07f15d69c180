import { Code, expression } from './typescript';
import { literals, WrittenResource } from './written';
import { isOpen } from '../edits/sameness';
import { SET_BY_COGNITO, STANDARD_ATTRIBUTES } from '../identity-facts/claims/standard-attributes';
import { asBoolean, asString, isObject } from '../template/values';

/** Typed props for what a resource writes, and which of its properties they say completely. */
export interface Typed {
  readonly props: Record<string, unknown>;
  readonly said: string[];
}

/** Of a user pool, what has a prop of its own; whatever is not written out, or is unusual, has none. */
export function typedPool({ props }: WrittenResource): Typed {
  const parts = [signIn(props), caseSensitive(props), selfSignUp(props), attributes(props)];
  // a pool that says nothing of it is protected from now on
  const protection = props.DeletionProtection === undefined ? ['DeletionProtection'] : [];
  return { props: Object.assign({}, ...parts.map(part => part.props)), said: [...protection, ...parts.flatMap(part => part.said)] };
}

/** Whether people can sign in with a phone number, by the prop. */
export function signsInByPhone({ props: { signIn: way } }: Typed): boolean {
  return way instanceof Code && /phone/i.test(way.text);
}

const NOTHING: Typed = { props: {}, said: [] };

function signIn({ UsernameAttributes: names = [], AliasAttributes: aliases = [] }: Record<string, any>): Typed {
  const [byName, byAlias] = [literals(names)?.slice().sort().join(), literals(aliases)];
  if (byName === undefined || byAlias === undefined) return NOTHING;
  const said = ['UsernameAttributes', 'AliasAttributes'];
  const preset = PRESETS.get(byName);
  if (preset !== undefined && byAlias.length === 0) return { props: { signIn: new Code(`SignIn.${preset}()`) }, said };
  const known = { email: 'email', phone_number: 'phone', preferred_username: 'preferredUsername' } as Record<string, string>;
  if (byName !== '' || !byAlias.every(alias => Object.hasOwn(known, alias))) return NOTHING;
  const options = Object.fromEntries(byAlias.map(alias => [known[alias], true]));
  return { props: { signIn: new Code(`SignIn.username(${byAlias.length > 0 ? expression(options) : ''})`) }, said };
}

const PRESETS = new Map([['email', 'email'], ['phone_number', 'phone'], ['email,phone_number', 'emailOrPhone']]);

/** Not said is not the same as said: the pool would be told what it can't change. */
function caseSensitive({ UsernameConfiguration: configuration }: Record<string, any>): Typed {
  const value = isObject(configuration) && Object.keys(configuration).length === 1 ? asBoolean(configuration.CaseSensitive) : undefined;
  return value === undefined ? NOTHING : { props: { caseSensitive: value }, said: ['UsernameConfiguration'] };
}

function selfSignUp({ AdminCreateUserConfig: configuration }: Record<string, any>): Typed {
  const value = isObject(configuration) ? asBoolean(configuration.AllowAdminCreateUserOnly) : undefined;
  return value === undefined ? NOTHING : {
    props: { selfSignUp: !value }, said: Object.keys(configuration).length === 1 ? ['AdminCreateUserConfig'] : [],
  };
}

const STANDARD: Readonly<Record<string, string>> =
  Object.fromEntries(Object.entries(STANDARD_ATTRIBUTES).map(([prop, name]) => [name, prop]));
const KINDS: Readonly<Record<string, string>> = { String: 'text', Number: 'number', Boolean: 'flag', DateTime: 'dateTime' };

/**
 * What the props make may be written otherwise, and nobody knows that the service takes it for the same: the schema is kept as it is, too.
 */
function attributes({ Schema: schema }: Record<string, any>): Typed {
  if (!Array.isArray(schema)) return NOTHING;
  const standard: Record<string, unknown> = {};
  const custom: Record<string, unknown> = {};
  for (const entry of schema) {
    const name = isObject(entry) && !isOpen(entry) ? asString(entry.Name) : undefined;
    if (name === undefined || String(entry.DeveloperOnlyAttribute ?? 'false') !== 'false') return NOTHING;
    const [required, mutable] = [asBoolean(entry.Required ?? false), asBoolean(entry.Mutable ?? true)];
    if (Object.hasOwn(STANDARD, name)) {
      standard[STANDARD[name]] = { required, mutable };
      continue;
    }
    const made = required || entry.Mutable === undefined || SET_BY_COGNITO.includes(name) ? undefined : customAttribute(entry, mutable);
    if (made === undefined || !/^[A-Za-z]\w*$/.test(name)) return NOTHING;
    custom[name] = made;
  }
  const all = { ...standard, ...Object.keys(custom).length > 0 ? { custom } : {} };
  return { props: Object.keys(all).length > 0 ? { attributes: all } : {}, said: [] };
}

function customAttribute(entry: Record<string, any>, mutable: boolean | undefined): Code | undefined {
  const kind = KINDS[String(entry.AttributeDataType)];
  const { StringAttributeConstraints: text = {}, NumberAttributeConstraints: number = {} } = entry;
  const bounds = { minLength: text.MinLength, maxLength: text.MaxLength, min: number.MinValue, max: number.MaxValue };
  const given = Object.entries(bounds).filter(([, value]) => value !== undefined);
  const options = { ...Object.fromEntries(given.map(([name, value]) => [name, Number(value)])), ...mutable ? {} : { mutable } };
  const isOwn = (kind === 'text' || Object.keys(text).length === 0) && (kind === 'number' || Object.keys(number).length === 0);
  if (kind === undefined || !isOwn || Object.values(options).some(value => Number.isNaN(value))) return undefined;
  return new Code(`CustomAttribute.${kind}(${Object.keys(options).length > 0 ? expression(options) : ''})`);
}
