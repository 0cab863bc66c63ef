import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { buildService, SERVICES } from "../../src/service/build";
import { filesUnder } from "../support/files";

const root = resolve(__dirname, "../..");
const folder = "src/service";
const dockerfile = readFileSync(join(root, folder, "Dockerfile"), "utf8");

/** Instructions with their arguments, in order; comments are gone, continued lines joined. */
const instructions = dockerfile
  .replace(/\\\n/g, " ")
  .split("\n")
  .filter((line) => line && !line.startsWith("#"))
  .map((line) => {
    const [, name = "", rest = ""] = /^(\S+)\s+(.*)$/.exec(line) ?? [];
    return { name, rest };
  });

const argumentsOf = (name: string) => instructions.filter((one) => one.name === name).map(({ rest }) => rest);

/** The instructions of the image itself, after the last FROM. */
const last = instructions.slice(instructions.findLastIndex(({ name }) => name === "FROM"));

/** Paths that come from the project into the build, with the folder they go to. */
const copied = argumentsOf("COPY")
  .filter((rest) => !rest.startsWith("--from"))
  .map((rest) => rest.split(/\s+/))
  .flatMap((words) => words.slice(0, -1));

test("every stage begins with one base image, named by version and digest", () => {
  expect(argumentsOf("FROM").map((rest) => rest.replace(/^--platform=\S+ /, "").split(" ")[0])).toEqual([
    "${NODE}",
    "${NODE}",
  ]);
  expect(argumentsOf("ARG")[0]).toMatch(
    /^NODE=docker\.io\/library\/node:\d+\.\d+\.\d+-trixie-slim@sha256:[0-9a-f]{64}$/,
  );
  expect(dockerfile).not.toMatch(/:latest\b/);
});

test("the image runs as a user without rights, by number", () => {
  const users = last.filter(({ name }) => name === "USER").map(({ rest }) => rest);
  expect(users).toEqual(["1000:1000"]);
  const after = last.slice(last.findIndex(({ name }) => name === "USER")).map(({ name }) => name);
  expect(after).not.toContain("RUN");
  expect(after).not.toContain("COPY");
});

test("what the image runs and checks itself with needs no shell and no tools", () => {
  const find = (wanted: string) => last.find(({ name }) => name === wanted)?.rest;
  expect(find("ENTRYPOINT")).toBe('["node", "/app/service.js"]');
  expect(find("HEALTHCHECK")).toMatch(/ CMD \["node", "\/app\/health\.js"\]$/);
});

test("the certificates come from AWS over TLS, and the service is told where they are", () => {
  expect(argumentsOf("ADD")).toEqual([
    "--chmod=0444 https://truststore.pki.rds.amazonaws.com/global/global-bundle.pem app/rds-ca.pem",
  ]);
  expect(argumentsOf("ENV")).toEqual([expect.stringContaining("DATABASE_CA_FILE=/app/rds-ca.pem")]);
});

test("no secret is given to the build or left in the image", () => {
  expect(instructions.filter(({ rest }) => /password|secret|token|AWS_ACCESS/i.test(rest))).toEqual([]);
});

test("the build's context holds what is copied, and nothing else", () => {
  const ignore = readFileSync(join(root, folder, "Dockerfile.dockerignore"), "utf8").split("\n");
  const [first, ...rest] = ignore.filter((line) => line && !line.startsWith("#"));
  expect(first).toBe("*");
  expect(rest.map((line) => line.replace(/^!/, "")).sort()).toEqual([...copied].sort());
});

test.each(SERVICES)(
  "what is copied is enough to build the service of %s, always to the same bytes",
  async (system) => {
    const scratch = mkdtempSync(join(tmpdir(), "standby-bundle-"));
    try {
      const folders = [join(scratch, "first"), join(scratch, "second")] as const;
      const [inputs] = await Promise.all(folders.map((to) => buildService(system, to)));
      const own = inputs!.filter((path) => !path.startsWith("node_modules/"));
      expect(own).toContain(`src/service/${system}/main.ts`);
      expect(
        own.filter((path) => !copied.some((from) => path === from || path.startsWith(`${from}/`))),
      ).toEqual([]);
      const others = SERVICES.filter((other) => other !== system);
      expect(own.filter((path) => others.some((other) => path.startsWith(`src/service/${other}/`)))).toEqual(
        [],
      );
      const [first, second] = folders.map(filesUnder);
      expect(Object.keys(first!).sort()).toEqual(["health.js", "service.js"]);
      expect(second).toEqual(first);
    } finally {
      rmSync(scratch, { recursive: true });
    }
  },
);

test("the build is told whose service it makes", () => {
  expect(argumentsOf("ARG")).toContain("SYSTEM");
  expect(argumentsOf("RUN")).toContain('npm run --silent build:service -- "${SYSTEM}" /build/app');
});

test("every path that is copied exists", () => {
  expect(copied.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});
