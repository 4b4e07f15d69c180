import { entriesOf } from './gaps';
import { ResourceFact } from './types';
import { DEFAULT_TAGS } from '../../../identity-facts/entities/session-tags';
import { hasGap } from '../../../template/resolve/marks';
import { asBoolean } from '../../../template/values';

/** The keys of the tags that an identity pool sends, where they are known. */
export function sentKeys({ props: { PrincipalTags, UseDefaults } }: ResourceFact): string[] | undefined {
  const byDefault = asBoolean(UseDefaults ?? false);
  if (byDefault === true) return Object.keys(DEFAULT_TAGS);
  const keys = entriesOf(PrincipalTags).map(([key]) => key);
  return byDefault === undefined || hasGap(PrincipalTags) || keys.some(hasGap) ? undefined : keys;
}
