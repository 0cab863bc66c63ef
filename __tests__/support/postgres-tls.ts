import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Socket } from "node:net";
import { TLSSocket } from "node:tls";
import type { Certified } from "./certificates";

/** The first message of a client that wants TLS: its length, and the number that PostgreSQL gave the request. */
const TLS_REQUEST = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]);

/** The way in to a PostgreSQL. */
export interface TlsEntrance {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Speaks TLS for a PostgreSQL that was built without it, as the one from PyPI is, on a free port. Like RDS with forced TLS it lets nobody in
 * who does not ask for it.
 *
 * @param socketPath where the server itself listens.
 */
export async function openTlsEntrance(
  host: string,
  { key, certificate }: Certified,
  socketPath: string,
): Promise<TlsEntrance> {
  const clients = new Set<Socket>();
  const server = createServer((client) => {
    clients.add(client);
    client.once("close", () => clients.delete(client));
    client.on("error", () => client.destroy());
    client.once("data", (first) => {
      if (!first.equals(TLS_REQUEST)) return void client.end(refusal("connection refused: no encryption"));
      client.write("S");
      join(new TLSSocket(client, { isServer: true, key, cert: certificate }), connect(socketPath));
    });
  }).listen(0, host);
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      const closed = once(server, "close");
      server.close();
      for (const client of clients) client.destroy();
      await closed;
    },
  };
}

/** Two streams, each the other's end. */
function join(outer: TLSSocket, inner: Socket): void {
  outer.pipe(inner);
  inner.pipe(outer);
  for (const [stream, other] of [
    [outer, inner],
    [inner, outer],
  ] as const) {
    stream.on("error", () => other.destroy());
    stream.on("close", () => other.destroy());
  }
}

/** A fatal error as PostgreSQL words it on the wire: fields of a letter and a text, the code of "invalid authorization". */
function refusal(message: string): Buffer {
  const fields = Buffer.from(`SFATAL\0VFATAL\0C28000\0M${message}\0\0`);
  const head = Buffer.alloc(5);
  head.write("E");
  head.writeInt32BE(fields.length + 4, 1);
  return Buffer.concat([head, fields]);
}
