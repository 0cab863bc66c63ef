import { HttpsOut, Traffic } from "../../../src/constructs/network/traffic";
import { argumentsOf, synthesizeStack } from "../../support/stack";

test("traffic opens one port on both sides, and nothing else", () => {
  const configuration = synthesizeStack((stack) => {
    new Traffic(stack, "to-database", {
      from: "sg-service",
      to: "sg-database",
      port: 5432,
      description: "SQL",
    });
  });
  const rule = { description: "SQL", ip_protocol: "tcp", from_port: 5432, to_port: 5432 };
  expect(argumentsOf(configuration, "aws_vpc_security_group_egress_rule")).toEqual({
    ...rule,
    security_group_id: "sg-service",
    referenced_security_group_id: "sg-database",
  });
  expect(argumentsOf(configuration, "aws_vpc_security_group_ingress_rule")).toEqual({
    ...rule,
    security_group_id: "sg-database",
    referenced_security_group_id: "sg-service",
  });
});

test("the way to AWS services is HTTPS only", () => {
  const configuration = synthesizeStack((stack) => {
    new HttpsOut(stack, "to-aws", { from: "sg-service" });
  });
  expect(configuration.resource).not.toHaveProperty("aws_vpc_security_group_ingress_rule");
  expect(argumentsOf(configuration, "aws_vpc_security_group_egress_rule")).toMatchObject({
    security_group_id: "sg-service",
    from_port: 443,
    to_port: 443,
  });
});
