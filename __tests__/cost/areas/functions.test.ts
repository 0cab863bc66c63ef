import { quantitiesOf } from "../support";

it("prices a function by its calls, its memory and its architecture, with metrics and traces", () => {
  const aws_lambda_function = {
    it: {
      function_name: "payments-validate-payment-dev",
      memory_size: 512,
      architectures: ["arm64"],
      tracing_config: [{ mode: "Active" }],
    },
  };

  expect(quantitiesOf({ aws_lambda_function })).toEqual([
    ["Lambda invocations", 4, 0],
    ["Lambda, ARM", 400_000, 0],
    ["Custom metrics", 6, 6],
    ["Traces recorded", 0.2, 0],
  ]);
});

it("prices a function that says nothing with the least memory, on x86, untraced", () => {
  const aws_lambda_function = {
    it: { function_name: "payments-rotate-dev", tracing_config: { mode: "PassThrough" } },
  };

  expect(quantitiesOf({ aws_lambda_function })).toEqual([
    ["Lambda invocations", 0.05, 0.05],
    ["Lambda, x86", 3125, 3125],
    ["Custom metrics", 6, 6],
  ]);
});

it("prices the probes, which run for most of each minute, in the site that stands by", () => {
  const aws_lambda_function = {
    it: { function_name: "payments-probe-site-dr-dev", memory_size: 256, architectures: ["arm64"] },
  };

  expect(quantitiesOf({ aws_lambda_function })).toEqual([
    ["Lambda invocations", 0, 0.044],
    ["Lambda, ARM", 0, 561_000],
    ["Custom metrics", 6, 6],
  ]);
});

it("prices what keys are checked with, and no metrics for what runs now and then", () => {
  const aws_lambda_function = {
    check: {
      function_name: "globalstream-authorize-api-key-dev",
      memory_size: 256,
      architectures: ["arm64"],
    },
    rotate: {
      function_name: "globalstream-rotate-api-keys-dev",
      memory_size: 1024,
      architectures: ["arm64"],
    },
  };

  expect(quantitiesOf({ aws_lambda_function })).toEqual([
    ["Lambda invocations", 0.44, 0.044],
    ["Lambda, ARM", 2200, 220],
    ["Custom metrics", 6, 6],
    ["Lambda invocations", 0.0001, 0.0001],
    ["Lambda, ARM", 500, 500],
  ]);
});

it("prices the messages of a queue, not of its dead-letter queue", () => {
  const aws_sqs_queue = { work: { redrive_policy: "{}" }, dead: {}, other: {} };
  const aws_sqs_queue_redrive_policy = { it: { queue_url: "${aws_sqs_queue.other.id}" } };

  expect(quantitiesOf({ aws_sqs_queue, aws_sqs_queue_redrive_policy })).toEqual([
    ["SQS requests", 13, 0],
    ["SQS requests", 13, 0],
  ]);
});

it("prices the polls of a queue that a function reads, in both sites", () => {
  const aws_lambda_event_source_mapping = {
    queue: { event_source_arn: "${aws_sqs_queue.work.arn}" },
    stream: { event_source_arn: "${aws_dynamodb_table.it.stream_arn}" },
  };

  expect(quantitiesOf({ aws_lambda_event_source_mapping })).toEqual([["SQS requests", 0.65, 0.65]]);
});

it("prices notifications and state machines", () => {
  expect(quantitiesOf({ aws_sns_topic: { it: {} }, aws_sfn_state_machine: { it: {} } })).toEqual([
    ["SNS requests", 0.001, 0.0001],
    ["SNS e-mails", 0.01, 0.001],
    ["Step Functions transitions", 1, 1],
  ]);
});
