/** Hosts that harm nobody else. */
const OWN_HOSTS: readonly string[] = ["localhost", "127.0.0.1", "[::1]"];

/**
 * The address that a load goes to. A host that is not this machine must be named twice: a load on a host of others is an attack.
 *
 * @throws Error that says how to confirm, or what is wrong.
 */
export function targetOf(address: string, confirmedHost: string | undefined): URL {
  if (!URL.canParse(address)) throw new Error(`${address} is no address; it begins with https://.`);
  const url = new URL(address);
  const isOwn = OWN_HOSTS.includes(url.hostname);
  if (url.protocol !== "https:" && !(isOwn && url.protocol === "http:")) {
    throw new Error("The address must begin with https://: the key must not be sent in the clear.");
  }
  if (url.search || url.hash || url.username || url.password) {
    throw new Error("The address must be a host and at most a path, such as https://mediadb.example.com/v1.");
  }
  if (!isOwn && confirmedHost !== url.hostname) {
    throw new Error(
      `This sends load to ${url.hostname}. If it is yours, and the environment may be disturbed, repeat with ` +
        `--confirm-host ${url.hostname}.`,
    );
  }
  return url;
}
