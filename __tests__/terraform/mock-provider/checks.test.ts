import { resourceModel } from "../../../src/terraform/mock-provider/catalog";
import { configProblems } from "../../../src/terraform/mock-provider/checks/config";
import { deletionProblems } from "../../../src/terraform/mock-provider/checks/deletion";
import { duplicateProblems } from "../../../src/terraform/mock-provider/checks/duplicates";
import {
  plannedReferenceProblems,
  referenceProblems,
} from "../../../src/terraform/mock-provider/checks/references";
import type { Diagnostic } from "../../../src/terraform/mock-provider/server/messages";
import { Cloud } from "../../../src/terraform/mock-provider/server/session";
import { Store } from "../../../src/terraform/mock-provider/store/store";
import { UNKNOWN, type ObjectValue } from "../../../src/terraform/mock-provider/values/cty";
import { configuration } from "./configuration";

const ACCOUNT = "123456789012";
const KEY_ARN = `arn:aws:kms:us-east-1:${ACCOUNT}:key/11111111-1111-4111-8111-111111111111`;

function problemsOf(type: string, given: ObjectValue): Diagnostic[] {
  const model = resourceModel(type);
  return configProblems(model, configuration(model.block, given));
}

const json = (value: unknown): string => JSON.stringify(value);
const policy = (...Statement: object[]): string => json({ Version: "2012-10-17", Statement });
const rolePolicy = (text: string): ObjectValue => ({ role: "app", name: "app", policy: text });
const trusting = (text: string): ObjectValue => ({ name: "app", assume_role_policy: text });
const containers = (value: unknown): ObjectValue => ({ family: "app", container_definitions: json(value) });
const machine = (value: unknown): ObjectValue => ({
  name: "failover",
  role_arn: `arn:aws:iam::${ACCOUNT}:role/failover`,
  definition: json(value),
});
const allow = { Effect: "Allow", Action: "s3:GetObject", Resource: "*" };
const cluster = (more: ObjectValue): ObjectValue => ({
  cluster_identifier: "db",
  engine: "aurora-mysql",
  ...more,
});
const LOG_GROUP_ARN = `arn:aws:logs:us-east-1:${ACCOUNT}:log-group:/trail`;
const rtc = (minutes: number): ObjectValue => ({ status: "Enabled", time: [{ minutes }] });
const replication = (destination: ObjectValue): ObjectValue => ({
  bucket: "a",
  role: `arn:aws:iam::${ACCOUNT}:role/replication`,
  rule: [{ status: "Enabled", destination: [{ bucket: "arn:aws:s3:::b", ...destination }] }],
});

