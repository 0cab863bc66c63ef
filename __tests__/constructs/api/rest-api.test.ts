import { apiSettings } from "../../../src/constructs/api/settings";
import type { RestApiProps } from "../../../src/constructs/api/rest-api";
import { ApiAccount } from "../../../src/constructs/api/api-account";
import type { Block } from "../../../src/terraform/configuration";
import {
  argumentsOf,
  blockOf,
  blocksOf,
  reference,
  regionalStack,
  synthesizeAliased,
  synthesizeStack,
} from "../../support/stack";
import { addApi, CERTIFICATE, LOAD_BALANCER, LOGS_KEY, NAMES, STREAM } from "./synthesize-api";

const domain = { names: NAMES, certificateArn: CERTIFICATE };
const build = (given: Partial<RestApiProps> = {}) => synthesizeStack((stack) => void addApi(stack, given));
const minimal = build();
const maximal = synthesizeStack((stack) => {
  const account = new ApiAccount(stack, "account");
  addApi(stack, { domain, after: [account.resource], logRetentionInDays: 400 });
});
const api = blockOf(minimal, "aws_api_gateway_rest_api");
const textOf = (block: Block) => JSON.stringify(block);

test("without a domain it answers to AWS's name, with one to the names only", () => {
  const common = {
    name: "payments-api-dev",
    description: "Titles, media and events",
    endpoint_configuration: { types: ["REGIONAL"] },
    binary_media_types: ["application/octet-stream", "video/mp4"],
  };
  expect(api.block).toEqual({ ...common, disable_execute_api_endpoint: false });
  expect(argumentsOf(maximal, "aws_api_gateway_rest_api")).toEqual({
    ...common,
    disable_execute_api_endpoint: true,
  });
  expect(blocksOf(minimal, "aws_api_gateway_domain_name")).toEqual([]);
});

test.each([
  { site: "primary", own: "primary.payments-dev.example.com" },
  { site: "dr", own: "dr.payments-dev.example.com" },
] as const)("$site answers to the system's name and to its own, with TLS 1.2 or newer", ({ site, own }) => {
  const configuration = synthesizeStack((stack) => void addApi(stack, { domain }), { site });
  const domains = blocksOf(configuration, "aws_api_gateway_domain_name").map(({ block }) => block);
  const common = {
    regional_certificate_arn: CERTIFICATE,
    security_policy: "TLS_1_2",
    endpoint_configuration: { types: ["REGIONAL"] },
  };
  expect(domains).toEqual(
    [own, "payments-dev.example.com"].map((domain_name) => ({ ...common, domain_name })),
  );
  const mappings = blocksOf(configuration, "aws_api_gateway_base_path_mapping").map(({ block }) => block);
  const stage = reference(blockOf(configuration, "aws_api_gateway_stage"), "stage_name");
  expect(mappings.map(({ stage_name }) => stage_name)).toEqual([stage, stage]);
});

test("what leads to it is told", () => {
  const stack = regionalStack();
  const { aliasTargets, url, stageName, apiName } = addApi(stack, { domain });
  const target = { dnsName: expect.any(String) as string, zoneId: expect.any(String) as string };
  expect({ aliasTargets, url, stageName, apiName }).toEqual({
    aliasTargets: { service: target, own: target },
    url: "https://payments-dev.example.com",
    stageName: "v1",
    apiName: "payments-api-dev",
  });
  expect(addApi(regionalStack()).aliasTargets).toBeUndefined();
});

test("only probes and browsers' questions need no key", () => {
  const open = blocksOf(minimal, "aws_api_gateway_method")
    .filter(({ block }) => block.authorization === "NONE" && block.http_method !== "OPTIONS")
    .map(({ address }) => address.replace(/^.*\.api_|_\w+$/g, ""));
  expect(open).toEqual(["get-canary", "get-health", "get-ready", "put-canary"]);
  const authorizer = reference(blockOf(minimal, "aws_api_gateway_authorizer"), "id");
  const keyed = blocksOf(minimal, "aws_api_gateway_method").filter(
    ({ block }) => block.authorization === "CUSTOM",
  );
  expect(keyed.map(({ block }) => [block.http_method, block.authorizer_id])).toEqual([
    ["ANY", authorizer],
    ["POST", authorizer],
  ]);
});

