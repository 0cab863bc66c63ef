import { BackupRestoreTestingPlan } from "@cdktf/provider-aws/lib/backup-restore-testing-plan";
import { EfsFileSystem } from "@cdktf/provider-aws/lib/efs-file-system";
import { ElasticacheReplicationGroup } from "@cdktf/provider-aws/lib/elasticache-replication-group";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { KinesisStream } from "@cdktf/provider-aws/lib/kinesis-stream";
import { KinesisStreamConsumer } from "@cdktf/provider-aws/lib/kinesis-stream-consumer";
import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import type { RegionalStack } from "../../src/stacks/regional-stack";
import { constructOf } from "../support/stack";
import { breachesAfter, CACHE_LOGS, type Mistake } from "./mistake";

function addRole(stack: RegionalStack, name: string, inOtherRegion = false): void {
  const provider = inOtherRegion ? stack.aliases.dr : undefined;
  new IamRole(stack, "operator", { name, assumeRolePolicy: "{}", ...(provider && { provider }) });
}

const LONG = `payments-${"x".repeat(60)}-dev`;

const mistakes: Mistake[] = [
  {
    what: "a name without the system, which another system's stack may take too",
    make: ({ primary }) => addRole(primary, "operator-dev"),
    breaches: ["names: aws_iam_role.operator: operator-dev must start with payments-"],
  },
  {
    what: "a name without the suffix, which another environment may take too",
    make: ({ primary }) => addRole(primary, "payments-operator"),
    breaches: ["names: aws_iam_role.operator: payments-operator must end with -dev"],
  },
  {
    what: "a DR name without the site: a role of that name is the primary stack's",
    site: "dr",
    make: ({ dr }) => addRole(dr, "payments-operator-dev"),
    breaches: ["names: aws_iam_role.operator: payments-operator-dev must end with -dr-dev"],
  },
  {
    what: "a name without the site in the other region",
    make: ({ primary }) => addRole(primary, "payments-operator-dev", true),
    breaches: ["names: aws_iam_role.operator: payments-operator-dev must end with -dr-dev"],
  },
  {
    what: "a name that its service refuses",
    make: ({ primary }) => addRole(primary, LONG),
    breaches: [`names: aws_iam_role.operator: ${LONG} has 73 characters, at most 64 fit`],
  },
  {
    what: "a cache whose id is longer than ElastiCache takes",
    make: ({ primary }) =>
      void new ElasticacheReplicationGroup(primary, "sessions", {
        replicationGroupId: "payments-sessions-of-all-our-customers-dev",
        logDeliveryConfiguration: CACHE_LOGS,
        description: "Sessions",
      }),
    breaches: [
      "names: aws_elasticache_replication_group.sessions: payments-sessions-of-all-our-customers-dev has 42 characters, " +
        "at most 40 fit",
    ],
  },
  {
    what: "a file system that a failover could not find by its token",
    make: ({ primary }) =>
      void new EfsFileSystem(primary, "files", { lifecycle: { ignoreChanges: ["protection"] } }),
    breaches: [
      "names: aws_efs_file_system.files: creation_token is missing, so AWS or Terraform would invent one",
      "backups: aws_efs_file_system.files: no aws_backup_selection names it: add it to the backup plan of the stack in its region",
    ],
  },
  {
    what: "a restore testing plan of somebody else, by the name that AWS Backup takes",
    make: ({ primary }) =>
      void new BackupRestoreTestingPlan(primary, "testing", {
        name: "restore_test_prod",
        scheduleExpression: "cron(0 9 ? * SUN *)",
      }),
    breaches: [
      "names: aws_backup_restore_testing_plan.testing: restore_test_prod must start with payments_",
      "names: aws_backup_restore_testing_plan.testing: restore_test_prod must end with _dev",
    ],
  },
  {
    what: "a stream and a consumer without the suffix, which another environment may take too",
    make: ({ primary }) => {
      const { arn: streamArn } = new KinesisStream(primary, "events", { name: "payments-events" });
      new KinesisStreamConsumer(primary, "archive", { name: "payments-archive", streamArn });
    },
    breaches: [
      "names: aws_kinesis_stream.events: payments-events must end with -dev",
      "names: aws_kinesis_stream_consumer.archive: payments-archive must end with -dev",
    ],
  },
  {
    what: "a name that is left to Terraform",
    make: ({ primary }) => {
      constructOf(primary, SecurityGroup, "security-group").resetName();
    },
    breaches: [
      "names: aws_security_group.database_member_parts_security-group_CF8A07A5: name is missing, so AWS or " +
        "Terraform would invent one",
    ],
  },
  {
    what: "an alias without its prefix",
    make: ({ primary }) => {
      constructOf(primary, KmsAlias, "logs-key").name = "payments-logs-dev";
    },
    breaches: [
      "names: aws_kms_alias.logs-key_alias_E8306681: payments-logs-dev must start with alias/payments-",
      "names: aws_kms_alias.logs-key_alias_E8306681: payments-logs-dev must end with -dev",
    ],
  },
  {
    what: "a tag that is passed on a resource",
    make: ({ primary }) => {
      constructOf(primary, Vpc).tags = { Name: "payments-vpc-dev", Team: "payments" };
    },
    breaches: ["names: aws_vpc.network: tag Team belongs into the provider's default tags"],
  },
  ...["Application", "Environment", "CostCenter", "Site"].map((key): Mistake => ({
    what: `a provider without the default tag ${key}`,
    make: ({ primary }) =>
      constructOf(primary, AwsProvider, "payments-primary/dr").addOverride(
        `default_tags.0.tags.${key}`,
        undefined,
      ),
    breaches: [`names: provider aws.dr: default tag ${key} is missing`],
  })),
];

describe("the names rule", () => {
  test.each(mistakes)("catches $what", ({ breaches, ...mistake }) => {
    expect(breachesAfter(mistake)).toEqual(breaches);
  });

  test("takes a name that was cut and ends in a hash", () => {
    const make: Mistake["make"] = ({ dr }) => addRole(dr, dr.physicalName("operator-".repeat(10), "iamRole"));
    expect(breachesAfter({ what: "", site: "dr", make })).toEqual([]);
  });
});
