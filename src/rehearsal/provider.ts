import { GLOBAL, MockProvider, typesInUse, type StoredResource } from "../terraform/mock-provider";
import { factsOf } from "../terraform/mock-provider/facts/table";
import { words } from "../terraform/mock-provider/values/paths";
import type { TerraformConfiguration } from "../terraform/configuration";
import type { ResourceStore } from "../failover/aws/store";
import { ProviderStore } from "./provider-store";
import { secretsIn, type Secret } from "./secrets";

/** The provider that a rehearsal runs against. */
export interface RehearsalProvider {
  /** Environment variables that make Terraform use it. */
  readonly variables: Readonly<Record<string, string>>;
  /** Whether what it makes is real, and costs money until it is destroyed. */
  readonly makesRealResources: boolean;
  /** Every secret that it was given or has made; empty where that can't be known. */
  secrets(): Secret[];
  /** What still exists, in a few words each; undefined where that can't be known. */
  leftovers(): string[] | undefined;
  /** Cuts regions off; undefined where that can't be done. */
  readonly setRegionsDown?: (regions: readonly string[]) => void;
  /** What exists, to be changed as AWS would; undefined where only AWS can. */
  readonly resources?: ResourceStore;
  stop(): void;
}

/** The mock provider, in this process. */
export async function mockProvider(
  account: string,
  configurations: readonly TerraformConfiguration[],
): Promise<RehearsalProvider> {
  const provider = await MockProvider.start({ account, types: typesInUse(...configurations) });
  return {
    variables: provider.variables,
    makesRealResources: false,
    secrets: () => provider.store.list().flatMap(secretsOf),
    leftovers: () => provider.store.list().map(describe),
    setRegionsDown: (regions) => provider.setRegionsDown(regions),
    resources: new ProviderStore(provider.store),
    stop: () => provider.stop(),
  };
}

/** The provider from the registry, with the credentials and endpoints of the environment. */
export function registryProvider(): RehearsalProvider {
  return {
    variables: {},
    makesRealResources: true,
    secrets: () => [],
    leftovers: () => undefined,
    stop: () => undefined,
  };
}

/** What write-only arguments were given, and what stands in attributes that the AWS provider calls sensitive. */
function secretsOf(resource: StoredResource): Secret[] {
  const sensitive = words(factsOf(resource.type).sensitive).map((name) => resource.attributes[name]);
  return secretsIn(describe(resource), [resource.secrets, sensitive]);
}

function describe({ type, region, id }: StoredResource): string {
  return region === GLOBAL ? `${type} ${id}` : `${type} ${id} in ${region}`;
}
