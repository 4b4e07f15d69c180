/** An address as one group of 32 bits or eight of 16. */
interface Address {
  readonly groups: readonly number[];
  readonly width: 16 | 32;
}

const ZERO = '0'.charCodeAt(0);

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
  for (let index = 0, left = length; left > 0; index++, left -= one.width) {
    const rest = 2 ** Math.max(0, one.width - left);
    if (Math.floor(one.groups[index] / rest) !== Math.floor(other.groups[index] / rest)) return false;
  }
  return true;
}

function addressOf(text: string): Address | undefined {
  return text.includes(':') ? ipv6(text) : ipv4(text);
}

/** Read by its characters: most addresses that are compared are such ones. */
function ipv4(text: string): Address | undefined {
  let [address, dots, part, digits] = [0, 0, 0, 0];
  for (let index = 0; index <= text.length; index++) {
    const digit = text.charCodeAt(index) - ZERO;
    if (digit >= 0 && digit <= 9) {
      part = part * 10 + digit;
      digits++;
    } else {
      const ends = index === text.length;
      if (digits === 0 || digits > 3 || part > 255 || !ends && (text[index] !== '.' || ++dots > 3)) return undefined;
      address = address * 256 + part;
      part = digits = 0;
    }
  }
  return dots === 3 ? { groups: [address], width: 32 } : undefined;
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
