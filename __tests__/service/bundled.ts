import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildService, type ServiceName } from "../../src/service/build";
import { describeWithMinistack } from "../support/ministack";
import { describeWithPostgres } from "../support/postgres";
import { ask, runFile, until, type Running, type RunningFile } from "./process";
import { freePort, type World } from "./world";

type Variables = Readonly<Record<string, string>>;

/** A bundle of a service in one world, which all tests of a file share. */
export interface Bundled<W extends World = World> {
  readonly world: W;
  /** Runs a file of the bundle with these variables alone, at most as long as the test runs. */
  run(script: string, variables: Variables): RunningFile;
  /** Starts the service in the world, and waits until it is ready. */
  start(changes?: Variables): Promise<Running>;
}

/** What a bundle is made from. */
export interface BundledProps<W extends World> {
  readonly system: ServiceName;
  /** The path that answers 200 once the service is ready. */
  readonly readyPath: string;
  makeWorld(): Promise<W>;
}

/** Like `describe`, for tests of a bundle's processes. Skipped where the local AWS or PostgreSQL can't be had. */
export function describeBundled<W extends World>(
  title: string,
  props: BundledProps<W>,
  tests: (bundled: Bundled<W>) => void,
): void {
  describeWithMinistack(title, () => {
    describeWithPostgres("with a database", () => tests(useBundle(props)));
  });
}

/** Expects that the service is healthy and ends when it is told to; what it has logged, line by line. */
export async function expectOrderlyEnd(bundled: Bundled, service: Running): Promise<string[]> {
  expect(await bundled.run("health.js", { PORT: String(service.port) }).ended).toBe(0);
  service.child.kill("SIGTERM");
  expect(await service.ended).toBe(0);
  return service.output().trim().split("\n");
}

/** Expects that each line of a log is JSON with a message. */
export function expectMessages(lines: readonly string[]): void {
  for (const line of lines) expect(JSON.parse(line)).toHaveProperty("message");
}

function useBundle<W extends World>({ system, readyPath, makeWorld }: BundledProps<W>): Bundled<W> {
  const folder = mkdtempSync(join(tmpdir(), "standby-bundle-"));
  const running: RunningFile[] = [];
  let world: W | undefined;
  const bundled: Bundled<W> = {
    get world() {
      return world!;
    },
    run: (script, variables) => {
      const file = runFile(folder, script, variables);
      running.push(file);
      return file;
    },
    start: async (changes) => {
      const port = await freePort();
      const variables = { ...bundled.world.variables, PORT: String(port), ...changes };
      const service = { port, ...bundled.run("service.js", variables) };
      await until(async () => (await ask(service, readyPath)).status === 200, service.output);
      return service;
    },
  };

  beforeAll(async () => {
    [world] = await Promise.all([makeWorld(), buildService(system, folder)]);
  });

  afterEach(() => running.splice(0).forEach(({ child }) => child.kill("SIGKILL")));

  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await world?.stop();
  });

  return bundled;
}
