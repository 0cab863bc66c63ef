import { EcsService } from "@cdktf/provider-aws/lib/ecs-service";
import { EcsTaskDefinition } from "@cdktf/provider-aws/lib/ecs-task-definition";
import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { KinesisStream } from "@cdktf/provider-aws/lib/kinesis-stream";
import { LambdaEventSourceMapping } from "@cdktf/provider-aws/lib/lambda-event-source-mapping";
import { RouteTable } from "@cdktf/provider-aws/lib/route-table";
import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { RoleRelay } from "../../src/constructs/failover/role-relay";
import { LambdaFunction } from "../../src/constructs/functions/lambda-function";
import { policyDocument, type PolicyStatement } from "../../src/constructs/iam/policy-document";
import { endpointsWithoutNat } from "../../src/constructs/network/interface-endpoints";
import { Network, type NetworkProps } from "../../src/constructs/network/network";
import { FargateService } from "../../src/constructs/service/fargate-service";
import { stackUnderTest } from "../../src/rules";
import { wayOutRule } from "../../src/rules/way-out";
import { AliasedScope } from "../../src/stacks/aliased-scope";
import type { RegionalStack } from "../../src/stacks/regional-stack";
import { serviceProps, settings } from "../constructs/service/synthesize-service";
import { rotatingStack } from "../constructs/secrets/rotating-stack";
import { regionalStack } from "../support/stack";

const KEY = "arn:aws:kms:us-east-1:111122223333:key/data";
const OTHER_KEY = "arn:aws:kms:us-east-2:111122223333:key/data";
const SECRET = "arn:aws:secretsmanager:us-east-1:111122223333:secret:payments-database-dev";
const ROLE_TABLE = { name: "payments-role-dr-dev", keyArn: OTHER_KEY };
const ALL = endpointsWithoutNat({ executeCommand: true, readsRoleByFunction: true });

function breaches(fill: (stack: RegionalStack) => void): string[] {
  const stack = regionalStack();
  fill(stack);
  return wayOutRule.check(stackUnderTest(stack, { primary: stack, dr: stack }));
}

function closedNetwork(stack: RegionalStack, given: Partial<NetworkProps> = {}): Network {
  return new Network(stack, "closed", {
    cidr: "10.20.0.0/16",
    settings: { zones: ["a", "b"], natGateways: "none", flowLogRetentionDays: 30 },
    interfaceEndpoints: ALL,
    logsKeyArn: KEY,
    ...given,
  });
}

/** A service in a network without a way out, that may do what the statements say. */
function service(
  stack: RegionalStack,
  statements: readonly PolicyStatement[],
  given: Partial<NetworkProps> = {},
) {
  return new FargateService(stack, "service", {
    ...serviceProps(stack, stack),
    network: closedNetwork(stack, given),
    settings: settings({ executeCommand: true }),
    taskStatements: statements,
  });
}

/** A function there. */
function inNetwork(
  stack: RegionalStack,
  statements: readonly PolicyStatement[],
  given: Partial<NetworkProps> = {},
) {
  const network = closedNetwork(stack, given);
  return new LambdaFunction(stack, "it", {
    functionName: "archive-events",
    description: "Something in a network",
    timeoutSeconds: 10,
    environment: { ANY: "thing" },
    statements,
    keyArn: KEY,
    logRetentionInDays: 7,
    deadLetterQueueArn: "arn:aws:sqs:us-east-1:111122223333:failed",
    network: { vpcId: network.vpcId, subnetIds: network.subnetIds("private") },
  });
}

const may = (action: string, resource: string): PolicyStatement => ({
  sid: "It",
  actions: [action],
  resources: [resource],
});

