import { measures } from "../../src/cost/measures";
import type { BlocksByType } from "../../src/terraform/configuration";
import { usageSchema } from "../../src/cost/usage";
import { byRole, round, stackOf } from "./support";
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
    audit: { name: "/trail/payments", retention_in_days: 365 },
  },
});

const stacks = (dr = site("dr", "db.r6g.large")) => ({
  system: "payments",
  configurations: {
    primary: stackOf("us-east-1", site("primary", "db.r6g.xlarge")),
    dr: stackOf("us-east-2", dr),
  },
});

describe("measures", () => {
  it("say what each saves in a month", () => {
    const days = (count: number) => count / (365 / 12);
    const gigabytesMoved = 2 * 20 * days(730 - 73);
    const transitions = 2 * 50 * 0.02;

    expect(measures(stacks(), USAGE).map(({ measure, savesUsd }) => [measure, round(savesUsd)])).toEqual([
      ["Few tasks in the DR site until a failover", round(8 * 730 * (0.04048 + 0.004445))],
      ["A smaller database in the DR site", round(730 * (0.519 - 0.26))],
      [
        "Older objects in cheaper storage classes, from 128 KB on",
        round(gigabytesMoved * (0.023 - 0.004) - transitions),
      ],
      ["Application logs kept for 7 days", round((20 + 2) * 0.15 * days(365 - 7) * 0.03)],
    ]);
  });

  it("say it when one saves nothing: small objects stay in S3 Standard", () => {
    const lifecycle = measures(stacks(), usageSchema.parse({})).find(({ measure }) =>
      measure.startsWith("Older"),
    );

    expect(lifecycle?.savesUsd).toBe(0);
  });

  it("count the second zone that the DR site's database does without, and where files lie", () => {
    const found = measures(STREAMFLIX, usageSchema.parse({})).map(({ measure, savesUsd }) => [
      measure,
      round(savesUsd),
    ]);

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
