import { invalidParameter } from '../../requests/service-error';
import { Input } from '../parts';

/** As many as a list has at once, whoever asks for how many. */
const MOST = 60;

/** A part of a list, and what to ask for the rest with. */
export interface PagePart<T> {
  readonly items: readonly T[];
  readonly next?: string;
}

/**
 * The part of a list that a request asks for. What comes next begins after the last name, so that nobody is left out or shown twice when
 * others come or go meanwhile.
 *
 * @param list what is listed: the token of another list is none of this one
 * @throws ServiceError if the request goes on from somewhere else
 */
export function pageOf<T>(
  list: string, all: readonly T[], nameOf: (item: T) => string, { Limit, MaxResults, NextToken, PaginationToken }: Input,
): PagePart<T> {
  const sorted = [...all].sort((one, other) => compare(nameOf(one), nameOf(other)));
  const after = startOf(list, NextToken ?? PaginationToken);
  const rest = after === undefined ? sorted : sorted.filter(item => compare(nameOf(item), after) > 0);
  const items = rest.slice(0, Limit || MaxResults || MOST);
  return items.length === rest.length ? { items } : { items, next: tokenOf(list, nameOf(items.at(-1)!)) };
}

const compare = (one: string, other: string) => one < other ? -1 : Number(one > other);

const tokenOf = (list: string, last: string) => Buffer.from(JSON.stringify([list, last])).toString('base64url');

function startOf(list: string, token: string | undefined): string | undefined {
  if (token === undefined) return undefined;
  try {
    const [of, last] = JSON.parse(Buffer.from(token, 'base64url').toString('utf8')) as unknown[];
    if (of === list && typeof last === 'string') return last;
  } catch {
    // said below
  }
  throw invalidParameter('Invalid pagination token given.');
}
