import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createServer, type TLSSocket } from "node:tls";
import { serverCertificate, testAuthority } from "../support/certificates";

/**
 * A stand-in for ElastiCache: no Redis can be had as a package everywhere. It speaks TLS only, and knows what the
 * services need; in cluster mode it is the one shard.
 */
export interface FakeRedis {
  readonly host: string;
  readonly port: number;
  /** What its certificate is signed by, as PEM. */
  readonly authority: string;
  /** What is stored, with the seconds that it was stored for. A set is its members with blanks between them. */
  readonly stored: Map<string, { readonly value: string; readonly seconds: number }>;
  /** User and password of every connection, in order. */
  readonly logins: { readonly user: string; readonly password: string }[];
  /** Answers every command with this error; undefined ends that. */
  refusal: string | undefined;
  /** Whether it takes requests and answers none but logins. */
  isSilent: boolean;
  /** Whether logins are refused. */
  isLocked: boolean;
  /** How many connections were ever begun, also by clients that did not trust it. */
  begun: number;
  /** How many clients are connected. */
  clients(): number;
  /** Breaks all connections. */
  breakConnections(): void;
  /** Takes no new connections, and breaks all; or listens again on the same port. */
  turn(state: "on" | "off"): Promise<void>;
}

const HOST = "127.0.0.1";

export async function startRedis(): Promise<FakeRedis> {
  const authority = await testAuthority();
  const { key, certificate } = await serverCertificate(HOST, authority);
  const clients = new Set<TLSSocket>();
  const server = createServer({ key, cert: certificate }, (client) => {
    clients.add(client);
    client.once("close", () => clients.delete(client));
    client.on("error", () => client.destroy());
    serve(client, redis);
  });
  server.on("connection", () => redis.begun++);
  server.listen(0, HOST);
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const redis: FakeRedis = {
    host: HOST,
    port,
    authority: authority.certificate,
    stored: new Map(),
    logins: [],
    refusal: undefined,
    begun: 0,
    isSilent: false,
    isLocked: false,
    clients: () => clients.size,
    breakConnections: () => clients.forEach((client) => client.destroy()),
    turn: async (state) => {
      if ((state === "on") === server.listening) return;
      const turned = once(server, state === "on" ? "listening" : "close");
      if (state === "on") server.listen(port, HOST);
      else server.close();
      redis.breakConnections();
      await turned;
    },
  };
  return redis;
}

function serve(client: TLSSocket, redis: FakeRedis): void {
  let isLoggedIn = false;
  let received = "";
  /** The commands of a transaction that has begun. */
  let queued: (readonly string[])[] | undefined;
  const answer = ([name = "", ...given]: readonly string[]): string => {
    const command = name.toUpperCase();
    if (command === "QUIT") return "+OK\r\n";
    if (command === "AUTH") {
      const [user = "", password = ""] = given;
      redis.logins.push({ user, password });
      isLoggedIn = !redis.isLocked;
      return isLoggedIn ? "+OK\r\n" : "-WRONGPASS invalid username-password pair or user is disabled.\r\n";
    }
    if (!isLoggedIn) return "-NOAUTH Authentication required.\r\n";
    if (command === "INFO") return bulk("loading:0");
    if (command === "CLUSTER" && given[0]?.toUpperCase() === "SLOTS") {
      return `*1\r\n*3\r\n:0\r\n:16383\r\n*3\r\n${bulk(HOST)}:${redis.port}\r\n${bulk("node")}`;
    }
    if (redis.isSilent) return "";
    if (redis.refusal !== undefined) return `-${redis.refusal}\r\n`;
    if (command === "MULTI") {
      queued = [];
      return "+OK\r\n";
    }
    if (command === "EXEC") {
      const answers = (queued ?? []).map(run);
      queued = undefined;
      return `*${answers.length}\r\n${answers.join("")}`;
    }
    if (!queued) return run([name, ...given]);
    queued.push([name, ...given]);
    return "+QUEUED\r\n";
  };
  const run = ([name = "", ...given]: readonly string[]): string => {
    const command = name.toUpperCase();
    const [key = "", value = "", unit, seconds, when] = given;
    if (command === "GET") return bulk(redis.stored.get(key)?.value);
    if (command === "DEL") return `:${given.filter((each) => redis.stored.delete(each)).length}\r\n`;
    const members = new Set((redis.stored.get(key)?.value ?? "").split(" ").filter(Boolean));
    if (command === "SMEMBERS") return `*${members.size}\r\n${[...members].map(bulk).join("")}`;
    if (command === "SADD") {
      redis.stored.set(key, { value: [...members.add(value)].join(" "), seconds: Infinity });
      return ":1\r\n";
    }
    if (command === "EXPIRE") {
      redis.stored.set(key, { value: redis.stored.get(key)?.value ?? "", seconds: Number(value) });
      return ":1\r\n";
    }
    if (command !== "SET" || unit !== "EX") return `-ERR unknown command '${name}'\r\n`;
    if (when === "NX" && redis.stored.has(key)) return "$-1\r\n";
    redis.stored.set(key, { value, seconds: Number(seconds) });
    return "+OK\r\n";
  };
  client.setEncoding("latin1").on("data", (text: string) => {
    received += text;
    for (;;) {
      const request = parse(received);
      if (!request) return;
      received = received.slice(request.length);
      client.write(answer(request.words), "latin1");
      if (request.words[0]?.toUpperCase() === "QUIT") client.end();
    }
  });
}

/** The first request of a stream: an array of strings with their lengths. Undefined while it is not whole. */
function parse(text: string): { readonly words: readonly string[]; readonly length: number } | undefined {
  const head = /^\*(\d+)\r\n/.exec(text);
  if (!head) return undefined;
  const words: string[] = [];
  let position = head[0].length;
  while (words.length < Number(head[1])) {
    const size = /^\$(\d+)\r\n/.exec(text.slice(position));
    if (!size) return undefined;
    const start = position + size[0].length;
    position = start + Number(size[1]) + 2;
    if (text.length < position) return undefined;
    words.push(text.slice(start, position - 2));
  }
  return { words, length: position };
}

function bulk(text: string | undefined): string {
  return text === undefined ? "$-1\r\n" : `$${text.length}\r\n${text}\r\n`;
}
