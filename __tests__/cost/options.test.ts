import type { SystemStacks } from "../../src/cost/estimate";
import { options } from "../../src/cost/options";
import type { BlocksByType } from "../../src/terraform/configuration";
import { round, stackOf, USAGE } from "./support";
import { STACKS } from "./streamflix-like";

const savedOf = (stacks: SystemStacks) =>
  new Map(options(stacks, USAGE).map(({ option, savesUsd }) => [option.split(",")[0], round(savesUsd)]));

const saved = savedOf(STACKS);

/** Both stacks of a system like globalstream, as far as choices matter: three zones. */
const stackLikeGlobalstream = (region: string) =>
  stackOf(region, {
    aws_nat_gateway: threeOf({}),
    aws_eip: threeOf({}),
    aws_vpc_endpoint: { it: { vpc_endpoint_type: "Interface", subnet_ids: ["a", "b", "c"] }, s3: {} },
    aws_rds_cluster: {
      it: {
        serverlessv2_scaling_configuration: { min_capacity: 2, max_capacity: 8 },
        backup_retention_period: 3,
      },
    },
    aws_rds_cluster_instance: threeOf({
      instance_class: "db.serverless",
      cluster_identifier: "${aws_rds_cluster.it.id}",
    }),
    aws_elasticache_replication_group: {
      it: { node_type: "cache.t3.micro", num_node_groups: 3, replicas_per_node_group: 1 },
    },
    aws_efs_file_system: {
      it: { throughput_mode: "elastic", "//": { expected_gigabytes: 100 } },
    },
    aws_backup_restore_testing_plan: { it: {} },
    aws_backup_restore_testing_selection: {
      it: {
        restore_testing_plan_name: "${aws_backup_restore_testing_plan.it.name}",
        protected_resource_arns: ["arn:of:files"],
      },
    },
  });

function threeOf(block: BlocksByType[string][string]): BlocksByType[string] {
  return { a: block, b: block, c: block };
}

const GLOBALSTREAM: SystemStacks = {
  system: "globalstream",
  configurations: {
    primary: stackLikeGlobalstream("us-east-1"),
    dr: stackLikeGlobalstream("us-east-2"),
  },
};

/** One task in each site, of half a vCPU and 1 GB. */
const x86 = 730 * (0.5 * 0.04656 + 0.00511 + 0.5 * 0.04048 + 0.004445);
const arm = 730 * (0.5 * 0.03725 + 0.00409 + 0.5 * 0.03238 + 0.00356);

describe("options", () => {
  it.each([
    [
      "Database instances and cache nodes reserved for a year",
      0.3 * 730 * (2 * 0.082 + 0.072 + 2 * 0.019 + 2 * 0.017),
    ],
    ["A Compute Savings Plan for the tasks of normal operation", 0.2 * x86],
    ["Tasks on ARM", x86 - arm],
    ["Fargate Spot", 0.7 * x86],
  ])("%s", (option, usd) => {
    expect(saved.get(option)).toBeCloseTo(usd, 6);
  });

  it("keep backups and snapshots for a day: the history of files and database, the further snapshots", () => {
    const files = 1000 * 0.01 * (6 * (0.055 + 0.05) + 90 * (0.011 + 0.01));
    const database = 12 * (0.1 + 0.095);
    const snapshots = 4 * 0.3 * (0.085 + 0.085);

    expect(saved.get("Backups and snapshots for 1 day")).toBeCloseTo(files + database + snapshots, 6);
  });

  it("keep logs for a week", () => {
    const days = (30 - 7) / (365 / 12);

    expect(saved.get("Logs for 7 days")).toBeCloseTo(0.15 * days * (20 * 0.0315 + 2 * 0.03), 6);
  });

  it.each([
    ["One instance of the database in the DR site", 2 * 2 * 0.12 * 730],
    ["Half a capacity unit as the least", 3 * (1.5 + 1.5) * 0.12 * 730],
    [
      "A Database Savings Plan for the serverless capacity of normal operation",
      0.35 * 3 * (3 + 2) * 0.12 * 730,
    ],
    ["One NAT gateway a site", 2 * 2 * (0.045 + 0.005) * 730],
    ["Interface endpoints in two zones", 2 * 0.01 * 730],
    ["One shard in each cache", 2 * 4 * 0.017 * 730],
    ["No restore tests", 2 * 4.35 * (1.5 + 100 * 0.02)],
    ["Database instances and cache nodes reserved for a year", 0.3 * 2 * 6 * 0.017 * 730],
    ["Backups and snapshots for 1 day", 2 * 100 * 0.02 * 2 * 0.021],
  ])("%s", (option, usd) => {
    expect(savedOf(GLOBALSTREAM).get(option)).toBeCloseTo(usd, 6);
  });

  it("leave out what would save nothing, and show the most first", () => {
    const found = options(GLOBALSTREAM, USAGE);

    expect(found.map(({ option }) => option)).not.toContain("Tasks on ARM");
    expect(found.map(({ savesUsd }) => savesUsd)).toEqual(
      found.map(({ savesUsd }) => savesUsd).sort((one, other) => other - one),
    );
    expect(
      options(
        { system: "x", configurations: { primary: stackOf("us-east-1"), dr: stackOf("us-east-2") } },
        USAGE,
      ),
    ).toEqual([]);
  });

  it("keep the copies of backups for a day too", () => {
    const copy = {
      destination_vault_arn: "arn:aws:backup:us-east-2:1:backup-vault:v",
      lifecycle: { delete_after: 8 },
    };
    const primary = stackOf("us-east-1", {
      aws_efs_file_system: { it: { throughput_mode: "elastic", "//": { expected_gigabytes: 100 } } },
      aws_backup_plan: { it: { rule: { lifecycle: { delete_after: 4 }, copy_action: copy } } },
      aws_backup_selection: { it: { plan_id: "${aws_backup_plan.it.id}", resources: ["arn:of:files"] } },
    });
    const configurations = { primary, dr: stackOf("us-east-2") };

    const found = savedOf({ system: "x", configurations });
    expect(found.get("Backups and snapshots for 1 day")).toBeCloseTo((3 + 7) * 0.05, 6);
    expect(found.get("No copies of backups in the other region")).toBeGreaterThan(8 * 0.05);
  });
});
