import { Edit, shownValue } from './edit';
import type { Made } from './made';
import { isOpen, sameness } from './sameness';
import { SET_BY_COGNITO, STANDARD_ATTRIBUTES } from '../identity-facts/claims/standard-attributes';
import { asList } from '../private/as-list';
import { asString, isObject } from '../template/values';

const KEPT = 'Cognito refuses it, so that the deployment fails and is rolled back';
const STANDARD = new Set<string>([...Object.values(STANDARD_ATTRIBUTES), ...SET_BY_COGNITO]);
const SIGN_IN_FIX = 'put it back; people who are to sign in otherwise need another user pool, into which their accounts are moved';

/**
 * What Cognito refuses to change of a user pool: how its users are told apart, and the attributes that they already may have. Custom
 * attributes may be added.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html
 */
export function refusedPoolEdits(before: Made, after: Made): Edit[] {
  return [...signInEdits(before, after), ...schemaEdits(before, after)];
}

function signInEdits(before: Made, after: Made): Edit[] {
  const changed = (property: string, old: unknown, now: unknown, what: string): Edit[] => {
    const same = sameness(old, now);
    return same === 'same' ? [] : [
      refused(before, property, old, now, same === 'different', `${what} is fixed when a user pool is made`, SIGN_IN_FIX),
    ];
  };
  const listed = (made: Made, property: string) => sorted(made.props[property]);
  return [
    ...changed('UsernameAttributes', listed(before, 'UsernameAttributes'), listed(after, 'UsernameAttributes'), 'what people sign in with'),
    ...changed('AliasAttributes', listed(before, 'AliasAttributes'), listed(after, 'AliasAttributes'), 'which aliases a user name has'),
    ...changed('UsernameConfiguration.CaseSensitive', caseSensitive(before), caseSensitive(after), 'whether user names know capitals'),
  ];
}

function schemaEdits(before: Made, after: Made): Edit[] {
  const [old, now] = [schemaOf(before), schemaOf(after)];
  if (!old || !now) {
    const what = 'existing attributes may be neither changed nor removed, and the schema is not all known';
    return sameness(before.props.Schema, after.props.Schema) === 'same' ? []
      : [refused(before, 'Schema', before.props.Schema, after.props.Schema, false, what, 'compare the attributes yourself')];
  }
  return [
    ...[...old].flatMap(([name, attribute]) => attributeEdits(before, name, attribute, now.get(name))),
    // standard attributes exist from the start: saying something about one later is a change, unless it says what holds anyway
    ...[...now].filter(([name, attribute]) => !old.has(name) && STANDARD.has(name) && !isDefault(attribute)).map(([name, attribute]) =>
      refused(before, `Schema.${name}`, undefined, attribute, true, `the standard attribute '${name}' can't be made required or immutable `
        + 'afterwards',
      `leave '${name}' out of the schema; require it in the app, or in a pre sign-up trigger`)),
    ...[...now.keys()].some(name => !old.has(name)) ? untypedEdits(before, after) : [],
  ];
}

/** Reported of the service: it then reads the whole schema, and takes an existing entry only with its type. */
function untypedEdits(before: Made, { props: { Schema: schema } }: Made): Edit[] {
  const untyped = asList<any>(schema as any).filter(({ Name: name, AttributeDataType: type }) => STANDARD.has(name) && type === undefined);
  return untyped.map(({ Name: name }) =>
    refused(before, `Schema.${name}.AttributeDataType`, undefined, undefined, false,
      `the schema grows, and the entry '${name}' does not say its type, which Cognito is reported to refuse `
        + '("Invalid AttributeDataType input")',
      `give the entry AttributeDataType: ${name === STANDARD_ATTRIBUTES.lastUpdateTime ? 'Number' : 'String'}`));
}

function attributeEdits(before: Made, name: string, old: Attribute, now: Attribute | undefined): Edit[] {
  const custom = !STANDARD.has(name);
  if (!now) {
    if (!custom && isDefault(old)) return [];
    return [refused(before, `Schema.${name}`, old, undefined, true, `the attribute '${name}' can't be removed`,
      `put '${name}' back; an attribute that nobody uses does no harm${custom ? ', and a new one beside it may have another name' : ''}`)];
  }
  return [...new Set([...Object.keys(old), ...Object.keys(now)])].sort().flatMap(facet => {
    const same = sameness(old[facet], now[facet]);
    if (same === 'same') return [];
    // what is not written is decided by the service, which may come to the same
    const isSure = same === 'different' && old[facet] !== undefined && now[facet] !== undefined;
    return [refused(before, `Schema.${name}.${facet}`, old[facet], now[facet], isSure, `'${facet}' of the attribute '${name}' can't be `
      + 'changed',
    custom ? `put it back, or add an attribute of another name beside '${name}'` : 'put it back')];
  });
}

function refused(at: Made, property: string, before: unknown, after: unknown, isSure: boolean, what: string, fix: string): Edit {
  return {
    kind: 'refused', isDangerous: true, isSure, at, property, before: shownValue(before), after: shownValue(after), what, effect: KEPT, fix,
  };
}

type Attribute = Readonly<Record<string, unknown>>;

/** Attributes by name, constraints as members of their own; nothing where they are not all known. */
function schemaOf({ props: { Schema: schema } }: Made): Map<string, Attribute> | undefined {
  if (schema !== undefined && !Array.isArray(schema)) return undefined;
  const attributes = new Map<string, Attribute>();
  for (const entry of schema ?? []) {
    const name = isObject(entry) ? asString(entry.Name) : undefined;
    if (name === undefined) return undefined;
    attributes.set(name.replace(/^(custom|dev):/, ''), facetsOf(entry, name));
  }
  return attributes;
}

function facetsOf(entry: Record<string, unknown>, name: string): Attribute {
  const { Name: _, StringAttributeConstraints: text, NumberAttributeConstraints: number, ...rest } = entry;
  const standard = STANDARD.has(name);
  return {
    ...Object.fromEntries(Object.entries(rest).filter(([facet, value]) =>
      !(facet === 'DeveloperOnlyAttribute' && String(value) === 'false'))),
    Required: asString(rest.Required) ?? (isOpen(rest.Required) ? rest.Required : 'false'),
    ...standard || rest.Mutable !== undefined ? { Mutable: asString(rest.Mutable) ?? (isOpen(rest.Mutable) ? rest.Mutable : 'true') } : {},
    ...isObject(text) ? text : {},
    ...isObject(number) ? number : {},
  };
}

/** What a standard attribute is where the schema says nothing. */
function isDefault({ Required: required, Mutable: mutable, AttributeDataType: _, ...rest }: Attribute): boolean {
  return required === 'false' && mutable === 'true' && Object.keys(rest).length === 0;
}

function caseSensitive({ props: { UsernameConfiguration: configuration } }: Made): unknown {
  if (configuration === undefined) return 'true';
  return isObject(configuration) && !isOpen(configuration) ? asString(configuration.CaseSensitive) ?? 'true' : configuration;
}

function sorted(value: unknown): unknown {
  return isOpen(value) ? value : asList(value).map(String).sort();
}
