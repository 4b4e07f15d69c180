/** An address as one number of 32 or 128 bits. */
interface Address {
  readonly bits: bigint;
  readonly length: 32 | 128;
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
  const length = prefix === undefined ? base.length : Number(prefix);
  if (length > base.length) {
    return undefined;
  }
  const block = 2n ** BigInt(base.length - length);
  return candidate => {
    const address = addressOf(candidate);
    return address && address.length === base.length && address.bits / block === base.bits / block;
  };
}

function addressOf(text: string): Address | undefined {
  return text.includes(':') ? ipv6(text) : ipv4(text);
}

function ipv4(text: string): Address | undefined {
  const parts = text.split('.');
  return parts.length === 4 && parts.every(part => /^\d{1,3}$/.test(part) && Number(part) <= 255)
    ? { bits: parts.reduce((bits, part) => bits * 256n + BigInt(part), 0n), length: 32 }
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
    ? { bits: groups.reduce((bits, group) => bits * 65536n + BigInt(`0x${group}`), 0n), length: 128 }
    : undefined;
}
