import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import type { Value } from "../../../src/terraform/mock-provider/values/cty";
import { describeWithTerraform } from "../../support/optional";
import { ACCOUNT, startFor, Workspace } from "./rehearsal";

const REGION = "us-east-1";
const PROVIDER = { aws: [{ region: REGION }] };
const TRUST = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" }],
});

describeWithTerraform("Terraform with the mock provider", () => {
  it("imports what exists already", async () => {
    const config = { provider: PROVIDER, resource: { aws_sqs_queue: { a: { name: "jobs" } } } };
    const provider = await startFor([config]);
    const first = new Workspace(provider, config);
    const second = new Workspace(provider, config);
    try {
      await first.init();
      await first.apply();
      await second.init();
      await second.mustRun("import", "aws_sqs_queue.a", provider.store.list()[0]!.id);
      expect(await second.plan()).toMatchObject({ status: 0 });
    } finally {
      provider.stop();
      first.remove();
      second.remove();
    }
  });

  it("changes regional resources while IAM does not answer, if it need not read IAM", async () => {
    const west = { aws: [{ region: "us-west-2" }] };
    const config = (days: number): object => ({
      provider: west,
      resource: {
        aws_iam_role: { a: { name: "a", assume_role_policy: TRUST } },
        aws_cloudwatch_log_group: { a: { name: "a", retention_in_days: days } },
      },
    });
    const provider = await startFor([config(30)]);
    const workspace = new Workspace(provider, config(30));
    try {
      await workspace.init();
      await workspace.apply();
      provider.setRegionsDown(["us-east-1"]);
      workspace.write(config(60));
      expect((await workspace.plan()).output).toContain("https://iam.us-east-1.amazonaws.com/");
      expect(await workspace.mustRun("apply", "-auto-approve", "-refresh=false")).toContain("1 changed");
    } finally {
      provider.stop();
      workspace.remove();
    }
  });

  it("counts versions up, also of a task definition that is made before the old one goes", async () => {
    const config = (image: string): object => ({
      provider: PROVIDER,
      resource: {
        aws_ssm_parameter: { a: { name: "/a", type: "String", insecure_value: image } },
        aws_ecs_task_definition: {
          a: {
            family: "app",
            container_definitions: JSON.stringify([{ name: "app", image }]),
            lifecycle: { create_before_destroy: true },
          },
        },
      },
    });
    const provider = await startFor([config("one")]);
    const workspace = new Workspace(provider, config("one"));
    try {
      await workspace.init();
      await workspace.apply();
      workspace.write(config("two"));
      await workspace.apply();
      expect(provider.store.list("aws_ssm_parameter")[0]?.attributes["version"]).toBe(2);
      expect(provider.store.list("aws_ecs_task_definition")[0]?.attributes["arn"]).toMatch(
        /task-definition\/app:2$/,
      );
      expect(await workspace.plan()).toMatchObject({ status: 0 });
    } finally {
      provider.stop();
      workspace.remove();
    }
  });

  it("lists the members of a global database, whose writer a failover changes", async () => {
    const cluster = {
      engine: "aurora-mysql",
      global_cluster_identifier: "${aws_rds_global_cluster.a.id}",
      skip_final_snapshot: true,
      // AWS answers whom a member follows, which nobody configures.
      lifecycle: { ignore_changes: ["replication_source_identifier"] },
    };
    const config = {
      provider: { aws: [{ region: REGION }, { alias: "dr", region: "us-west-2" }] },
      resource: {
        aws_rds_global_cluster: { a: { global_cluster_identifier: "a", engine: "aurora-mysql" } },
        aws_rds_cluster: {
          a: { ...cluster, cluster_identifier: "a", master_username: "root" },
          b: { ...cluster, cluster_identifier: "b", provider: "aws.dr", depends_on: ["aws_rds_cluster.a"] },
        },
      },
    };
    const provider = await startFor([config]);
    const workspace = new Workspace(provider, config);
    const members = (): Value | undefined =>
      provider.store.list("aws_rds_global_cluster")[0]?.attributes["global_cluster_members"];
    const arn = (region: string, name: string): string => `arn:aws:rds:${region}:${ACCOUNT}:cluster:${name}`;
    try {
      await workspace.init();
      await workspace.apply();
      expect(members()).toEqual([
        { db_cluster_arn: arn(REGION, "a"), is_writer: true },
        { db_cluster_arn: arn("us-west-2", "b"), is_writer: false },
      ]);
      const followed = provider.store
        .list("aws_rds_cluster")
        .map(({ attributes }) => attributes["replication_source_identifier"]);
      expect(followed).toEqual([null, arn(REGION, "a")]);
      expect(await workspace.plan()).toMatchObject({ status: 0 });
      const switched = [
        { db_cluster_arn: arn(REGION, "a"), is_writer: false },
        { db_cluster_arn: arn("us-west-2", "b"), is_writer: true },
      ];
      const [database] = provider.store.list("aws_rds_global_cluster");
      provider.store.update(REGION, database!.type, database!.id, { global_cluster_members: switched });
      expect(await workspace.plan()).toMatchObject({ status: 0 });
      await workspace.mustRun("destroy", "-auto-approve", "-target=aws_rds_cluster.b");
      expect(members()).toEqual(switched.slice(0, 1));
    } finally {
      provider.stop();
      workspace.remove();
    }
  });

  it("finds in the next run what the store's file kept", async () => {
    const config = { provider: PROVIDER, resource: { aws_sqs_queue: { a: { name: "jobs" } } } };
    const directory = fs.mkdtempSync(path.join(os.tmpdir(), "mock-store-"));
    const storeFile = path.join(directory, "store.json");
    const before = await startFor([config], { storeFile });
    const workspace = new Workspace(before, config);
    await workspace.init();
    await workspace.apply();
    before.stop();
    const after = await startFor([config], { storeFile });
    try {
      expect(await workspace.attach(after).plan()).toMatchObject({ status: 0 });
    } finally {
      after.stop();
      workspace.remove();
      fs.rmSync(directory, { recursive: true });
    }
  });

  it("reads a replicated secret in the region of its replica, by the ARN there", async () => {
    const arn = '${replace(aws_secretsmanager_secret.a.arn, ":us-east-1:", ":us-west-2:")}';
    const config = {
      provider: { aws: [{ region: REGION }, { alias: "dr", region: "us-west-2" }] },
      ephemeral: {
        aws_secretsmanager_secret_version: {
          a: { provider: "aws.dr", secret_id: arn, depends_on: ["aws_secretsmanager_secret_version.a"] },
        },
      },
      resource: {
        aws_secretsmanager_secret: { a: { name: "a", replica: [{ region: "us-west-2" }] } },
        aws_secretsmanager_secret_version: {
          a: { secret_id: "${aws_secretsmanager_secret.a.id}", secret_string: "not a secret" },
        },
        aws_ssm_parameter: {
          a: {
            name: "/a",
            type: "SecureString",
            value_wo: "${ephemeral.aws_secretsmanager_secret_version.a.secret_string}",
            value_wo_version: 1,
          },
        },
      },
    };
    const provider = await startFor([config]);
    const workspace = new Workspace(provider, config);
    try {
      await workspace.init();
      await workspace.apply();
      expect(provider.store.list("aws_ssm_parameter")[0]?.secrets).toEqual({ value_wo: "not a secret" });
    } finally {
      provider.stop();
      workspace.remove();
    }
  });

  it("works with types that have no facts, from their schema alone", async () => {
    const config = {
      provider: PROVIDER,
      resource: {
        aws_fsx_openzfs_file_system: {
          a: {
            deployment_type: "SINGLE_AZ_1",
            subnet_ids: ["subnet-1"],
            throughput_capacity: 64,
            disk_iops_configuration: { iops: 3000 },
          },
        },
        aws_fsx_openzfs_snapshot: {
          a: { name: "a", volume_id: "${aws_fsx_openzfs_file_system.a.root_volume_id}" },
        },
        aws_sns_platform_application: {
          a: { name: "a", platform: "GCM", platform_credential: "a" },
        },
        aws_kinesis_stream: { a: { name: "a", shard_count: 1 } },
        aws_guardduty_detector: { a: { enable: true } },
        aws_elasticache_replication_group: { a: { replication_group_id: "a", description: "a" } },
        aws_api_gateway_rest_api: { a: { name: "a" } },
        aws_eks_cluster: {
          a: {
            name: "a",
            role_arn: "arn:aws:iam::123456789012:role/a",
            vpc_config: { subnet_ids: ["subnet-1"] },
          },
        },
      },
    };
    const provider = await startFor([config]);
    const workspace = new Workspace(provider, config);
    try {
      await workspace.init();
      await workspace.apply();
      expect(await workspace.plan()).toMatchObject({ status: 0 });
      expect(provider.store.list("aws_fsx_openzfs_snapshot")[0]?.attributes["arn"]).toMatch(
        /^arn:aws:fsx:us-east-1:123456789012:fsx-openzfs-snapshot\//,
      );
      await workspace.destroy();
      expect(provider.store.size).toBe(0);
    } finally {
      provider.stop();
      workspace.remove();
    }
  });
});