describe("good systems", () => {
  test("a service does what the endpoints lead to, with commands for operators", () => {
    expect(
      breaches((stack) => {
        service(stack, [
          may("secretsmanager:GetSecretValue", SECRET),
          may("elasticache:Connect", "arn:aws:elasticache:us-east-1:111122223333:user:service"),
          may(
            "elasticfilesystem:ClientMount",
            "arn:aws:elasticfilesystem:us-east-1:111122223333:file-system/fs-1",
          ),
          may("s3:GetObject", "arn:aws:s3:::media/*"),
          may("dynamodb:GetItem", "arn:aws:dynamodb:us-east-1:111122223333:table/plays"),
        ]);
      }),
    ).toEqual([]);
  });

  test("the rotation asks a relay, which may reach into the other region since it runs in no network", () => {
    expect(
      breaches((stack) => {
        const roleRelay = new RoleRelay(stack, "relay", {
          roleTable: ROLE_TABLE,
          maximumTasks: 2,
          keyArn: KEY,
          logRetentionInDays: 7,
        });
        rotatingStack(stack, { roleRelay, network: closedNetwork(stack) });
      }),
    ).toEqual([]);
  });

  test("Lambda itself needs no endpoint for logs, traces, interfaces, the function's key and its dead letters", () => {
    expect(breaches((stack) => void inNetwork(stack, [], { interfaceEndpoints: [] }))).toEqual([]);
  });

  test("nor does it to read the source of events", () => {
    const read = may("kinesis:GetRecords", "arn:aws:kinesis:us-east-1:111122223333:stream/events");
    const none = { interfaceEndpoints: [] };
    expect(breaches((stack) => void inNetwork(stack, [read], none))).toHaveLength(1);
    expect(
      breaches((stack) => {
        const { resource } = inNetwork(stack, [read], none);
        new LambdaEventSourceMapping(stack, "mapping", { functionName: resource.arn });
      }),
    ).toEqual([]);
  });

  test("with a NAT gateway nothing is asked", () => {
    const network: Partial<NetworkProps> = {
      settings: { zones: ["a", "b"], natGateways: "single", flowLogRetentionDays: 30 },
      interfaceEndpoints: [],
    };
    expect(breaches((stack) => void service(stack, [may("iam:GetRole", OTHER_KEY)], network))).toEqual([]);
  });

  test("nothing is known of subnets that the stack does not make", () => {
    expect(
      breaches((stack) => {
        new EcsService(stack, "it", { name: "it", networkConfiguration: { subnets: ["subnet-1"] } });
      }),
    ).toEqual([]);
  });
});

