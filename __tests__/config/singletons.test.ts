import type { Environment } from "../../src/config/environment";
import { ownsSingletons } from "../../src/config/singletons";
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
