import type { Environment } from "../../../src/config/environment";
import { answersIn } from "../../../src/policy/answers";
import { configurationOf } from "../../../src/terraform/configuration";
import {
  argumentsOf,
  blockOf,
  blocksOf,
  destroyableEnvironment,
  protectedEnvironment,
  reference,
  regionalStack,
  synthesizeAliased,
  synthesizeStack,
} from "../../support/stack";
import { addLoadBalancer, CERTIFICATE, LOG_BUCKET } from "./synthesize-ingress";

const INGRESS_RULE = "aws_vpc_security_group_ingress_rule";
const EGRESS_RULE = "aws_vpc_security_group_egress_rule";

const internal = synthesizeStack((stack) => void addLoadBalancer(stack));
const open = synthesizeStack((stack) =>
  addLoadBalancer(stack, { certificateArn: CERTIFICATE }).forwardTo("sg-service"),
);

/** What does not depend on the certificate. */
function commonArguments(configuration: typeof open) {
  return {
    name: "payments-ingress-dev",
    load_balancer_type: "application",
    security_groups: [reference(blockOf(configuration, "aws_security_group"), "id")],
    enable_deletion_protection: false,
    enable_http2: true,
    idle_timeout: 60,
    client_keep_alive: 60,
    drop_invalid_header_fields: true,
    desync_mitigation_mode: "strictest",
    enable_zonal_shift: true,
    access_logs: { bucket: LOG_BUCKET, prefix: "load-balancer/access", enabled: true },
    connection_logs: { bucket: LOG_BUCKET, prefix: "load-balancer/connection", enabled: true },
    health_check_logs: { bucket: LOG_BUCKET, prefix: "load-balancer/health-check", enabled: true },
  };
}

function subnets(configuration: typeof open, tier: string): string[] {
  return ["a", "b"].map((zone) => reference(blockOf(configuration, "aws_subnet", `${tier}-${zone}`), "id"));
}

describe("with a certificate", () => {
  test("the load balancer is public and logs everything", () => {
    expect(argumentsOf(open, "aws_lb")).toEqual({
      ...commonArguments(open),
      internal: false,
      subnets: subnets(open, "public"),
    });
  });

  test("HTTP is redirected to HTTPS for good", () => {
    expect(argumentsOf(open, "aws_lb_listener", "redirect")).toEqual({
      load_balancer_arn: reference(blockOf(open, "aws_lb"), "arn"),
      port: 80,
      protocol: "HTTP",
      default_action: [
        { type: "redirect", redirect: { status_code: "HTTP_301", protocol: "HTTPS", port: "443" } },
      ],
    });
  });

  test("HTTPS with TLS 1.2 or 1.3 goes to the service", () => {
    expect(argumentsOf(open, "aws_lb_listener", "https")).toEqual({
      load_balancer_arn: reference(blockOf(open, "aws_lb"), "arn"),
      port: 443,
      protocol: "HTTPS",
      ssl_policy: "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
      certificate_arn: CERTIFICATE,
      routing_http_response_strict_transport_security_header_value: "max-age=31536000",
      routing_http_response_server_enabled: false,
      default_action: [
        { type: "forward", target_group_arn: reference(blockOf(open, "aws_lb_target_group"), "arn") },
      ],
    });
  });

  test("anybody gets in by 80 and 443, and requests and health checks out to the service only", () => {
    const group = reference(blockOf(open, "aws_security_group"), "id");
    const anywhere = { security_group_id: group, cidr_ipv4: "0.0.0.0/0", ip_protocol: "tcp" };
    expect(blocksOf(open, INGRESS_RULE).map(({ block }) => block)).toEqual([
      { ...anywhere, description: "Port 80 from anywhere", from_port: 80, to_port: 80 },
      { ...anywhere, description: "Port 443 from anywhere", from_port: 443, to_port: 443 },
      {
        description: "Requests and health checks over TLS",
        security_group_id: "sg-service",
        referenced_security_group_id: group,
        ip_protocol: "tcp",
        from_port: 8443,
        to_port: 8443,
      },
    ]);
    expect(blocksOf(open, EGRESS_RULE).map(({ block }) => block)).toEqual([
      {
        description: "Requests and health checks over TLS",
        security_group_id: group,
        referenced_security_group_id: "sg-service",
        ip_protocol: "tcp",
        from_port: 8443,
        to_port: 8443,
      },
    ]);
  });
});

