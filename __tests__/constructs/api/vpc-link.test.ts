import { LoadBalancer } from "../../../src/constructs/ingress/load-balancer";
import { Network } from "../../../src/constructs/network/network";
import { VpcLink } from "../../../src/constructs/api/vpc-link";
import { answersIn } from "../../../src/policy/answers";
import { configurationOf } from "../../../src/terraform/configuration";
import {
  argumentsOf,
  blockOf,
  blocksOf,
  reference,
  regionalStack,
  synthesizeStack,
} from "../../support/stack";
import { CERTIFICATE, LOGS_KEY } from "./synthesize-api";

const INGRESS_RULE = "aws_vpc_security_group_ingress_rule";
const EGRESS_RULE = "aws_vpc_security_group_egress_rule";

/** A load balancer that only a VPC link may call. */
function add(stack: ReturnType<typeof regionalStack>, certificateArn?: string): LoadBalancer {
  const network = new Network(stack, "network", {
    cidr: "10.30.0.0/16",
    settings: { zones: ["a", "b"], natGateways: "none", flowLogRetentionDays: 30 },
    logsKeyArn: LOGS_KEY,
  });
  const link = new VpcLink(stack, "link", { network });
  return new LoadBalancer(stack, "ingress", {
    network,
    servicePort: 8443,
    logBucketName: "logs",
    callersSecurityGroupId: link.securityGroup.id,
    certificateArn,
  });
}

const encrypted = synthesizeStack((stack) => void add(stack, CERTIFICATE));
const plain = synthesizeStack((stack) => void add(stack));

test("a link stands in the private subnets, with a security group of its own", () => {
  expect(argumentsOf(plain, "aws_apigatewayv2_vpc_link")).toEqual({
    name: "payments-api-dev",
    subnet_ids: ["a", "b"].map((zone) => reference(blockOf(plain, "aws_subnet", `private-${zone}`), "id")),
    security_group_ids: [reference(blockOf(plain, "aws_security_group", "link"), "id")],
  });
});

test.each([
  ["with a certificate", encrypted, 443],
  ["without one", plain, 80],
] as const)(
  "%s the load balancer is internal and lets in the link alone, on one port",
  (_what, configuration, port) => {
    expect(argumentsOf(configuration, "aws_lb")).toMatchObject({
      internal: true,
      subnets: ["a", "b"].map((zone) =>
        reference(blockOf(configuration, "aws_subnet", `private-${zone}`), "id"),
      ),
    });
    const link = reference(blockOf(configuration, "aws_security_group", "link"), "id");
    const balancer = reference(blockOf(configuration, "aws_security_group", "ingress"), "id");
    const rule = {
      description: "Requests to the load balancer",
      ip_protocol: "tcp",
      from_port: port,
      to_port: port,
    };
    expect(blocksOf(configuration, INGRESS_RULE).map(({ block }) => block)).toEqual([
      { ...rule, security_group_id: balancer, referenced_security_group_id: link },
    ]);
    expect(blocksOf(configuration, EGRESS_RULE).map(({ block }) => block)).toEqual([
      { ...rule, security_group_id: link, referenced_security_group_id: balancer },
    ]);
  },
);

test("with a certificate its one listener speaks TLS 1.2 or 1.3 only", () => {
  expect(blocksOf(encrypted, "aws_lb_listener").map(({ block }) => block)).toMatchObject([
    {
      port: 443,
      protocol: "HTTPS",
      ssl_policy: "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
      certificate_arn: CERTIFICATE,
    },
  ]);
});

test("without one it answers HTTP, says why, and whoever synthesizes is warned", () => {
  expect(argumentsOf(plain, "aws_lb_listener")).toMatchObject({ port: 80, protocol: "HTTP" });
  const stack = regionalStack();
  add(stack);
  const reasons = answersIn("stack", configurationOf(stack)).filter(({ reason }) =>
    reason.includes("one security group only"),
  );
  expect(reasons.map(({ check }) => check).sort()).toEqual(["CKV2_AWS_20", "CKV_AWS_103", "CKV_AWS_2"]);
  const { node } = add(regionalStack());
  expect(node.metadata.filter(({ type }) => type.endsWith("warn"))).toMatchObject([
    { data: expect.stringContaining("one security group only") as string },
  ]);
  expect(add(regionalStack(), CERTIFICATE).node.metadata).toEqual([]);
});
