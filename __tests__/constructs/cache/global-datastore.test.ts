import { GlobalDatastore } from "../../../src/constructs/cache/global-datastore";
import { argumentsOf, blockOf, reference, synthesizeStack } from "../../support/stack";
import { addCache, GLOBAL } from "./synthesize-cache";

test("a global datastore is made from the first member, and no failover of it is undone", () => {
  const configuration = synthesizeStack((stack) => {
    const first = addCache(stack, GLOBAL, { member: { kind: "first" } });
    stack.addOutputs({
      DatastoreId: new GlobalDatastore(stack, "datastore", { first }).globalReplicationGroupId,
    });
  });
  expect(argumentsOf(configuration, "aws_elasticache_global_replication_group")).toEqual({
    global_replication_group_id_suffix: "payments-cache-global-dev",
    global_replication_group_description: "Sessions in both sites",
    primary_replication_group_id: reference(
      blockOf(configuration, "aws_elasticache_replication_group"),
      "id",
    ),
    timeouts: { create: "60m", update: "60m", delete: "60m" },
    lifecycle: {
      ignore_changes: [
        "automatic_failover_enabled",
        "cache_node_type",
        "engine_version",
        "num_node_groups",
        "primary_replication_group_id",
      ],
    },
  });
  expect(configuration.output?.DatastoreId?.value).toBe(
    reference(
      blockOf(configuration, "aws_elasticache_global_replication_group"),
      "global_replication_group_id",
    ),
  );
});