describe("without a certificate", () => {
  test("the load balancer is internal", () => {
    expect(argumentsOf(internal, "aws_lb")).toEqual({
      ...commonArguments(internal),
      internal: true,
      subnets: subnets(internal, "private"),
    });
  });

  test("its one listener answers HTTP", () => {
    expect(blocksOf(internal, "aws_lb_listener").map(({ block }) => block)).toEqual([
      {
        load_balancer_arn: reference(blockOf(internal, "aws_lb"), "arn"),
        port: 80,
        protocol: "HTTP",
        default_action: [
          { type: "forward", target_group_arn: reference(blockOf(internal, "aws_lb_target_group"), "arn") },
        ],
      },
    ]);
  });

  test("nobody outside of the VPC is let in, and nothing out before the service is known", () => {
    expect(blocksOf(internal, INGRESS_RULE).map(({ block }) => block)).toEqual([
      {
        description: "Port 80 from inside the VPC",
        security_group_id: reference(blockOf(internal, "aws_security_group"), "id"),
        cidr_ipv4: "10.30.0.0/16",
        ip_protocol: "tcp",
        from_port: 80,
        to_port: 80,
      },
    ]);
    expect(blocksOf(internal, EGRESS_RULE)).toEqual([]);
  });

  test.each([
    { certificateArn: undefined, warnings: 1 },
    { certificateArn: CERTIFICATE, warnings: 0 },
  ])("whoever synthesizes is warned ($warnings, certificate $certificateArn)", (given) => {
    const { node } = addLoadBalancer(regionalStack(), { certificateArn: given.certificateArn });
    expect(node.metadata.filter(({ type }) => type.endsWith("warn"))).toHaveLength(given.warnings);
  });
});

test("the service is reached over TLS, and judged by its own health path", () => {
  for (const configuration of [internal, open]) {
    expect(argumentsOf(configuration, "aws_lb_target_group")).toEqual({
      name: "payments-service-dev",
      vpc_id: reference(blockOf(configuration, "aws_vpc"), "id"),
      target_type: "ip",
      port: 8443,
      protocol: "HTTPS",
      protocol_version: "HTTP1",
      health_check: {
        path: "/health",
        protocol: "HTTPS",
        port: "traffic-port",
        matcher: "200",
        interval: 10,
        timeout: 5,
        healthy_threshold: 2,
        unhealthy_threshold: 3,
      },
      deregistration_delay: "30",
      stickiness: { type: "lb_cookie", enabled: false },
      slow_start: 0,
    });
  }
});

test("a protected load balancer in the DR region, with a log prefix of its own", () => {
  const configuration = synthesizeAliased(
    (scope) =>
      addLoadBalancer(scope, { certificateArn: CERTIFICATE, logPrefix: "lb", servicePort: 9443 }).forwardTo(
        "sg-service",
      ),
    { environment: protectedEnvironment() },
  );
  const lb = argumentsOf(configuration, "aws_lb");
  expect(lb).toMatchObject({
    provider: "aws.dr",
    name: "payments-ingress-dr-prod",
    enable_deletion_protection: true,
    access_logs: { prefix: "lb/access" },
  });
  expect(argumentsOf(configuration, EGRESS_RULE)).toMatchObject({ provider: "aws.dr", to_port: 9443 });
  for (const type of ["aws_lb_listener", INGRESS_RULE, "aws_lb_target_group", "aws_security_group"]) {
    for (const { block } of blocksOf(configuration, type)) expect(block.provider).toBe("aws.dr");
  }
});

test("ECS can wait for the listener that forwards, with a certificate or without", () => {
  for (const [certificateArn, port] of [
    [CERTIFICATE, 443],
    [undefined, 80],
  ] as const) {
    const { listener } = addLoadBalancer(regionalStack(), { certificateArn });
    expect([listener.portInput, listener.protocolInput]).toEqual([port, port === 443 ? "HTTPS" : "HTTP"]);
  }
});

describe("findings are answered where they arise", () => {
  const answered = (environment: Environment, certificateArn?: string) => {
    const stack = regionalStack({ environment });
    addLoadBalancer(stack, { certificateArn });
    return answersIn("payments-primary", configurationOf(stack))
      .map(({ address, check }) => `${address.split(".")[0]} ${check}`)
      .filter((answer) => /^aws_(lb|vpc_security)/.test(answer))
      .sort();
  };

  test("a destroyable one can be deleted, and a public one redirects from port 80", () => {
    expect(answered(destroyableEnvironment(), CERTIFICATE)).toEqual([
      "aws_lb CKV_AWS_150",
      `${INGRESS_RULE} CKV_AWS_260`,
    ]);
  });

  test("a protected, internal one answers HTTP", () => {
    expect(answered(protectedEnvironment())).toEqual([
      "aws_lb CKV2_AWS_20",
      "aws_lb_listener CKV_AWS_103",
      "aws_lb_listener CKV_AWS_2",
    ]);
  });
});