test("keys are checked by the function, whose answer holds for a minute, and which nobody else may start", () => {
  expect(argumentsOf(minimal, "aws_api_gateway_authorizer")).toEqual({
    rest_api_id: reference(api, "id"),
    name: "api-keys",
    type: "REQUEST",
    authorizer_uri: reference(blockOf(minimal, "aws_lambda_function"), "invoke_arn"),
    identity_source: "method.request.header.x-api-key",
    authorizer_result_ttl_in_seconds: 60,
  });
  expect(argumentsOf(minimal, "aws_lambda_permission", "authorizer")).toMatchObject({
    principal: "apigateway.amazonaws.com",
    source_arn: `${reference(api, "execution_arn")}/authorizers/${reference(blockOf(minimal, "aws_api_gateway_authorizer"), "id")}`,
  });
});

test("requests go through the link to the load balancer, and the service never sees a key", () => {
  expect(argumentsOf(minimal, "aws_api_gateway_integration", "any-proxy")).toMatchObject({
    type: "HTTP_PROXY",
    connection_type: "VPC_LINK",
    connection_id: reference(blockOf(minimal, "aws_apigatewayv2_vpc_link"), "id"),
    integration_target: LOAD_BALANCER,
    uri: "http://service.internal/{proxy}",
    timeout_milliseconds: 29_000,
    request_parameters: {
      "integration.request.path.proxy": "method.request.path.proxy",
      "integration.request.header.x-api-key": "context.authorizer.principalId",
    },
  });
});

test("API Gateway may append to the one stream and use its key for it, and nothing else", () => {
  const { policy } = argumentsOf(minimal, "aws_iam_role_policy", "post-events");
  expect(JSON.parse(String(policy))).toEqual({
    Version: "2012-10-17",
    Statement: [
      { Sid: "AppendEvents", Effect: "Allow", Action: ["kinesis:PutRecords"], Resource: [STREAM.arn] },
      {
        Sid: "EncryptEvents",
        Effect: "Allow",
        Action: ["kms:GenerateDataKey"],
        Resource: [STREAM.keyArn],
        Condition: { StringEquals: { "kms:ViaService": ["kinesis.us-east-1.amazonaws.com"] } },
      },
    ],
  });
});

test("the stage logs each request without secrets, traces, limits, and logs no body", () => {
  const stage = blockOf(maximal, "aws_api_gateway_stage");
  expect(stage.block).toMatchObject({
    stage_name: "v1",
    xray_tracing_enabled: true,
    cache_cluster_enabled: false,
  });
  const { format } = stage.block.access_log_settings as { format: string };
  const fields = JSON.parse(format) as Record<string, string>;
  expect(Object.keys(fields)).toEqual(
    expect.arrayContaining([
      "requestId",
      "status",
      "integrationStatus",
      "authorizerError",
      "wafResponseCode",
      "sourceIp",
    ]),
  );
  expect(format).not.toMatch(/apiKey|body|header|querystring|userAgent/i);
  expect(argumentsOf(maximal, "aws_api_gateway_method_settings")).toEqual({
    rest_api_id: reference(blockOf(maximal, "aws_api_gateway_rest_api"), "id"),
    stage_name: reference(stage, "stage_name"),
    method_path: "*/*",
    settings: {
      throttling_rate_limit: 1000,
      throttling_burst_limit: 500,
      metrics_enabled: true,
      logging_level: "ERROR",
      data_trace_enabled: false,
      caching_enabled: false,
    },
  });
});

test("both of its log groups are there before it, encrypted and not kept for ever", () => {
  const groups = blocksOf(minimal, "aws_cloudwatch_log_group").filter(({ address }) =>
    address.includes("stage_logs"),
  );
  expect(groups.map(({ block }) => block)).toMatchObject([
    { name: "/aws/api-gateway/payments-api-dev", retention_in_days: 7, kms_key_id: LOGS_KEY },
    {
      name: `API-Gateway-Execution-Logs_${reference(api, "id")}/v1`,
      retention_in_days: 7,
      kms_key_id: LOGS_KEY,
    },
  ]);
  const { depends_on } = argumentsOf(minimal, "aws_api_gateway_stage");
  expect(depends_on).toEqual([groups[1]?.address]);
  expect(argumentsOf(maximal, "aws_api_gateway_stage").depends_on).toContain(
    blockOf(maximal, "aws_api_gateway_account").address,
  );
});

