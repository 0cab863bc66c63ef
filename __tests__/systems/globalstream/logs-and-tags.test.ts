import { SITES } from "../../../src/config/site";
import { addressedBlocks } from "../../../src/terraform/configuration";
import { blockOf, blocksOf, buildSystem, reference } from "../../support/synthesis";
import { smallGlobalstream } from "../environments";
import { smallSites } from "../sites";

/** How long logs are kept that are no application's, in days. */
const RETENTIONS: Readonly<Record<string, number>> = {
  audit_logs: 400,
  firewall_logs: 365,
  "network_flow-logs": 365,
};
const WEEK = 7;

/** Arguments by which a resource says that something of it is to stay. */
const RETAINING = ["retain_on_delete", "skip_destroy", "prevent_destroy", "deletion_protection"];

describe.each(smallSites("globalstream"))("the logs and tags of the $site site", ({ site, region, end, stack }) => {
  const groups = blocksOf(stack, "aws_cloudwatch_log_group");

  test("every log is kept for a week, those of audit, firewall and network for longer, under the site's key", () => {
    const key = reference(blockOf(stack, "aws_kms_key", "operations-key"), "arn");
    expect(groups.length).toBeGreaterThan(15);
    for (const { address, block } of groups) {
      const [, kept = WEEK] = Object.entries(RETENTIONS).find(([part]) => address.includes(part)) ?? [];
      expect([address, block.retention_in_days, block.kms_key_id]).toEqual([address, kept, key]);
    }
  });

  test.each([
    `/aws/api-gateway/globalstream-api${end}`,
    "API-Gateway-Execution-Logs_${aws_api_gateway_rest_api.api.id}/v1",
    `/ecs/globalstream-service${end}`,
    `/aws/rds/cluster/globalstream-database${end}/postgresql`,
    `/aws/elasticache/redis${end}`,
    `/aws/lambda/globalstream-archive-events${end}`,
    `/aws/lambda/globalstream-count-plays${end}`,
    `/aws/lambda/globalstream-authorize-api-key${end}`,
    `aws-waf-logs-globalstream-ingress${end}`,
  ])("there is the log %s", (name) => {
    expect(groups.map(({ block }) => block.name)).toContain(name);
  });

  test("an audit trail records what is done in the region", () => {
    expect(blockOf(stack, "aws_cloudtrail").block).toMatchObject({
      name: `globalstream-audit${end}`,
      enable_log_file_validation: true,
    });
  });

  test("every resource is tagged by the provider with purpose, law and environment (GS-TAG-01)", () => {
    expect(stack.provider?.aws?.[0]).toMatchObject({
      region,
      default_tags: [
        {
          tags: {
            Purpose: "media-streaming",
            Compliance: "LGPD",
            Environment: "dev",
            Application: "globalstream",
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

  test("nothing is retained (GS-DEL-01 to 03)", () => {
    const found = addressedBlocks(stack).filter(({ block }) =>
      RETAINING.some((name) => JSON.stringify(block).includes(`"${name}":true`)),
    );
    expect(found).toEqual([]);
    const of = (type: string) => blocksOf(stack, type).map(({ block }) => block);
    const all = (type: string, expected: object) =>
      expect(of(type)).toEqual(of(type).map(() => expect.objectContaining(expected) as unknown));
    all("aws_backup_vault", { force_destroy: true });
    all("aws_ecr_repository", { force_delete: true });
    all("aws_kinesis_stream", { enforce_consumer_deletion: true });
    all("aws_kms_key", { deletion_window_in_days: 7 });
    all("aws_lb", { enable_deletion_protection: false });
    all("aws_rds_cluster", { skip_final_snapshot: true, deletion_protection: false });
    all("aws_s3_bucket", { force_destroy: true });
    all("aws_secretsmanager_secret", { recovery_window_in_days: 0 });
  });
});

test("logs are kept as long as an environment asks", () => {
  const { configuration } = buildSystem(smallGlobalstream({ applicationLogRetentionDays: 90 }));
  for (const site of SITES) {
    const kept = (part: string) =>
      blockOf(configuration[site], "aws_cloudwatch_log_group", part).block.retention_in_days;
    expect(["service_task", "slow-log", "logs_access", "events_archive"].map(kept)).toEqual([90, 90, 90, 90]);
  }
});
