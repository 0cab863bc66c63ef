import { accessLogsRule } from "../../src/rules/access-logs";
import { LOGGED_TYPES, WITHOUT_LOGS } from "../../src/rules/logged-types";
import type { StackUnderTest } from "../../src/rules/rule";
import { isStateful } from "../../src/terraform/stateful-types";
import type { Block, BlocksByType } from "../../src/terraform/configuration";
import { SITES } from "../../src/config/site";
import { systems } from "../../src/systems";
import { buildSystem, destroyableEnvironment } from "../support/synthesis";

const check = (resource: BlocksByType): string[] =>
  accessLogsRule.check({ configuration: { resource } } as unknown as StackUnderTest);

/** For each type, what logs and what does not. */
const cases: Record<string, { good: Block[]; bad: Block[]; beside?: BlocksByType }> = {
  aws_api_gateway_stage: {
    good: [{ access_log_settings: { destination_arn: "${aws_cloudwatch_log_group.a.arn}", format: "{}" } }],
    bad: [{}, { access_log_settings: { format: "{}" } }],
  },
  aws_cloudtrail: {
    good: [{ enable_log_file_validation: true, cloud_watch_logs_group_arn: "arn" }],
    bad: [
      { cloud_watch_logs_group_arn: "arn" },
      { enable_log_file_validation: true },
      { enable_logging: false, enable_log_file_validation: true, cloud_watch_logs_group_arn: "arn" },
    ],
  },
  aws_codebuild_project: {
    good: [{ logs_config: { cloudwatch_logs: { group_name: "g" } } }],
    bad: [{}, { logs_config: { cloudwatch_logs: { status: "DISABLED" } } }],
  },
  aws_db_instance: {
    good: [{ enabled_cloudwatch_logs_exports: ["postgresql", "upgrade"] }],
    bad: [{}, { enabled_cloudwatch_logs_exports: ["upgrade"] }],
  },
  aws_ecs_task_definition: {
    good: [
      { container_definitions: '[{"name":"a","logConfiguration":{"logDriver":"awslogs"}}]' },
      {
        container_definitions:
          '${jsonencode([{"name" = "a", "image" = aws_ecr_repository.r.url, "logConfiguration" = {"logDriver" = "awslogs"}}])}',
      },
    ],
    bad: [
      { container_definitions: '[{"name":"a","logConfiguration":{"logDriver":"awslogs"}},{"name":"b"}]' },
      {
        container_definitions:
          '${jsonencode([{"name" = "a", "environment" = [{"name" = "logConfiguration"}]}])}',
      },
      { container_definitions: "[]" },
      { container_definitions: "${file(containers)}" },
    ],
  },
  aws_elasticache_replication_group: {
    good: [{ log_delivery_configuration: [{ log_type: "engine-log" }, { log_type: "slow-log" }] }],
    bad: [{}, { log_delivery_configuration: { log_type: "slow-log" } }],
  },
  aws_kinesis_firehose_delivery_stream: {
    good: [{ extended_s3_configuration: { cloudwatch_logging_options: { enabled: true } } }],
    bad: [{}, { extended_s3_configuration: { cloudwatch_logging_options: { enabled: false } } }],
  },
  aws_lambda_function: {
    good: [{ logging_config: { log_group: "g", log_format: "JSON" } }],
    bad: [{}, { logging_config: { log_format: "JSON" } }],
  },
  aws_lb: {
    good: [{ access_logs: { bucket: "b", enabled: true } }],
    bad: [{}, { access_logs: { bucket: "b", enabled: false } }, { access_logs: { enabled: true } }],
  },
  aws_rds_cluster: {
    good: [{ enabled_cloudwatch_logs_exports: ["postgresql"] }],
    bad: [{}, { enabled_cloudwatch_logs_exports: [] }],
  },
  aws_s3_bucket: {
    good: [{ bucket: "by-name" }, { bucket: "log-bucket" }],
    bad: [{ bucket: "other" }],
    beside: {
      aws_s3_bucket_logging: { l: { bucket: "by-name" }, m: { bucket: "${aws_s3_bucket.it-too.id}" } },
      aws_s3_bucket_policy: {
        p: { bucket: "log-bucket", policy: '{"Principal":{"Service":["logging.s3.amazonaws.com"]}}' },
        q: { bucket: "other", policy: '{"Principal":{"Service":["cloudtrail.amazonaws.com"]}}' },
      },
    },
  },
  aws_sfn_state_machine: {
    good: [{ logging_configuration: { level: "ERROR", log_destination: "arn:*" } }],
    bad: [
      {},
      { logging_configuration: { level: "OFF", log_destination: "arn:*" } },
      { logging_configuration: { log_destination: "arn:*" } },
      { logging_configuration: { level: "ALL" } },
    ],
  },
  aws_vpc: {
    good: [],
    bad: [{}],
    beside: { aws_flow_log: { f: { vpc_id: "${aws_vpc.it-too.id}" }, subnet: { subnet_id: "s" } } },
  },
  aws_wafv2_web_acl: {
    good: [],
    bad: [{}],
    beside: {
      aws_wafv2_web_acl_logging_configuration: { l: { resource_arn: "${aws_wafv2_web_acl.it-too.arn}" } },
    },
  },
};

describe("the access-logs rule", () => {
  test("has a case for every type that logs", () => {
    expect(Object.keys(cases).sort()).toEqual(Object.keys(LOGGED_TYPES).sort());
  });

  test.each(Object.keys(LOGGED_TYPES))("catches a silent %s", (type) => {
    const { bad = [], beside = {} } = cases[type] ?? {};
    expect(bad.length).toBeGreaterThan(0);
    for (const block of bad) {
      expect(check({ ...beside, [type]: { it: block } })).toEqual([
        `${type}.it: ${LOGGED_TYPES[type]?.demand}`,
      ]);
    }
  });

  test.each(Object.keys(LOGGED_TYPES))("lets a %s pass that logs", (type) => {
    const { good = [], beside = {} } = cases[type] ?? {};
    for (const block of good) expect(check({ ...beside, [type]: { it: block } })).toEqual([]);
  });

  test.each(["aws_s3_bucket", "aws_vpc", "aws_wafv2_web_acl"])(
    "knows a %s whose log names it by reference",
    (type) => {
      expect(check({ ...cases[type]?.beside, [type]: { "it-too": {} } })).toEqual([]);
    },
  );

  test("asks nothing of what is only read", () => {
    const configuration = { data: { aws_vpc: { it: {} } } };
    expect(accessLogsRule.check({ configuration } as unknown as StackUnderTest)).toEqual([]);
  });
});

test("whatever holds data either logs or is known to have no log", () => {
  const types = systems.flatMap(({ name }) => {
    const { configuration } = buildSystem(destroyableEnvironment({ systems: { [name]: {} } }));
    return SITES.flatMap((site) => Object.keys(configuration[site].resource ?? {}));
  });
  const stateful = [...new Set(types)].filter(isStateful);
  expect(stateful.length).toBeGreaterThan(8);
  expect(stateful.filter((type) => !(type in LOGGED_TYPES) && !WITHOUT_LOGS.has(type))).toEqual([]);
});
