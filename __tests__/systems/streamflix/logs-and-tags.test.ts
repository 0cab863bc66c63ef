import { addressedBlocks } from "../../../src/terraform/configuration";
import { blockOf, blocksOf, reference } from "../../support/stack";
import { smallStreamflix } from "../environments";
import { buildSystem } from "../../support/synthesis";
import { smallSites } from "../sites";

/** How long logs are kept that are no application's, in days. */
const RETENTIONS: Readonly<Record<string, number>> = {
  audit_logs: 400,
  firewall_logs: 365,
  "network_flow-logs": 365,
};

/** Arguments by which a resource says that something of it is to stay. */
const RETAINING = ["retain_on_delete", "skip_destroy", "prevent_destroy"];

describe.each(smallSites("streamflix"))("the logs and tags of the $site site", ({ site, region, end, stack }) => {
  test("every log group has a retention and a key", () => {
    const key = reference(blockOf(stack, "aws_kms_key", "operations-key"), "arn");
    const groups = blocksOf(stack, "aws_cloudwatch_log_group");
    expect(groups.length).toBeGreaterThan(10);
    for (const { address, block } of groups) {
      const [, kept = 30] = Object.entries(RETENTIONS).find(([part]) => address.includes(part)) ?? [];
      expect([address, block.retention_in_days, block.kms_key_id]).toEqual([address, kept, key]);
    }
  });

  test.each(["service", "rds-", "cache-", "flow-logs", "ingress"])("there are logs of %s", (thing) => {
    const names = blocksOf(stack, "aws_cloudwatch_log_group").map(({ block }) => String(block.name));
    expect(names.filter((name) => name.includes(`streamflix-${thing}`)).length).toBeGreaterThan(0);
  });

  test("an audit trail records what is done in the region, and can't be changed unseen", () => {
    expect(blockOf(stack, "aws_cloudtrail").block).toMatchObject({
      name: `streamflix-audit${end}`,
      enable_log_file_validation: true,
    });
  });

  test("every resource is tagged by the provider with what it costs whom", () => {
    const [own] = stack.provider?.aws ?? [];
    expect(own).toMatchObject({
      region,
      default_tags: [
        {
          tags: {
            Environment: "dev",
            Application: "streamflix",
            CostCenter: "test",
            Repository: "standby",
            Site: site,
          },
        },
      ],
    });
  });

  test("no resource overrides a tag", () => {
    const overriding = addressedBlocks(stack).filter(({ block }) =>
      Object.keys((block.tags as object | undefined) ?? {}).some((name) => name !== "Name"),
    );
    expect(overriding).toEqual([]);
  });

  test("nothing is retained", () => {
    const found = addressedBlocks(stack).filter(({ block }) =>
      RETAINING.some((name) => new RegExp(`"${name}":true`).test(JSON.stringify(block))),
    );
    expect(found).toEqual([]);
    const of = (type: string) => blocksOf(stack, type).map(({ block }) => block);
    expect(of("aws_db_instance")).toEqual([
      expect.objectContaining({
        skip_final_snapshot: true,
        delete_automated_backups: true,
        deletion_protection: false,
      }),
    ]);
    expect(of("aws_lb").map(({ enable_deletion_protection }) => enable_deletion_protection)).toEqual([false]);
    expect(of("aws_kms_key").every(({ deletion_window_in_days }) => deletion_window_in_days === 7)).toBe(
      true,
    );
    expect(of("aws_backup_vault").every(({ force_destroy }) => force_destroy === true)).toBe(true);
    expect(of("aws_s3_bucket").every(({ force_destroy }) => force_destroy === true)).toBe(true);
    expect(of("aws_ecr_repository").every(({ force_delete }) => force_delete === true)).toBe(true);
    expect(
      of("aws_secretsmanager_secret").every(({ recovery_window_in_days }) => recovery_window_in_days === 0),
    ).toBe(true);
  });

  test("Terraform, provider and state are pinned to the site", () => {
    expect(stack.terraform).toMatchObject({
      required_version: ">= 1.11.0",
      required_providers: { aws: { source: "aws" } },
      backend: { s3: { key: `streamflix/dev/${site}.tfstate`, region, encrypt: true } },
    });
  });
});

test.each(["primary", "dr"] as const)(
  "logs of the %s site are kept as long as an environment asks",
  (site) => {
    const { configuration } = buildSystem(smallStreamflix({ applicationLogRetentionDays: 90 }));
    const kept = (part: string) =>
      blockOf(configuration[site], "aws_cloudwatch_log_group", part).block.retention_in_days;
    expect(["service_task", "log-group-postgresql", "slow-log"].map(kept)).toEqual([90, 90, 90]);
  },
);