test("throttled requests are counted in the access log", () => {
  expect(argumentsOf(minimal, "aws_cloudwatch_log_metric_filter")).toMatchObject({
    pattern: '{ $.status = "429" }',
    metric_transformation: { namespace: "Standby/payments-api-dev", name: "Throttled", value: "1" },
  });
});

describe("a deployment", () => {
  const deployment = (given: Partial<RestApiProps> = {}) =>
    argumentsOf(build(given), "aws_api_gateway_deployment");
  const triggersOf = (block: Block) => block.triggers as Record<string, string>;
  const before = triggersOf(deployment());

  test("comes after everything that it is a copy of, and before the old one goes", () => {
    const block = deployment();
    expect(block.lifecycle).toEqual({ create_before_destroy: true });
    const parts = [
      "authorizer",
      "gateway_response",
      "integration",
      "integration_response",
      "method",
      "method_response",
    ];
    const others = ["model", "request_validator", "resource", "rest_api"];
    const copied = [...parts, ...others].flatMap((part) => blocksOf(minimal, `aws_api_gateway_${part}`));
    expect([...(block.depends_on as string[])].sort()).toEqual(copied.map(({ address }) => address).sort());
  });

  test("is the same in every run", () => {
    expect(triggersOf(deployment())).toEqual(before);
    expect(before.definition).toMatch(/^[0-9a-f]{64}$/);
  });

  test.each<[string, Partial<RestApiProps>]>([
    [
      "the origin that pages may have",
      { settings: apiSettings.parse({ allowedOrigin: "https://player.example.com" }) },
    ],
    ["the stream, and so the template", { stream: { ...STREAM, name: "payments-other-dev" } }],
    ["the address that it answers to", { domain }],
  ])("is made anew when %s changes", (_what, given) => {
    expect(triggersOf(deployment(given)).definition).not.toBe(before.definition);
  });

  test.each([
    ["aws_api_gateway_model", "schema", '{"type":"array"}'],
    ["aws_api_gateway_integration", "request_templates", { "application/json": "{}" }],
    ["aws_api_gateway_integration_response", "response_templates", { "application/json": "{}" }],
    ["aws_api_gateway_gateway_response", "status_code", "418"],
    ["aws_api_gateway_method", "operation_name", "another"],
    ["aws_api_gateway_resource", "path_part", "happenings"],
    ["aws_api_gateway_authorizer", "authorizer_result_ttl_in_seconds", 0],
    ["aws_api_gateway_request_validator", "validate_request_body", false],
    ["aws_api_gateway_method_response", "status_code", "299"],
  ])("is made anew when %s has another %s", (type, argument, value) => {
    const configuration = synthesizeStack((stack) => {
      addApi(stack);
      const resource = stack.node
        .findAll()
        .find((node) => "terraformResourceType" in node && node.terraformResourceType === type);
      (resource as unknown as { addOverride(path: string, value: unknown): void }).addOverride(
        argument,
        value,
      );
    });
    expect(triggersOf(argumentsOf(configuration, "aws_api_gateway_deployment")).definition).not.toBe(
      before.definition,
    );
  });

  test("is made anew when what the hash knows by name only becomes another one", () => {
    expect(before).toEqual({
      definition: before.definition,
      vpc_link: reference(blockOf(minimal, "aws_apigatewayv2_vpc_link"), "id"),
      load_balancer: LOAD_BALANCER,
      base_uri: "http://service.internal",
    });
  });

  test("stays when the limits change: they are the stage's", () => {
    const settings = apiSettings.parse({ throttling: { requestsPerSecond: 1, burst: 1 } });
    expect(triggersOf(deployment({ settings }))).toEqual(before);
  });
});

test("in the other region it names that region's provider everywhere", () => {
  const configuration = synthesizeAliased((scope) => void addApi(scope, { domain }));
  const blocks = blocksOf(configuration, "aws_api_gateway_integration");
  expect(blocks.filter(({ block }) => block.provider !== "aws.dr")).toEqual([]);
  expect(textOf(argumentsOf(configuration, "aws_api_gateway_integration", "post-events"))).toContain(
    "arn:aws:apigateway:us-east-2:kinesis:action/PutRecords",
  );
});
