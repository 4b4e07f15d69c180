import { itemsOf, isObject, isUnresolved } from './values';

/**
 * The properties of a role with the tags that its stack gives it: those of the same key that it has itself take their place.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-resource-tags.html
 */
export function withStackTags(properties: Record<string, unknown>, tags: Readonly<Record<string, string>>): Record<string, unknown> {
  const { Tags: written = [] } = properties;
  if (isUnresolved(properties) || isUnresolved(written)) return properties;
  const own = itemsOf(written);
  const keys = own.map(tag => isObject(tag) ? String(tag.Key).toLowerCase() : '');
  const given = Object.entries(tags).filter(([key]) => !keys.includes(key.toLowerCase())).map(([Key, Value]) => ({ Key, Value }));
  return { ...properties, Tags: [...given, ...own] };
}
