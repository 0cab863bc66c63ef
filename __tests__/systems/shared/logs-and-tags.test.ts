import { SITES } from "../../../src/config/site";
import { addressedBlocks } from "../../../src/terraform/configuration";
import { blockOf, blocksOf, buildSystem, destroyableEnvironment, reference } from "../../support/synthesis";
import { REGIONS, smallSites } from "../sites";

type System = keyof typeof REGIONS;

/** How long logs are kept that are no application's, in days: they are evidence (MD-LOG-01, contradiction 12). */
const RETENTIONS: Readonly<Record<string, number>> = {
  audit_logs: 400,
  firewall_logs: 365,
  "network_flow-logs": 365,
};

interface Told {
  /** How long an application's logs are kept, in days. */
  readonly days: number;
  /** What a name holds that some log of each site has; `<end>` stands for the end of the site's names. */
  readonly logs: readonly string[];
  /** Tags that say more than environment, application, site and who pays. */
  readonly tags: Readonly<Record<string, string>>;
}

const API_LOGS = (system: string) => [
  `/aws/api-gateway/${system}-api<end>`,
  "API-Gateway-Execution-Logs_${aws_api_gateway_rest_api.api.id}/v1",
  `/ecs/${system}-service<end>`,
  `/aws/rds/cluster/${system}-database<end>/postgresql`,
  `/aws/lambda/${system}-authorize-api-key<end>`,
];

const TOLD: Readonly<Record<System, Told>> = {
  payments: {
    days: 7,
    logs: ["/ecs/payments-service<end>", "/aws/rds/cluster/payments-database<end>/postgresql"],
    tags: {},
  },
  streamflix: {
    days: 30,
    logs: [
      "/ecs/streamflix-service<end>",
      "/aws/rds/instance/streamflix-rds<end>/postgresql",
      "/aws/vendedlogs/elasticache/streamflix-cache<end>/slow-log",
    ],
    tags: { Repository: "standby" },
  },
  globalstream: {
    days: 7,
    logs: [
      ...API_LOGS("globalstream"),
      "/aws/elasticache/redis<end>",
      "/aws/lambda/globalstream-archive-events<end>",
      "/aws/lambda/globalstream-count-plays<end>",
    ],
    tags: { Purpose: "media-streaming", Compliance: "LGPD", Repository: "standby" },
  },
  mediadb: {
    days: 7,
    logs: [
      ...API_LOGS("mediadb"),
      "/aws/vendedlogs/elasticache/mediadb-cache<end>/slow-log",
      "/aws/kinesisfirehose/mediadb-events-delivery<end>",
      "/aws/lambda/mediadb-delete-expired<end>",
      "/aws/lambda/mediadb-validate-restore<end>",
      "/aws/lambda/mediadb-remediate<end>",
      "/aws/events/mediadb-spot-interruptions<end>",
    ],
    tags: { DataProtection: "GDPR", Repository: "standby" },
  },
};
const EVERY_SYSTEM = Object.keys(TOLD) as System[];

/** Arguments by which a resource says that something of it is to stay. */
const RETAINING = ["retain_on_delete", "skip_destroy", "prevent_destroy", "deletion_protection"];

/** What lets a type go without leftovers (GS-DEL-01 to 03, MD-DEL-01). */
const GOING: Readonly<Record<string, object>> = {
  aws_backup_vault: { force_destroy: true },
  aws_db_instance: {
    skip_final_snapshot: true,
    delete_automated_backups: true,
    deletion_protection: false,
  },
  aws_ecr_repository: { force_delete: true },
  aws_kinesis_stream: { enforce_consumer_deletion: true },
  aws_kms_key: { deletion_window_in_days: 7 },
  aws_lb: { enable_deletion_protection: false },
  aws_rds_cluster: { skip_final_snapshot: true, deletion_protection: false },
  aws_s3_bucket: { force_destroy: true },
  aws_secretsmanager_secret: { recovery_window_in_days: 0 },
};

describe.each(smallSites(...EVERY_SYSTEM))(
  "the logs and tags of the $site site of $system",
  ({ system, site, region, end, stack }) => {
    const { days, logs, tags } = TOLD[system];
    const groups = blocksOf(stack, "aws_cloudwatch_log_group");

    test("every log is kept as long as its kind, under the site's key", () => {
      const key = reference(blockOf(stack, "aws_kms_key", "operations-key"), "arn");
      expect(groups.length).toBeGreaterThan(10);
      for (const { address, block } of groups) {
        const [, kept = days] = Object.entries(RETENTIONS).find(([part]) => address.includes(part)) ?? [];
        expect([address, block.retention_in_days, block.kms_key_id]).toEqual([address, kept, key]);
      }
    });

    test("what serves, stores and guards has a log", () => {
      const names = groups.map(({ block }) => block.name);
      const expected = [...logs, `aws-waf-logs-${system}-ingress<end>`, `/vpc/${system}-flow-logs<end>`];
      expect(names).toEqual(expect.arrayContaining(expected.map((name) => name.replace("<end>", end))));
    });

    test("an audit trail records what is done in the region, and can't be changed unseen", () => {
      expect(blockOf(stack, "aws_cloudtrail").block).toMatchObject({
        name: `${system}-audit${end}`,
        enable_log_file_validation: true,
      });
    });

    test("every resource is tagged by the provider with what it is for, and what it costs whom (GS-TAG-01, MD-TAG-01)", () => {
      const common = { Environment: "dev", Application: system, CostCenter: "test", Site: site };
      const ManagedBy = `standby/${system}-${site}`;
      expect(stack.provider?.aws?.[0]).toMatchObject({
        region,
        default_tags: [{ tags: { ...common, ManagedBy, ...tags } }],
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
        RETAINING.some((name) => JSON.stringify(block).includes(`"${name}":true`)),
      );
      expect(found).toEqual([]);
      for (const [type, expected] of Object.entries(GOING)) {
        const blocks = blocksOf(stack, type).map(({ block }) => block);
        expect(blocks).toEqual(blocks.map(() => expect.objectContaining(expected) as unknown));
      }
    });

    test("Terraform, provider and state are pinned to the site", () => {
      expect(stack.terraform).toMatchObject({
        required_version: ">= 1.11.0",
        required_providers: { aws: { source: "aws" } },
        backend: { s3: { key: `${system}/dev/${site}.tfstate`, region, encrypt: true } },
      });
    });
  },
);

/** Logs of applications that are kept as long as an environment asks. */
const ASKED = {
  streamflix: ["service_task", "log-group-postgresql", "slow-log"],
  globalstream: ["service_task", "slow-log", "logs_access", "events_archive"],
  mediadb: ["service_task", "slow-log", "logs_access", "events-delivery", "retention_function"],
} as const;

test.each(["streamflix", "globalstream", "mediadb"] as const)(
  "logs of %s are kept as long as an environment asks",
  (system) => {
    const systems = { [system]: { applicationLogRetentionDays: 90 } };
    const { configuration } = buildSystem(destroyableEnvironment({ systems }));
    for (const site of SITES) {
      const kept = ASKED[system].map(
        (part) => blockOf(configuration[site], "aws_cloudwatch_log_group", part).block.retention_in_days,
      );
      expect(kept).toEqual(ASKED[system].map(() => 90));
    }
  },
);
