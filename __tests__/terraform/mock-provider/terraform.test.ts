import * as fs from "node:fs";
import * as path from "node:path";
import { GLOBAL, type MockProvider } from "../../../src/terraform/mock-provider";
import { describeWithTerraform } from "../../support/optional";
import { ACCOUNT, startFor, Workspace } from "./rehearsal";

const trust = (service: string): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" }],
  });

/** A primary stack: what it makes in its own region, and what it makes in the other one. */
const PRIMARY = {
  provider: {
    aws: [
      { region: "us-east-1", allowed_account_ids: [ACCOUNT], default_tags: [{ tags: { system: "shop" } }] },
      { alias: "dr", region: "us-west-2", allowed_account_ids: [ACCOUNT] },
    ],
  },
  data: { aws_caller_identity: { me: {} } },
  ephemeral: {
    aws_secretsmanager_random_password: { admin: { password_length: 40, exclude_punctuation: true } },
  },
  resource: {
    aws_vpc: { main: { cidr_block: "10.0.0.0/16", tags: { Name: "shop" } } },
    aws_subnet: {
      a: { vpc_id: "${aws_vpc.main.id}", cidr_block: "10.0.0.0/24", availability_zone: "us-east-1a" },
      b: { vpc_id: "${aws_vpc.main.id}", cidr_block: "10.0.1.0/24", availability_zone: "us-east-1b" },
    },
    aws_security_group: { db: { name: "shop-db", vpc_id: "${aws_vpc.main.id}" } },
    aws_vpc_security_group_ingress_rule: {
      db: {
        security_group_id: "${aws_security_group.db.id}",
        referenced_security_group_id: "${aws_security_group.db.id}",
        ip_protocol: "tcp",
        from_port: 5432,
        to_port: 5432,
      },
    },
    aws_kms_key: { main: { multi_region: true, enable_key_rotation: true, deletion_window_in_days: 7 } },
    aws_kms_replica_key: { dr: { provider: "aws.dr", primary_key_arn: "${aws_kms_key.main.arn}" } },
    aws_iam_role: { app: { name: "shop-app", assume_role_policy: trust("ecs-tasks.amazonaws.com") } },
    aws_rds_global_cluster: {
      main: { global_cluster_identifier: "shop", engine: "aurora-postgresql", storage_encrypted: true },
    },
    aws_db_subnet_group: { main: { name: "shop", subnet_ids: ["${aws_subnet.a.id}", "${aws_subnet.b.id}"] } },
    aws_rds_cluster: {
      main: {
        cluster_identifier: "shop",
        engine: "aurora-postgresql",
        global_cluster_identifier: "${aws_rds_global_cluster.main.id}",
        db_subnet_group_name: "${aws_db_subnet_group.main.name}",
        vpc_security_group_ids: ["${aws_security_group.db.id}"],
        kms_key_id: "${aws_kms_key.main.arn}",
        storage_encrypted: true,
        master_username: "root",
        master_password_wo: "${ephemeral.aws_secretsmanager_secret_version.admin.secret_string}",
        master_password_wo_version: 1,
        skip_final_snapshot: true,
        serverlessv2_scaling_configuration: { min_capacity: 0.5, max_capacity: 8 },
        lifecycle: { ignore_changes: ["global_cluster_identifier", "replication_source_identifier"] },
      },
    },
    aws_secretsmanager_secret: {
      admin: {
        name: "shop/admin",
        kms_key_id: "${aws_kms_key.main.arn}",
        replica: [{ region: "us-west-2" }],
      },
    },
    aws_secretsmanager_secret_version: {
      admin: {
        secret_id: "${aws_secretsmanager_secret.admin.id}",
        secret_string_wo: "${ephemeral.aws_secretsmanager_random_password.admin.random_password}",
        secret_string_wo_version: 1,
      },
    },
    aws_ssm_parameter: {
      key: {
        provider: "aws.dr",
        name: "/standby/shop/primary/key",
        type: "String",
        insecure_value: "${aws_kms_replica_key.dr.arn}",
      },
      elsewhere: {
        region: "us-west-2",
        name: "/standby/shop/primary/vpc",
        type: "String",
        insecure_value: "${aws_vpc.main.id}",
      },
    },
    aws_ecs_cluster: { main: { name: "shop" } },
    aws_ecs_task_definition: {
      app: {
        family: "shop",
        task_role_arn: "${aws_iam_role.app.arn}",
        container_definitions: JSON.stringify([{ name: "app", image: "nginx", essential: true }]),
      },
    },
    aws_ecs_service: {
      app: {
        name: "app",
        cluster: "${aws_ecs_cluster.main.arn}",
        task_definition: "${aws_ecs_task_definition.app.arn}",
        desired_count: 2,
      },
    },
  },
  output: {
    vpc: { value: "${aws_vpc.main.id}" },
    account: { value: "${data.aws_caller_identity.me.account_id}" },
  },
};
Object.assign(PRIMARY.ephemeral, {
  aws_secretsmanager_secret_version: {
    admin: { secret_id: "${aws_secretsmanager_secret_version.admin.secret_id}" },
  },
});

