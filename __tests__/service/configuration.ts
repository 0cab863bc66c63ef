import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ConfigurationError, Environment } from "../../src/service/shared/configuration";
import { documentedVariables } from "./documented-variables";

/** A variable that is wrong, its value, and what is said of it. An empty one counts as missing. */
export type Refusal = readonly [name: string, value: string, problem: string];

/** The cache and the media of a service that has both, wrong in every way, after a site that nobody knows. */
export const WRONG_CACHE_AND_MEDIA: readonly Refusal[] = [
  ["SITE", "third", "must be one of primary, dr"],
  ["CACHE_HOST", "", "is missing"],
  ["CACHE_PORT", "70000", "must be a whole number from 1 to 65535"],
  ["CACHE_USER", "", "is missing"],
  ["CACHE_GROUP", "", "is missing"],
  wrongFile("CACHE_CA_FILE"),
  ["MEDIA_PATH", "media", "must be an absolute path, for example /media"],
];

/** A file with certificates. It is there as long as the tests of one file run. */
export function certificatesFile(): string {
  const folder = mkdtempSync(join(tmpdir(), "standby-service-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "ca.pem");
  writeFileSync(file, "certificates");
  return file;
}

/** What every service must be told, in the DR region of its system. */
export function commonVariables(system: string, region: string) {
  return {
    SYSTEM: system,
    SITE: "dr",
    AWS_REGION: region,
    ROLE_TABLE: `${system}-role-dr-dev`,
    ROLE_REGION: region,
    DATABASE_HOST: `${system}-database-dr-dev.cluster-abc.${region}.rds.amazonaws.com`,
    DATABASE_READER_HOST: `${system}-database-dr-dev.cluster-ro-abc.${region}.rds.amazonaws.com`,
    DATABASE_NAME: system,
    DATABASE_SECRET_ARN: `arn:aws:secretsmanager:${region}:123456789012:secret:${system}-application-dev-AbCdEf`,
    DATABASE_GROUP_ROLE: `${system}_application`,
    DATABASE_CA_FILE: certificatesFile(),
  };
}

/** What a service with a cache must be told of it. */
export function cacheVariables(system: string) {
  return {
    CACHE_HOST: `master.${system}-cache-dr-dev.abc.cache.amazonaws.com`,
    CACHE_USER: `${system}-cache-app-dr-dev`,
    CACHE_GROUP: `${system}-cache-dr-dev`,
  };
}

/** The variable of a file that is not there. */
export function wrongFile(name: string): Refusal {
  const file = "/nowhere/missing.pem";
  return [name, file, `can't be read: ENOENT: no such file or directory, open '${file}'`];
}

/** What is said of variables that are refused. */
export function problemsOf(read: (variables: Environment) => unknown, variables: Environment) {
  try {
    read(variables);
  } catch (error) {
    return (error as ConfigurationError).problems;
  }
  throw new Error("there was no problem");
}

/** Expects that all wrong variables are said at once, in the order of the rows, and no other one. */
export function expectRefused(
  read: (variables: Environment) => unknown,
  valid: Environment,
  rows: readonly Refusal[],
): void {
  const wrong = Object.fromEntries(rows.map(([name, value]) => [name, value]));
  expect(problemsOf(read, { ...valid, ...wrong })).toEqual(
    rows.map(([name, value, problem]) => `${name}${value && ` ("${value}")`} ${problem}`),
  );
}

/** Expects that the pages about a service name every variable of it, and no other one. */
export function expectDocumented(system: string, configuration: object): void {
  expect(documentedVariables(system)).toEqual(Object.keys(configuration).sort());
}
