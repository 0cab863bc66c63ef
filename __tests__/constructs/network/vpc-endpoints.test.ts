import { argumentsOf, blockOf, blocksOf, reference } from "../../support/stack";
import { synthesizeAliasedNetwork, synthesizeNetwork } from "./synthesize-network";

describe("VPC endpoints", () => {
  test("S3 and DynamoDB have gateway endpoints always, and nothing else costs anything", () => {
    const configuration = synthesizeNetwork();
    expect(
      blocksOf(configuration, "aws_vpc_endpoint").map(({ block }) => [
        block.service_name,
        block.vpc_endpoint_type,
      ]),
    ).toEqual([
      ["com.amazonaws.us-east-1.dynamodb", "Gateway"],
      ["com.amazonaws.us-east-1.s3", "Gateway"],
    ]);
    expect(blocksOf(configuration, "aws_security_group")).toEqual([]);
  });

  test("interface endpoints answer HTTPS from inside the VPC only, under the service's own name", () => {
    const configuration = synthesizeNetwork({ interfaceEndpoints: ["secretsmanager", "ecr.api"] });
    const securityGroup = blockOf(configuration, "aws_security_group");
    expect(argumentsOf(configuration, "aws_vpc_endpoint", "ecr-api")).toMatchObject({
      service_name: "com.amazonaws.us-east-1.ecr.api",
      vpc_endpoint_type: "Interface",
      private_dns_enabled: true,
      security_group_ids: [reference(securityGroup, "id")],
      tags: { Name: "payments-endpoint-ecr-api-dev" },
    });
    expect(securityGroup.block).toMatchObject({
      name: "payments-endpoints-dev",
      vpc_id: "${aws_vpc.network.id}",
    });
    expect(argumentsOf(configuration, "aws_vpc_security_group_ingress_rule")).toEqual({
      security_group_id: reference(securityGroup, "id"),
      description: "HTTPS from inside the VPC",
      cidr_ipv4: "10.30.0.0/16",
      ip_protocol: "tcp",
      from_port: 443,
      to_port: 443,
    });
  });

  test("in an aliased scope they lead to the services of that region", () => {
    const configuration = synthesizeAliasedNetwork({ interfaceEndpoints: ["kms"] });
    expect(argumentsOf(configuration, "aws_vpc_endpoint", "kms").service_name).toBe(
      "com.amazonaws.us-east-2.kms",
    );
  });
});
