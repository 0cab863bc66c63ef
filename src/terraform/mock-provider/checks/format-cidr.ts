import { isIPv4, isIPv6 } from "node:net";

const BITS_OF_IPV4 = 32;
const BITS_OF_IPV6 = 128;

/** The network address that an IPv4 address belongs to. */
function networkAddress(address: string, prefix: number): string {
  const number = address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
  const size = 2 ** (BITS_OF_IPV4 - prefix);
  const network = number - (number % size);
  return [24, 16, 8, 0].map((shift) => Math.floor(network / 2 ** shift) % 256).join(".");
}

/** Why a text is not a block of addresses, `undefined` when it is one. */
export function cidrFault(text: string): string | undefined {
  const [address = "", digits = ""] = text.split("/");
  const prefix = /^\d{1,3}$/.test(digits) ? Number(digits) : Number.NaN;
  if (isIPv6(address) && prefix <= BITS_OF_IPV6) return undefined;
  if (!isIPv4(address) || !(prefix <= BITS_OF_IPV4)) {
    return `"${text}" is not a CIDR block; one looks like 10.0.0.0/16`;
  }
  const network = networkAddress(address, prefix);
  return network === address
    ? undefined
    : `"${text}" is not the start of its block; did you mean ${network}/${prefix}?`;
}
