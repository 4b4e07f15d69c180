/** An address as four groups of 8 bits or eight of 16. */
interface Address {
  readonly groups: readonly number[];
  readonly width: 8 | 16;
}

/** Whether an address lies in a range; undefined if it is no address. IPv4 addresses never lie in IPv6 ranges. */
export type IpRange = (address: string) => boolean | undefined;

/** An IPv4 or IPv6 range in CIDR notation, or a single address. Undefined if it is neither. */
export function ipRange(text: string): IpRange | undefined {
  const [network, prefix, ...more] = text.split('/');
  const base = addressOf(network);
  if (!base || more.length > 0 || (prefix !== undefined && !/^\d{1,3}$/.test(prefix))) {
    return undefined;
  }
  const bits = base.groups.length * base.width;
  const length = prefix === undefined ? bits : Number(prefix);
  if (length > bits) {
    return undefined;
  }
  return candidate => {
    const address = addressOf(candidate);
    return address && address.width === base.width && samePrefix(address, base, length);
  };
}

function samePrefix(one: Address, other: Address, length: number): boolean {
  return one.groups.every((group, index) => {
    const counting = Math.min(one.width, Math.max(0, length - index * one.width));
    const rest = 2 ** (one.width - counting);
    return Math.floor(group / rest) === Math.floor(other.groups[index] / rest);
  });
}

function addressOf(text: string): Address | undefined {
  return text.includes(':') ? ipv6(text) : ipv4(text);
}

function ipv4(text: string): Address | undefined {
  const parts = text.split('.');
  return parts.length === 4 && parts.every(part => /^\d{1,3}$/.test(part) && Number(part) <= 255)
    ? { groups: parts.map(Number), width: 8 }
    : undefined;
}

function ipv6(text: string): Address | undefined {
  const halves = text.split('::');
  const [head, tail] = halves.map(half => half === '' ? [] : half.split(':'));
  const missing = 8 - head.length - (tail?.length ?? 0);
  if (halves.length > 2 || (tail ? missing < 1 : missing !== 0)) {
    return undefined;
  }
  const groups = [...head, ...new Array<string>(missing).fill('0'), ...tail ?? []];
  return groups.every(group => /^[0-9a-f]{1,4}$/i.test(group))
    ? { groups: groups.map(group => parseInt(group, 16)), width: 16 }
    : undefined;
}
