import type { App } from "cdktf";
import type { z } from "zod";
import { buildStacks } from "../../src/app";
import { environmentSchema, type Environment } from "../../src/config/environment";
import type { CommonSettings } from "../../src/config/settings";
import type { PerSite } from "../../src/config/site";
import type { RegionalStack } from "../../src/stacks/regional-stack";
import { systems } from "../../src/systems";
import type { SystemDefinition } from "../../src/systems/system";
import type { TerraformConfiguration } from "../../src/terraform/configuration";
import { ACCOUNT, configurationFrom, newApp } from "./stack";

export * from "./blocks";
export {
  ACCOUNT,
  configurationFrom,
  REGIONS,
  regionalStack,
  synthesizeAliased,
  synthesizeApp,
  synthesizeStack,
  type AppResult,
  type ManifestStack,
  type Placement,
} from "./stack";

/** What an environment file may hold. */
type EnvironmentFile = z.input<ReturnType<typeof environmentSchema>>;

/** Like `environments/dev.json`: every default, and everything may go. */
export function destroyableEnvironment(
  given: Partial<EnvironmentFile> = {},
  known: readonly SystemDefinition[] = systems,
): Environment {
  return parse(
    "dev",
    { suffix: "dev", protection: "destroyable", systems: { payments: {} }, ...given },
    known,
  );
}

/** Like `environments/prod.json`: three zones, provisioned instances, and nothing may go. */
export function protectedEnvironment(given: Partial<EnvironmentFile> = {}): Environment {
  const capacity = { kind: "provisioned", instanceClass: "db.r6g.large" };
  const payments = {
    network: { zones: ["a", "b", "c"], natGateways: "per-zone" },
    database: { capacity: { primary: capacity, dr: capacity }, backupRetentionDays: 35 },
  };
  return parse("prod", { suffix: "prod", protection: "protected", systems: { payments }, ...given }, systems);
}

function parse(
  name: string,
  given: Partial<EnvironmentFile>,
  known: readonly SystemDefinition[],
): Environment {
  const common = {
    account: ACCOUNT,
    domain: "example.com",
    alertEmail: "alerts@example.com",
    tags: { CostCenter: "test" },
  };
  const parsed = environmentSchema(known).parse({ ...common, ...given });
  return { name, ...parsed, systems: parsed.systems as Readonly<Record<string, CommonSettings>> };
}

/** Both stacks of a system, and what they synthesize to. */
export interface BuiltSystem {
  readonly stacks: PerSite<RegionalStack>;
  readonly configuration: PerSite<TerraformConfiguration>;
}

/** Builds the stacks of the first system that the environment deploys. */
export function buildSystem(
  environment: Environment,
  known: readonly SystemDefinition[] = systems,
): BuiltSystem {
  const stacks = buildSystemStacks(newApp(), environment, known);
  return {
    stacks,
    configuration: { primary: configurationFrom(stacks.primary), dr: configurationFrom(stacks.dr) },
  };
}

/** The two stacks of the first system in an app, before aspects and rules have seen them. */
export function buildSystemStacks(
  app: App,
  environment: Environment,
  known: readonly SystemDefinition[] = systems,
): PerSite<RegionalStack> {
  const [primary, dr] = buildStacks(app, environment, known);
  if (!primary || !dr) throw new Error("the environment deploys no system");
  return { primary, dr };
}