describe("a service in subnets without a way out", () => {
  /** The problems, without the names that every sentence begins with. */
  const problems = (...given: Parameters<typeof breaches>) =>
    breaches(...given).map((sentence) =>
      sentence.replace(/^.*?in subnets without a way out: (aws_iam_role\.\S+ )?/, ""),
    );

  test.each([
    {
      what: "a service of AWS whose endpoint is missing",
      fill: (stack: RegionalStack) =>
        void service(stack, [may("sqs:SendMessage", "arn:aws:sqs:us-east-1:1:q")]),
      found: ["may do sqs:SendMessage, which takes the endpoint sqs: add it to the network"],
    },
    {
      what: "an action of a service that nobody knows",
      fill: (stack: RegionalStack) =>
        void service(stack, [may("iam:GetRole", "arn:aws:iam::111122223333:role/it")]),
      found: [
        "may do iam:GetRole, and nobody knows the endpoint for that: add it to src/rules/service-endpoints.ts",
      ],
    },
    {
      what: "rights on a cache that are no login",
      fill: (stack: RegionalStack) =>
        void service(stack, [
          may("elasticache:DescribeUsers", "arn:aws:elasticache:us-east-1:111122223333:user:service"),
        ]),
      found: [
        "may do elasticache:DescribeUsers, which takes the endpoint elasticache: add it to the network",
      ],
    },
    {
      what: "a table of the other region, by its ARN",
      fill: (stack: RegionalStack) =>
        void service(stack, [may("dynamodb:GetItem", "arn:aws:dynamodb:us-east-2:111122223333:table/role")]),
      found: [
        "may do dynamodb:GetItem on arn:aws:dynamodb:us-east-2:111122223333:table/role in us-east-2, and endpoints lead " +
          "to us-east-1 only: ask a function outside of the VPC",
      ],
    },
    {
      what: "a stream of the other region, by a reference",
      fill: (stack: RegionalStack) => {
        const there = new AliasedScope(stack, "there", "dr");
        const { arn } = new KinesisStream(there, "events", { name: "events", provider: there.provider });
        service(stack, [may("kinesis:PutRecord", arn)]);
      },
      found: [
        "may do kinesis:PutRecord on ${aws_kinesis_stream.there_events_3D26860C.arn} in us-east-2, and endpoints lead to " +
          "us-east-1 only: ask a function outside of the VPC",
      ],
    },
    {
      what: "a network without the endpoints of the registry",
      fill: (stack: RegionalStack) =>
        void service(stack, [], { interfaceEndpoints: ALL.filter((name) => !name.startsWith("ecr.")) }),
      found: [
        ...[
          "GetAuthorizationToken",
          "BatchCheckLayerAvailability",
          "BatchGetImage",
          "GetDownloadUrlForLayer",
        ].flatMap((call) =>
          ["ecr.api", "ecr.dkr"].map(
            (endpoint) => `may do ecr:${call}, which takes the endpoint ${endpoint}: add it to the network`,
          ),
        ),
      ],
    },
    {
      what: "commands for operators without their endpoint",
      fill: (stack: RegionalStack) =>
        void service(stack, [], {
          interfaceEndpoints: endpointsWithoutNat({ executeCommand: false, readsRoleByFunction: false }),
        }),
      found: ["CreateControlChannel", "CreateDataChannel", "OpenControlChannel", "OpenDataChannel"].map(
        (call) => `may do ssmmessages:${call}, which takes the endpoint ssmmessages: add it to the network`,
      ),
    },
  ])("must not have $what", ({ fill, found }) => {
    expect(problems(fill)).toEqual(found);
  });

  test("must not have what is attached from elsewhere", () => {
    const attach = (make: (stack: RegionalStack, role: IamRole) => void) =>
      problems((stack) => {
        const role = service(stack, []).task.roles.task;
        make(stack, role);
      });
    expect(
      attach((stack, role) => {
        new IamRolePolicyAttachment(stack, "it", {
          role: role.name,
          policyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess",
        });
      }),
    ).toEqual([
      "has the policy arn:aws:iam::aws:policy/ReadOnlyAccess, which stands in no stack: write down what it needs of it",
    ]);
    expect(
      attach((stack, role) => {
        const policy = policyDocument([may("sns:Publish", "arn:aws:sns:us-east-1:111122223333:alerts")]);
        const { arn } = new IamPolicy(stack, "policy", { policy });
        new IamRolePolicyAttachment(stack, "it", { role: role.name, policyArn: arn });
      }),
    ).toEqual(["may do sns:Publish, which takes the endpoint sns: add it to the network"]);
    expect(
      attach((stack, role) => {
        const statement = { Sid: "Most", Effect: "Allow", NotAction: "iam:*", Resource: "*" };
        new IamRolePolicy(stack, "it", { role: role.id, policy: JSON.stringify({ Statement: [statement] }) });
      }),
    ).toEqual(["may do all but some actions (Most): name those that it needs"]);
  });

  test("must not pull images from elsewhere", () => {
    expect(
      problems((stack) => {
        const network = closedNetwork(stack);
        const { arn } = new EcsTaskDefinition(stack, "task", {
          family: "it",
          containerDefinitions: JSON.stringify([
            { name: "service", image: "111122223333.dkr.ecr.us-east-1.amazonaws.com/service@sha256:1" },
            { name: "there", image: "111122223333.dkr.ecr.us-east-2.amazonaws.com/service@sha256:1" },
            { name: "collector", image: "public.ecr.aws/aws-observability/aws-otel-collector:v0.43.0" },
          ]),
        });
        const networkConfiguration = { subnets: network.subnetIds("private") };
        new EcsService(stack, "it", { name: "it", taskDefinition: arn, networkConfiguration });
      }),
    ).toEqual([
      "the image 111122223333.dkr.ecr.us-east-2.amazonaws.com/service@sha256:1 is not in the registry of us-east-1: copy it there",
      "the image public.ecr.aws/aws-observability/aws-otel-collector:v0.43.0 is not in the registry of us-east-1: copy it there",
    ]);
  });

  test("is not helped by an endpoint without private names, nor by a gateway endpoint of other routes", () => {
    const found = problems((stack) => {
      service(stack, [may("s3:GetObject", "arn:aws:s3:::media/*"), may("kms:Decrypt", KEY)]);
      const endpoint = (name: string) =>
        stack.node.findChild("closed").node.findChild("endpoints").node.findChild(name) as VpcEndpoint;
      endpoint("kms").privateDnsEnabled = false;
      endpoint("s3").routeTableIds = [new RouteTable(stack, "other", { vpcId: "vpc" }).id];
    });
    expect(found).toContain("may do s3:GetObject, which takes the endpoint s3: add it to the network");
    expect(found).toContain("may do kms:Decrypt, which takes the endpoint kms: add it to the network");
  });

  test("is named with its role", () => {
    const [found] = breaches(
      (stack) => void service(stack, [may("sqs:SendMessage", "arn:aws:sqs:us-east-1:1:q")]),
    );
    expect(found).toMatch(
      /^aws_ecs_service\.\S+, in subnets without a way out: aws_iam_role\.\S*task\S* may do/,
    );
  });
});

test("a rotation that reads the role record itself is caught", () => {
  const found = breaches((stack) => void rotatingStack(stack, { network: closedNetwork(stack) }));
  expect(found).toHaveLength(2);
  expect(found[0]).toContain("may do dynamodb:GetItem on arn:aws:dynamodb:us-east-2:");
  expect(found[1]).toContain(`may do kms:Decrypt on ${OTHER_KEY} in us-east-2`);
});
