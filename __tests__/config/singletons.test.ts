import type { Environment } from "../../src/config/environment";
import { ownsSingletonOf, ownsSingletons } from "../../src/config/singletons";
import { destroyableEnvironment } from "../support/synthesis";

const settings = destroyableEnvironment().systems.payments!;

/** Two systems that share us-east-1: the one's primary and the other one's DR region. */
function shared(singletonOwners: Environment["singletonOwners"] = {}): Environment {
  return {
    ...destroyableEnvironment(),
    singletonOwners,
    systems: {
      payments: settings,
      streamflix: { ...settings, regions: { primary: "eu-west-2", dr: "us-east-1" } },
    },
  };
}

/** Who owns what a region has once. */
function owners(environment: Environment, region: string): string[] {
  return Object.keys(environment.systems).filter((system) => ownsSingletons(environment, system, region));
}

test("the first system with a site in a region owns what the region has once", () => {
  expect(owners(shared(), "us-east-1")).toEqual(["payments"]);
  expect(owners(shared(), "eu-west-2")).toEqual(["streamflix"]);
  expect(owners(shared(), "ap-south-1")).toEqual([]);
});

test("the environment may name another one, or nobody", () => {
  expect(owners(shared({ "us-east-1": "streamflix" }), "us-east-1")).toEqual(["streamflix"]);
  expect(owners(shared({ "us-east-1": "none" }), "us-east-1")).toEqual([]);
  expect(owners(shared({ "us-east-1": "none" }), "us-east-2")).toEqual(["payments"]);
});

/** Three systems in us-east-1; the second and the third have an API. */
function withApis(singletonOwners: Environment["singletonOwners"] = {}): Environment {
  const api = { ...settings, api: {} };
  return { ...shared(singletonOwners), systems: { payments: settings, globalstream: api, mediadb: api } };
}

/** Who owns the role with which API Gateway writes logs in us-east-1. */
function accountOwners(environment: Environment): string[] {
  return Object.keys(environment.systems).filter((system) =>
    ownsSingletonOf("api", environment, system, "us-east-1"),
  );
}

test("API Gateway's log role belongs to the first system with an API", () => {
  expect(owners(withApis(), "us-east-1")).toEqual(["payments"]);
  expect(accountOwners(withApis())).toEqual(["globalstream"]);
  expect(accountOwners(shared())).toEqual([]);
});

test("to the one that the environment names if that has an API, and to nobody if somebody else has it", () => {
  expect(accountOwners(withApis({ "us-east-1": "mediadb" }))).toEqual(["mediadb"]);
  expect(accountOwners(withApis({ "us-east-1": "payments" }))).toEqual(["globalstream"]);
  expect(accountOwners(withApis({ "us-east-1": "none" }))).toEqual([]);
  expect(accountOwners(withApis({ "us-west-2": "none" }))).toEqual(["globalstream"]);
});

test("what guards a region belongs to the system that has it, whoever owns the rest", () => {
  const guarded = { ...settings, guardDuty: {}, config: {} };
  const environment = { ...shared(), systems: { payments: settings, mediadb: guarded } };
  expect(owners(environment, "us-east-1")).toEqual(["payments"]);
  for (const setting of ["guardDuty", "config"] as const) {
    expect(ownsSingletonOf(setting, environment, "mediadb", "us-east-1")).toBe(true);
    expect(ownsSingletonOf(setting, environment, "payments", "us-east-1")).toBe(false);
  }
});
