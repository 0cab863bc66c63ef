import { SITES } from "../../../src/config/site";
import { validateStack } from "../../../src/rules";
import type { Block } from "../../../src/terraform/configuration";
import { argumentsOf, blockOf, blocksOf, buildSystem, reference } from "../../support/synthesis";
import { smallStreamflix } from "../environments";

const GROUP = "aws_elasticache_replication_group";

/** A variant that no rule complains of. */
function built(...given: Parameters<typeof smallStreamflix>) {
  const { stacks, configuration } = buildSystem(smallStreamflix(...given));
  expect(SITES.flatMap((site) => validateStack(stacks[site], stacks))).toEqual([]);
  return configuration;
}

test("without a domain the load balancers are internal, and there is no DNS", () => {
  const configuration = built({}, { domain: undefined });
  for (const site of SITES) {
    expect(argumentsOf(configuration[site], "aws_lb").internal).toBe(true);
    expect(blocksOf(configuration[site], "aws_route53_record")).toEqual([]);
    expect(blocksOf(configuration[site], "aws_route53_health_check")).toEqual([]);
    expect(blocksOf(configuration[site], "aws_acm_certificate")).toEqual([]);
  }
});

describe("with a global datastore", () => {
  const configuration = built({ cache: { nodeType: "cache.m7g.large", globalDatastore: true } });
  const datastore = blockOf(configuration.primary, "aws_elasticache_global_replication_group");

  test("the primary site's cache is the first member", () => {
    const first = blockOf(configuration.primary, GROUP);
    expect(first.block).toMatchObject({ node_type: "cache.m7g.large", num_cache_clusters: 2 });
    expect(datastore.block.primary_replication_group_id).toBe(reference(first, "id"));
    expect((datastore.block.lifecycle as Block).ignore_changes).toContain("primary_replication_group_id");
  });

  test("the DR site's cache follows it, told by the contract which one to follow", () => {
    const follower = argumentsOf(configuration.dr, GROUP);
    const told = blockOf(configuration.dr, "data.aws_ssm_parameter", "global-datastore-id");
    expect(follower.global_replication_group_id).toBe(reference(told, "insecure_value"));
    expect(follower).not.toHaveProperty("node_type");
    expect(follower).not.toHaveProperty("engine_version");
    expect(blocksOf(configuration.dr, "aws_elasticache_global_replication_group")).toEqual([]);
  });

  test("the failover promotes the site's own member", () => {
    const machine = String(argumentsOf(configuration.dr, "aws_sfn_state_machine").definition);
    expect(machine).toContain("elasticache:failoverGlobalReplicationGroup");
    const without = String(argumentsOf(built().dr, "aws_sfn_state_machine").definition);
    expect(without).not.toContain("elasticache:");
  });
});

test("backups of files get cold where an environment asks for it", () => {
  const configuration = built({ backup: { coldAfterDays: 30, deleteAfterDays: 120 } });
  for (const site of SITES) {
    const [rule] = argumentsOf(configuration[site], "aws_backup_plan").rule as Block[];
    expect(rule?.lifecycle).toMatchObject({ cold_storage_after: 30, delete_after: 120 });
  }
});

test("a development environment may do without standbys in other zones", () => {
  const configuration = built({
    database: { multiAz: { active: false, standby: false } },
    cache: { nodes: { primary: 1, dr: 1 } },
  });
  for (const site of SITES) {
    expect(String(argumentsOf(configuration[site], "aws_db_instance").multi_az)).not.toContain("true");
    expect(argumentsOf(configuration[site], GROUP)).toMatchObject({
      num_cache_clusters: 1,
      multi_az_enabled: false,
      automatic_failover_enabled: false,
    });
  }
});

test("both sites may lie in Europe: then nothing of either is in America", () => {
  const configuration = built({ regions: { primary: "eu-west-1", dr: "eu-central-1" } });
  expect(configuration.primary.provider?.aws?.[0]?.region).toBe("eu-west-1");
  expect(configuration.dr.provider?.aws?.[0]?.region).toBe("eu-central-1");
  expect(argumentsOf(configuration.dr, "aws_db_instance").replicate_source_db).toBe(
    "arn:aws:rds:eu-west-1:111122223333:db:streamflix-rds-dev",
  );
  const regions = JSON.stringify(configuration).match(/\b(us-east-[12]|eu-west-2)\b/g);
  expect(regions).toBeNull();
});