describe("a mistake in a configuration", () => {
  it.each<[string, string, ObjectValue, RegExp, (string | number)[]]>([
    [
      "an ARN without an account",
      "aws_iam_role_policy_attachment",
      { role: "a", policy_arn: "arn:aws:iam" },
      /not an ARN/,
      ["policy_arn"],
    ],
    [
      "a name for an ARN",
      "aws_rds_cluster",
      cluster({ kms_key_id: "alias/db" }),
      /looks like arn:aws/,
      ["kms_key_id"],
    ],
    ["text for a CIDR block", "aws_vpc", { cidr_block: "10.0.0.0" }, /not a CIDR block/, ["cidr_block"]],
    [
      "a CIDR block with host bits",
      "aws_subnet",
      { vpc_id: "vpc-1", cidr_block: "10.0.1.7/24" },
      /did you mean 10\.0\.1\.0\/24/,
      ["cidr_block"],
    ],
    ["a VPC that is too big", "aws_vpc", { cidr_block: "10.0.0.0/8" }, /between 16 and 28/, ["cidr_block"]],
    [
      "broken JSON",
      "aws_cloudwatch_dashboard",
      { dashboard_name: "a", dashboard_body: "{" },
      /not JSON/,
      ["dashboard_body"],
    ],
    [
      "a number for JSON",
      "aws_cloudwatch_dashboard",
      { dashboard_name: "a", dashboard_body: "7" },
      /object or array/,
      ["dashboard_body"],
    ],
    [
      "a policy without statements",
      "aws_iam_role_policy",
      rolePolicy(policy()),
      /needs a Statement/,
      ["policy"],
    ],
    [
      "a misspelt effect",
      "aws_iam_role_policy",
      rolePolicy(policy({ ...allow, Effect: "allow" })),
      /"Allow" or "Deny"/,
      ["policy"],
    ],
    [
      "a statement without an action",
      "aws_iam_role_policy",
      rolePolicy(policy({ Effect: "Allow", Resource: "*" })),
      /needs Action or NotAction/,
      ["policy"],
    ],
    [
      "an action that is none",
      "aws_iam_role_policy",
      rolePolicy(policy({ ...allow, Action: "GetObject" })),
      /must look like "s3:GetObject"/,
      ["policy"],
    ],
    [
      "a resource that is no ARN",
      "aws_iam_role_policy",
      rolePolicy(policy({ ...allow, Resource: "bucket/*" })),
      /must be an ARN or "\*"/,
      ["policy"],
    ],
    [
      "a misspelt element",
      "aws_iam_role_policy",
      rolePolicy(policy({ ...allow, Resources: "*" })),
      /element "Resources"/,
      ["policy"],
    ],
    [
      "a principal in an identity's policy",
      "aws_iam_role_policy",
      rolePolicy(policy({ ...allow, Principal: "*" })),
      /can't have a Principal/,
      ["policy"],
    ],
    [
      "an unknown version",
      "aws_iam_role_policy",
      rolePolicy(json({ Version: "2020-01-01", Statement: allow })),
      /Version must be/,
      ["policy"],
    ],
    [
      "a resource policy without a principal",
      "aws_s3_bucket_policy",
      { bucket: "a", policy: policy(allow) },
      /needs a Principal/,
      ["policy"],
    ],
    [
      "a trust policy with a resource",
      "aws_iam_role",
      trusting(policy({ ...allow, Principal: "*" })),
      /can't have a Resource/,
      ["assume_role_policy"],
    ],
    [
      "a container without an image",
      "aws_ecs_task_definition",
      containers([{ name: "app" }]),
      /needs image/,
      ["container_definitions"],
    ],
    [
      "a container's cpu as text",
      "aws_ecs_task_definition",
      containers([{ name: "a", image: "b", cpu: "256" }]),
      /cpu must be a number/,
      ["container_definitions"],
    ],
    [
      "an environment as a map",
      "aws_ecs_task_definition",
      containers([{ name: "a", image: "b", environment: { A: "b" } }]),
      /environment must be a list/,
      ["container_definitions"],
    ],
    [
      "an environment's number",
      "aws_ecs_task_definition",
      containers([{ name: "a", image: "b", environment: [{ name: "A", value: 1 }] }]),
      /both text/,
      ["container_definitions"],
    ],
    [
      "two containers of a name",
      "aws_ecs_task_definition",
      containers([
        { name: "a", image: "b" },
        { name: "a", image: "c" },
      ]),
      /two containers/,
      ["container_definitions"],
    ],
    [
      "a state machine without a start",
      "aws_sfn_state_machine",
      machine({ States: { A: { Type: "Succeed" } } }),
      /StartAt/,
      ["definition"],
    ],
    [
      "a state that goes nowhere",
      "aws_sfn_state_machine",
      machine({ StartAt: "A", States: { A: { Type: "Pass", Next: "B" } } }),
      /"B", which doesn't exist/,
      ["definition"],
    ],
    [
      "a state without an end",
      "aws_sfn_state_machine",
      machine({ StartAt: "A", States: { A: { Type: "Pass" } } }),
      /either Next or End/,
      ["definition"],
    ],
    [
      "a state out of reach",
      "aws_sfn_state_machine",
      machine({ StartAt: "A", States: { A: { Type: "Succeed" }, B: { Type: "Fail" } } }),
      /"B" can't be reached/,
      ["definition"],
    ],
    [
      "a mistake in a parallel branch",
      "aws_sfn_state_machine",
      machine({
        StartAt: "A",
        States: { A: { Type: "Parallel", End: true, Branches: [{ StartAt: "X", States: {} }] } },
      }),
      /in state "A": needs States/,
      ["definition"],
    ],
    [
      "a value that is not in the list",
      "aws_ssm_parameter",
      { name: "/a", type: "Secret", insecure_value: "x" },
      /allowed are String, StringList, SecureString/,
      ["type"],
    ],
    [
      "a retention that logs don't have",
      "aws_cloudwatch_log_group",
      { name: "a", retention_in_days: 31 },
      /"31" is not allowed/,
      ["retention_in_days"],
    ],
    [
      "a wrong element of a set",
      "aws_rds_cluster",
      cluster({ enabled_cloudwatch_logs_exports: ["audit", "all"] }),
      /"all" is not allowed/,
      ["enabled_cloudwatch_logs_exports"],
    ],
    [
      "a wrong value in a block",
      "aws_s3_bucket_versioning",
      { bucket: "a", versioning_configuration: [{ status: "On" }] },
      /"On" is not allowed/,
      ["versioning_configuration", 0, "status"],
    ],
    [
      "a replication time that S3 does not offer",
      "aws_s3_bucket_replication_configuration",
      replication({ metrics: [{ status: "Enabled" }], replication_time: [rtc(5)] }),
      /"5" is not allowed; allowed are 15/,
      ["rule", 0, "destination", 0, "replication_time", 0, "time", 0, "minutes"],
    ],
    [
      "a replication time without metrics",
      "aws_s3_bucket_replication_configuration",
      replication({ replication_time: [rtc(15)] }),
      /replication_time needs rule\.destination\.metrics/,
      ["rule", 0, "destination"],
    ],
    [
      "a trail that has no role for its log group",
      "aws_cloudtrail",
      { name: "trail", s3_bucket_name: "a", cloud_watch_logs_group_arn: `${LOG_GROUP_ARN}:*` },
      /cloud_watch_logs_group_arn needs cloud_watch_logs_role_arn/,
      ["cloud_watch_logs_group_arn"],
    ],
    [
      "a name that is too long",
      "aws_lb",
      { name: "a".repeat(33), subnets: ["subnet-1"] },
      /33 characters; allowed are 1 to 32/,
      ["name"],
    ],
    ["a name in capitals", "aws_s3_bucket", { bucket: "Standby-State" }, /lower-case letter/, ["bucket"]],
    [
      "an identifier with two hyphens",
      "aws_rds_global_cluster",
      { global_cluster_identifier: "a--b", engine: "aurora-mysql" },
      /single hyphens/,
      ["global_cluster_identifier"],
    ],
    [
      "an alias without its prefix",
      "aws_kms_alias",
      { name: "data", target_key_id: KEY_ARN },
      /must start with "alias\/"/,
      ["name"],
    ],
    [
      "a number out of range",
      "aws_kms_key",
      { deletion_window_in_days: 3 },
      /allowed are 7 to 30/,
      ["deletion_window_in_days"],
    ],
    [
      "a window of the wrong form",
      "aws_rds_cluster",
      cluster({ preferred_backup_window: "3am" }),
      /hh24:mi-hh24:mi/,
      ["preferred_backup_window"],
    ],
    [
      "two values of which one is allowed",
      "aws_ssm_parameter",
      { name: "/a", type: "String", value: "x", insecure_value: "y" },
      /At most one may be given of insecure_value, value/,
      ["insecure_value"],
    ],
    [
      "no value of which one is needed",
      "aws_ssm_parameter",
      { name: "/a", type: "String" },
      /Exactly one must be given/,
      [],
    ],
    [
      "neither a pattern nor a schedule",
      "aws_cloudwatch_event_rule",
      { name: "a" },
      /At least one must be given/,
      [],
    ],
    ["a name and a prefix", "aws_security_group", { name: "a", name_prefix: "b" }, /At most one/, ["name"]],
    [
      "two routing policies",
      "aws_route53_record",
      {
        zone_id: "Z1",
        name: "a",
        type: "A",
        ttl: 60,
        records: ["10.0.0.1"],
        set_identifier: "a",
        failover_routing_policy: [{ type: "PRIMARY" }],
        weighted_routing_policy: [{ weight: 1 }],
      },
      /failover_routing_policy, weighted_routing_policy/,
      ["failover_routing_policy"],
    ],
    [
      "two rotation rules that exclude each other",
      "aws_secretsmanager_secret_rotation",
      {
        secret_id: "a",
        rotation_rules: [{ automatically_after_days: 1, schedule_expression: "rate(1 day)" }],
      },
      /At most one/,
      ["rotation_rules"],
    ],
    [
      "a write-only value without a version",
      "aws_secretsmanager_secret_version",
      { secret_id: "a", secret_string_wo: "x" },
      /needs secret_string_wo_version/,
      ["secret_string_wo"],
    ],
    [
      "an attribute that AWS decides",
      "aws_kms_key",
      { arn: KEY_ARN },
      /Can't configure a value for "arn"/,
      ["arn"],
    ],
    [
      "an attribute in a set that AWS decides",
      "aws_dynamodb_table",
      { name: "orders", replica: [{ region_name: "us-west-2", arn: "x" }] },
      /Can't configure a value for "arn"/,
      ["replica"],
    ],
  ])("is refused: %s", (_mistake, type, given, expected, steps) => {
    const problems = problemsOf(type, given);
    expect(problems.map(({ detail }) => detail)).toEqual([expect.stringMatching(expected)]);
    const found = problems[0]?.attribute?.steps.map((step) => Object.values(step)[0] as string | number);
    expect(found ?? []).toEqual(steps);
  });

  it("is not looked for in values that aren't known yet", () => {
    expect(
      problemsOf("aws_ssm_parameter", { name: UNKNOWN, type: UNKNOWN, insecure_value: UNKNOWN }),
    ).toEqual([]);
    expect(problemsOf("aws_iam_role_policy", { role: "a", policy: UNKNOWN })).toEqual([]);
  });
});