/** A DR stack: its own region and global services only, and what the primary stack left for it. */
const DR = {
  provider: {
    aws: [
      { region: "us-west-2", allowed_account_ids: [ACCOUNT] },
      { alias: "primary", region: "us-east-1", allowed_account_ids: [ACCOUNT] },
    ],
  },
  data: { aws_ssm_parameter: { key: { name: "/standby/shop/primary/key" } } },
  resource: {
    aws_cloudwatch_log_group: {
      app: {
        name: "/shop/app",
        retention_in_days: 30,
        kms_key_id: "${data.aws_ssm_parameter.key.insecure_value}",
      },
    },
    aws_sqs_queue: { dead_letters: { name: "shop-dead-letters" } },
  },
};

describeWithTerraform("real Terraform with the mock provider", () => {
  let provider: MockProvider;
  let primary: Workspace;
  let dr: Workspace;

  beforeAll(async () => {
    provider = await startFor([PRIMARY, DR]);
    primary = new Workspace(provider, PRIMARY);
    dr = new Workspace(provider, DR);
  });

  afterAll(() => {
    provider.stop();
    primary.remove();
    dr.remove();
  });

  const secretOf = (): string => {
    const version = provider.store.list("aws_secretsmanager_secret_version")[0];
    return String(version?.secrets["secret_string_wo"]);
  };

  it("initialises, validates, plans and applies", async () => {
    await primary.init();
    expect(await primary.mustRun("validate")).toContain("The configuration is valid");
    expect((await primary.plan()).output).toContain("18 to add, 0 to change, 0 to destroy");
    await primary.apply();
    expect(provider.store.size).toBe(18);
  });

  it("plans nothing after that", async () => {
    expect(await primary.plan()).toMatchObject({ status: 0 });
  });

  it("answers like AWS: ids, ARNs, regions, tags", () => {
    const { store } = provider;
    const [vpc] = store.list("aws_vpc");
    expect(vpc).toMatchObject({
      region: "us-east-1",
      attributes: { region: "us-east-1", tags_all: { system: "shop", Name: "shop" } },
    });
    expect(vpc?.id).toMatch(/^vpc-[0-9a-f]{17}$/);
    const [key] = store.list("aws_kms_key");
    const [replica] = store.list("aws_kms_replica_key");
    expect(key?.id).toMatch(/^mrk-[0-9a-f]{32}$/);
    expect(replica).toMatchObject({
      region: "us-west-2",
      id: key?.id,
      attributes: { arn: `arn:aws:kms:us-west-2:${ACCOUNT}:key/${key?.id}` },
    });
    expect(store.list("aws_iam_role")).toMatchObject([
      { region: GLOBAL, attributes: { arn: `arn:aws:iam::${ACCOUNT}:role/shop-app` } },
    ]);
    expect(store.list("aws_rds_cluster")[0]?.attributes["endpoint"]).toMatch(
      /^shop\.cluster-[0-9a-f]{12}\.us-east-1\.rds\.amazonaws\.com$/,
    );
    expect(store.list("aws_ssm_parameter").map(({ region }) => region)).toEqual(["us-west-2", "us-west-2"]);
  });

  it("keeps secrets out of the state and hands them on", () => {
    const secret = secretOf();
    expect(secret).toMatch(/^[A-Za-z0-9]{40}$/);
    expect(provider.store.list("aws_rds_cluster")[0]?.secrets["master_password_wo"]).toBe(secret);
    const files = fs.readdirSync(primary.directory).map((file) => path.join(primary.directory, file));
    const texts = files
      .filter((file) => fs.statSync(file).isFile())
      .map((file) => fs.readFileSync(file, "utf8"));
    expect(texts.filter((text) => text.includes(secret))).toEqual([]);
  });

  it("sees drift, and what a failover changes", async () => {
    const service = provider.store.list("aws_ecs_service")[0];
    const { region, type, id } = service!;
    provider.store.update(region, type, id, { desired_count: 5 });
    const drifted = await primary.plan();
    expect(drifted.status).toBe(2);
    expect(drifted.output).toMatch(/desired_count\s+= 5 -> 2/);
    provider.store.update(region, type, id, { desired_count: 2 });
    const cluster = provider.store.list("aws_rds_cluster")[0]!;
    provider.store.update(cluster.region, cluster.type, cluster.id, { global_cluster_identifier: null });
    expect(await primary.plan()).toMatchObject({ status: 0 });
  });

  it("proposes to make again what was deleted behind Terraform's back", async () => {
    const { store } = provider;
    const role = store.list("aws_iam_role")[0]!;
    store.delete(role.region, role.type, role.id);
    expect((await primary.plan()).output).toContain("aws_iam_role.app will be created");
    store.put(role);
  });

  it("replaces what can't be changed, and changes the rest in place", async () => {
    const { resource } = PRIMARY;
    const renamed = { ...resource.aws_security_group.db, description: "Postgres" };
    const changed = { ...resource.aws_ecs_service.app, desired_count: 3 };
    primary.write({
      ...PRIMARY,
      resource: { ...resource, aws_security_group: { db: renamed }, aws_ecs_service: { app: changed } },
    });
    const { output } = await primary.plan();
    expect(output).toContain("aws_security_group.db must be replaced");
    expect(output).toContain("aws_ecs_service.app will be updated in-place");
    primary.write(PRIMARY);
  });

  it("lets the DR stack read what the primary stack left, and work without the primary region", async () => {
    await dr.init();
    await dr.apply();
    provider.setRegionsDown(["us-east-1"]);
    try {
      expect(await dr.plan()).toMatchObject({ status: 0 });
      const { resource } = DR;
      const queue = { ...resource.aws_sqs_queue.dead_letters, message_retention_seconds: 86400 };
      dr.write({ ...DR, resource: { ...resource, aws_sqs_queue: { dead_letters: queue } } });
      expect(await dr.apply()).toContain("1 changed");
      const refused = await primary.plan();
      expect(refused.status).toBe(1);
      expect(refused.output).toContain("us-east-1.amazonaws.com");
      expect(refused.output).toContain("i/o timeout");
    } finally {
      provider.setRegionsDown([]);
    }
  });

  it("says like AWS that a parameter is missing", async () => {
    const missing = {
      ...DR,
      data: { aws_ssm_parameter: { key: { name: "/standby/shop/primary/nothing" } } },
    };
    dr.write(missing);
    const { status, output } = await dr.plan();
    expect(status).toBe(1);
    expect(output).toContain("couldn't find resource");
    dr.write(DR);
  });

  it("leaves nothing when everything is destroyed", async () => {
    await dr.destroy();
    await primary.destroy();
    expect(provider.store.list()).toEqual([]);
  });
});
