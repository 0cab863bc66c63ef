import type { SystemStacks } from "../../src/cost/estimate";
import { measures } from "../../src/cost/measures";
import type { Block, BlocksByType } from "../../src/terraform/configuration";
import { usageSchema, type Usage } from "../../src/cost/usage";
import { byRole, round, stackOf, USAGE as DEFAULTS } from "./support";
import { STACKS as STREAMFLIX } from "./streamflix-like";

const USAGE = usageSchema.parse({
  buckets: {
    transactions: {
      storedGb: { active: 20, standby: 20 },
      objectsMillions: { active: 0.05, standby: 0.05 },
      keptDays: 365,
    },
  },
});

/** What only a protected environment says. */
const PROTECTED = { lifecycle: { prevent_destroy: true } };

const site = (name: "primary" | "dr", instanceClass: string): BlocksByType => ({
  aws_ecs_service: {
    it: { name: "s", launch_type: "FARGATE", task_definition: "${aws_ecs_task_definition.it.arn}" },
  },
  aws_ecs_task_definition: { it: { cpu: 1024, memory: 1024 } },
  aws_appautoscaling_target: {
    it: {
      service_namespace: "ecs",
      resource_id: "service/c/s",
      min_capacity: byRole(name, 10, name === "dr" ? 2 : 10),
    },
  },
  aws_rds_cluster_instance: { it: { instance_class: instanceClass } },
  aws_s3_bucket: { it: { bucket: "payments-transactions" } },
  aws_s3_bucket_lifecycle_configuration: {
    it: {
      bucket: "payments-transactions",
      rule: [
        {
          status: "Enabled",
          transition: [{ days: 73, storage_class: "GLACIER_IR" }],
          expiration: [{ days: 730 }],
        },
      ],
    },
  },
  aws_cloudwatch_log_group: {
    application: { name: "/ecs/payments", retention_in_days: 7 },
    audit: { ...PROTECTED, name: "/trail/payments", retention_in_days: 365 },
  },
});

const stacks = (dr = site("dr", "db.r6g.large")) => ({
  system: "payments",
  configurations: {
    primary: stackOf("us-east-1", site("primary", "db.r6g.xlarge")),
    dr: stackOf("us-east-2", dr),
  },
});

const serverless = (name: "primary" | "dr"): BlocksByType => ({
  aws_rds_cluster: {
    it: { serverlessv2_scaling_configuration: { min_capacity: 0.5, max_capacity: 8 } },
  },
  aws_rds_cluster_instance: Object.fromEntries(
    ["a", "b"].map((zone) => [
      `${name}-${zone}`,
      { instance_class: "db.serverless", cluster_identifier: "${aws_rds_cluster.it.id}" },
    ]),
  ),
});

const SERVERLESS = {
  system: "globalstream",
  configurations: {
    primary: stackOf("us-east-1", serverless("primary")),
    dr: stackOf("us-east-2", serverless("dr")),
  },
};

const cacheOf = (node_type: string) => ({
  system: "x",
  configurations: {
    primary: stackOf("us-east-1", {
      aws_elasticache_replication_group: { it: { ...PROTECTED, node_type, num_cache_clusters: 2 } },
    }),
    dr: stackOf("us-east-2"),
  },
});

const saved = (of: SystemStacks, usage: Usage = DEFAULTS) =>
  measures(of, usage).map(({ measure, savesUsd }) => [measure, round(savesUsd)] as const);

describe("measures", () => {
  it("say what each saves in a month", () => {
    const days = (count: number) => count / (365 / 12);
    const gigabytesMoved = 2 * 20 * days(730 - 73);
    const transitions = 2 * 50 * 0.02;

    expect(saved(stacks(), USAGE)).toEqual([
      ["Few tasks in the DR site until a failover", round(8 * 730 * (0.04048 + 0.004445))],
      ["A smaller database in the DR site", round(730 * (0.519 - 0.26))],
      [
        "Older objects in cheaper storage classes, from 128 KB on",
        round(gigabytesMoved * (0.023 - 0.004) - transitions),
      ],
      ["Application logs kept for 7 days", round((20 + 2) * 0.15 * days(365 - 7) * 0.03)],
    ]);
  });

  it("count what instances of a fixed size would cost where the capacity follows the load", () => {
    const found = new Map(saved(SERVERLESS));

    const units = 2 * (0.5 + 1) + 2 * 0.5;
    expect(found.get("Serverless capacity, which follows the load")).toBe(
      round(730 * (4 * 0.26 - units * 0.12)),
    );
    // Two serverless instances in each site: the DR site's follow another load, and are no smaller.
    expect(found.has("A smaller database in the DR site")).toBe(false);
  });

  it("leave out serverless capacity that costs more than instances of a fixed size", () => {
    const busy = usageSchema.parse({ database: { capacityUnitsAboveMinimum: { active: 9, standby: 9 } } });

    expect(new Map(saved(SERVERLESS, busy)).has("Serverless capacity, which follows the load")).toBe(false);
  });

  it("count burstable cache nodes", () => {
    expect(saved(STREAMFLIX)).toContainEqual([
      "Burstable cache nodes, `cache.t3.micro`",
      round(730 * 2 * (0.168 - 0.019 + 0.149 - 0.017)),
    ]);
    expect(saved(cacheOf("cache.m6g.large"))).toEqual([]);
  });

  it("count a week without what can be destroyed, and nothing for what is protected", () => {
    const week = "Destroyed without leftovers for a week in which nobody needs it";
    const ofAddress = (more: Block) => ({
      system: "x",
      configurations: {
        primary: stackOf("us-east-1", { aws_eip: { it: {}, other: more } }),
        dr: stackOf("us-east-2"),
      },
    });

    expect(saved(ofAddress({}))).toEqual([[week, round((2 * 730 * 0.005 * 7) / (365 / 12))]]);
    expect(saved(ofAddress(PROTECTED))).toEqual([]);
  });

  it("say it when one saves nothing: small objects stay in S3 Standard", () => {
    const lifecycle = measures(stacks(), usageSchema.parse({})).find(({ measure }) =>
      measure.startsWith("Older"),
    );

    expect(lifecycle?.savesUsd).toBe(0);
  });

  it("count the second zone that the DR site's database does without, and where files lie", () => {
    const found = saved(STREAMFLIX);

    expect(found).toContainEqual([
      "The DR site's database in one zone until a failover",
      round(730 * 0.072 + 100 * 0.115),
    ]);
    expect(found).toContainEqual([
      "Files that nobody reads in Infrequent Access",
      round(800 * (0.33 - 0.0176 + 0.3 - 0.016)),
    ]);
  });

  it("leave out what the stacks don't do", () => {
    expect(measures(stacks(site("dr", "db.r6g.xlarge")), USAGE).map(({ measure }) => measure)).not.toContain(
      "A smaller database in the DR site",
    );
    expect(
      measures(
        { system: "x", configurations: { primary: stackOf("us-east-1"), dr: stackOf("us-east-2") } },
        USAGE,
      ),
    ).toEqual([]);
  });
});
