import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { describeUnlessMissing } from "./optional";
import { prepareVenv } from "../../src/setup/python";

/** A running local AWS. */
export interface Ministack {
  /** Address of all its services. */
  readonly endpoint: string;
  /** Ends it, and waits for its end. */
  stop(): Promise<void>;
}

/** Time to become ready, in milliseconds: it takes 0.2 s alone, more beside other tests. */
const READY_WITHIN_MS = 20_000;

const venv = prepareVenv();

/** Like `describe`, for tests that need the local AWS. Skipped where Python or its packages can't be had. */
export function describeWithMinistack(title: string, tests: () => void): void {
  describeUnlessMissing("missing" in venv ? venv.missing : undefined, title, tests);
}

/**
 * Starts a local AWS on a free port. Each has its own, empty state; a 12-digit access key id chooses the account.
 *
 * @param variables more settings of it, e.g. `AUTH: "true"` to enforce policies.
 */
export async function startMinistack(variables: Record<string, string> = {}): Promise<Ministack> {
  if ("missing" in venv) throw new Error(venv.missing);
  const port = await freePort();
  const child = spawn(venv.python, ["-m", "ministack"], {
    // Nothing of the user's own AWS settings gets in.
    env: { PATH: process.env.PATH, BIND_HOST: "127.0.0.1", GATEWAY_PORT: String(port), ...variables },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const output: string[] = [];
  child.stderr.on("data", (data: Buffer) => output.push(data.toString()));
  // Not even a test run that breaks off leaves it behind.
  const kill = () => child.kill("SIGKILL");
  process.once("exit", kill);
  const stop = async () => {
    process.off("exit", kill);
    await end(child);
  };
  const endpoint = `http://127.0.0.1:${port}`;
  try {
    await ready(endpoint, child);
  } catch (error) {
    await stop();
    throw new Error(`MiniStack did not start: ${output.join("")}`, { cause: error });
  }
  return { endpoint, stop };
}

/** Points the AWS clients of this test file at the local AWS, as an account of its own. */
export function useMinistack({ endpoint }: Ministack, account: string): void {
  for (const name of Object.keys(process.env)) if (name.startsWith("AWS_")) delete process.env[name];
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: account,
    AWS_SECRET_ACCESS_KEY: "test",
    AWS_CONFIG_FILE: "/dev/null",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
  });
}

/**
 * Starts a local AWS for the tests of a `describe`, and points the AWS clients at an empty account of it before each.
 *
 * @param begin is told what the test works with.
 */
export function useEmptyAccounts(begin: (account: string, ministack: Ministack) => void): void {
  let ministack: Ministack;
  let accounts = 0;

  beforeAll(async () => {
    ministack = await startMinistack();
  });

  afterAll(() => ministack.stop());

  beforeEach(() => {
    const account = String(111122220000 + ++accounts);
    useMinistack(ministack, account);
    begin(account, ministack);
  });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

async function ready(endpoint: string, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`it ended with exit code ${child.exitCode}`);
    const answer = await fetch(`${endpoint}/_ministack/health`).catch(() => undefined);
    if (answer?.ok) return;
    await sleep(50);
  }
  throw new Error(`it was not ready within ${READY_WITHIN_MS} ms`);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  await ended;
}