describe("a secret that is wrong", () => {
  const long = "x".repeat(42);

  it.each([
    ["write-only", { master_password_wo: long, master_password_wo_version: 1 }],
    ["sensitive", { master_password: long }],
  ])("is not repeated in the message (%s)", (_kind, given) => {
    const told = problemsOf("aws_rds_cluster", cluster(given)).map(({ detail }) => detail);

    expect(told).toEqual([expect.stringContaining('"(secret)" has 42 characters; allowed are 8 to 41')]);
  });
});

describe("what only the account can tell", () => {
  const cloud = new Cloud(ACCOUNT, new Set(["eu-west-1"]));
  let store: Store;

  const put = (type: string, region: string, attributes: ObjectValue): void =>
    store.put({ type, region, id: String(attributes["id"]), attributes, secrets: {} });
  const dangling = (type: string, given: ObjectValue, region = "us-east-1"): string[] => {
    const model = resourceModel(type);
    return referenceProblems(model, configuration(model.block, given), region, store, cloud).map(
      ({ detail }) => detail,
    );
  };

  beforeEach(() => {
    store = new Store();
    put("aws_vpc", "us-east-1", { id: "vpc-1", default_security_group_id: "sg-default" });
    put("aws_kms_key", "us-east-1", { id: "k", key_id: "k", arn: KEY_ARN });
    put("aws_iam_role", "global", { id: "app", name: "app", arn: `arn:aws:iam::${ACCOUNT}:role/app` });
    put("aws_s3_bucket", "us-east-1", { id: "logs", bucket: "logs", arn: "arn:aws:s3:::logs" });
    put("aws_cloudwatch_log_group", "us-east-1", {
      id: "a",
      name: "a",
      arn: `arn:aws:logs:us-east-1:${ACCOUNT}:log-group:a`,
    });
    put("aws_rds_global_cluster", "us-east-1", { id: "g", global_cluster_identifier: "g" });
  });

  it.each<[string, ObjectValue]>([
    ["aws_subnet", { vpc_id: "vpc-2", cidr_block: "10.0.0.0/24" }],
    ["aws_db_subnet_group", { name: "a", subnet_ids: ["subnet-1"] }],
    ["aws_rds_cluster", cluster({ vpc_security_group_ids: ["sg-1"] })],
    ["aws_rds_cluster", cluster({ kms_key_id: KEY_ARN.replace("1111-4111", "2222-4222") })],
    ["aws_rds_cluster", cluster({ global_cluster_identifier: "elsewhere" })],
    ["aws_rds_cluster", cluster({ db_subnet_group_name: "missing" })],
    ["aws_rds_cluster", cluster({ db_cluster_parameter_group_name: "missing" })],
    ["aws_iam_role_policy", { role: "nobody", policy: "{}" }],
    ["aws_ecs_task_definition", { family: "a", task_role_arn: `arn:aws:iam::${ACCOUNT}:role/nobody` }],
    [
      "aws_sfn_state_machine",
      { logging_configuration: [{ log_destination: `arn:aws:logs:us-east-1:${ACCOUNT}:log-group:b:*` }] },
    ],
  ])("refuses a reference of %s to something that doesn't exist", (type, given) => {
    expect(dangling(type, given)).toEqual([expect.stringMatching(/names no aws_/)]);
  });

  it.each<[string, ObjectValue, string]>([
    ["aws_subnet", { vpc_id: "vpc-1", cidr_block: "10.0.0.0/24" }, "us-east-1"],
    [
      "aws_rds_cluster",
      cluster({ vpc_security_group_ids: ["sg-default"], kms_key_id: KEY_ARN }),
      "us-east-1",
    ],
    ["aws_rds_cluster", cluster({ db_cluster_parameter_group_name: "default.aurora-mysql8.0" }), "us-east-1"],
    ["aws_rds_cluster", cluster({ global_cluster_identifier: "g" }), "us-west-2"],
    ["aws_iam_role_policy", { role: "app", policy: "{}" }, "us-east-1"],
    [
      "aws_iam_role_policy_attachment",
      { role: "app", policy_arn: "arn:aws:iam::aws:policy/ReadOnlyAccess" },
      "us-east-1",
    ],
    ["aws_s3_bucket_policy", { bucket: "logs", policy: "{}" }, "us-east-1"],
    ["aws_sns_topic", { kms_master_key_id: "alias/aws/sns" }, "us-east-1"],
    [
      "aws_sfn_state_machine",
      { logging_configuration: [{ log_destination: `arn:aws:logs:us-east-1:${ACCOUNT}:log-group:a:*` }] },
      "us-east-1",
    ],
    ["aws_rds_cluster", cluster({ kms_key_id: KEY_ARN.replace(ACCOUNT, "999999999999") }), "us-east-1"],
    ["aws_rds_cluster", cluster({ kms_key_id: KEY_ARN.replace("us-east-1", "eu-west-1") }), "us-east-1"],
  ])("accepts a reference of %s to something that exists or can't be looked at", (type, given, region) => {
    expect(dangling(type, given, region)).toEqual([]);
  });

  it("looks in the region of the resource, not in every region", () => {
    expect(dangling("aws_subnet", { vpc_id: "vpc-1", cidr_block: "10.0.0.0/24" }, "us-west-2")).toHaveLength(
      1,
    );
  });

  it("refuses while planning only what can't be about to be created", () => {
    const planned = (type: string, given: ObjectValue): Diagnostic[] => {
      const model = resourceModel(type);
      return plannedReferenceProblems(model, configuration(model.block, given), "us-east-1", store, cloud);
    };
    expect(planned("aws_subnet", { vpc_id: "vpc-2" })).toHaveLength(1);
    expect(planned("aws_iam_role_policy", { role: "soon" })).toEqual([]);
  });

  it("refuses a second resource of a name in a region, and a second bucket anywhere", () => {
    const duplicates = (type: string, given: ObjectValue, region: string): Diagnostic[] => {
      const model = resourceModel(type);
      return duplicateProblems(model, configuration(model.block, given), region, store);
    };
    expect(duplicates("aws_cloudwatch_log_group", { name: "a" }, "us-east-1")).toMatchObject([
      { detail: 'There already is aws_cloudwatch_log_group "a" in us-east-1.' },
    ]);
    expect(duplicates("aws_cloudwatch_log_group", { name: "a" }, "us-west-2")).toEqual([]);
    expect(duplicates("aws_s3_bucket", { bucket: "logs" }, "us-west-2")).toHaveLength(1);
    expect(duplicates("aws_iam_role", { name: "app" }, "global")).toHaveLength(1);
  });

  it("refuses to delete what is protected, or a database without a last snapshot", () => {
    const deletion = (given: ObjectValue): string[] => {
      const model = resourceModel("aws_rds_cluster");
      return deletionProblems(model, configuration(model.block, given)).map(({ summary }) => summary);
    };
    expect(deletion(cluster({ deletion_protection: true }))).toEqual(["Deletion is protected"]);
    expect(deletion(cluster({ skip_final_snapshot: false }))).toEqual(["Final snapshot without a name"]);
    expect(deletion(cluster({ skip_final_snapshot: true }))).toEqual([]);
  });
});
