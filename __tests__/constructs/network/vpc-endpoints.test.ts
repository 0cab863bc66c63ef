import { Aspects } from "cdktf";
import { Network } from "../../../src/constructs/network/network";
import { CarryWildcardReasons } from "../../../src/iam/reasons";
import { wildcardsIn } from "../../../src/iam/listing";
import { configurationOf, type TerraformConfiguration } from "../../../src/terraform/configuration";
import {
  argumentsOf,
  blockOf,
  blocksOf,
  configurationFrom,
  reference,
  regionalStack,
} from "../../support/stack";
import { networkProps, synthesizeAliasedNetwork, synthesizeNetwork } from "./synthesize-network";

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

  test("the settings' own are added to those of the system, none twice", () => {
    const configuration = synthesizeNetwork({
      natGateways: "single",
      interfaceEndpoints: ["kms"],
      endpointsOfSettings: ["kms", "logs"],
    });
    expect(
      blocksOf(configuration, "aws_vpc_endpoint").map(({ block }) =>
        String(block.service_name).split(".").at(-1),
      ),
    ).toEqual(["dynamodb", "kms", "logs", "s3"]);
  });

  test("in an aliased scope they lead to the services of that region", () => {
    const configuration = synthesizeAliasedNetwork({ interfaceEndpoints: ["kms"] });
    expect(argumentsOf(configuration, "aws_vpc_endpoint", "kms").service_name).toBe(
      "com.amazonaws.us-east-2.kms",
    );
  });

  describe("without a NAT gateway", () => {
    const OWN_ACCOUNT = {
      Sid: "AccountToItself",
      Effect: "Allow",
      Principal: { AWS: ["*"] },
      Action: ["*"],
      Resource: ["*"],
      Condition: {
        StringEquals: { "aws:PrincipalAccount": ["111122223333"] },
        StringEqualsIfExists: { "aws:ResourceAccount": ["111122223333"] },
      },
    };

    function policyOf(configuration: TerraformConfiguration, service: string): unknown {
      return JSON.parse(String(argumentsOf(configuration, "aws_vpc_endpoint", service).policy));
    }

    test.each(["dynamodb", "kms"])("%s serves the account alone, and of the account alone", (service) => {
      const configuration = synthesizeNetwork({ interfaceEndpoints: ["kms"] });
      expect(policyOf(configuration, service)).toEqual({ Version: "2012-10-17", Statement: [OWN_ACCOUNT] });
    });

    test("s3 also gives out the layers of images in its region, which lie in a bucket of AWS's", () => {
      const layers = (region: string) => ({
        Version: "2012-10-17",
        Statement: [
          OWN_ACCOUNT,
          {
            Sid: "ReadImageLayers",
            Effect: "Allow",
            Principal: { AWS: ["*"] },
            Action: ["s3:GetObject"],
            Resource: [`arn:aws:s3:::prod-${region}-starport-layer-bucket/*`],
          },
        ],
      });
      expect(policyOf(synthesizeNetwork(), "s3")).toEqual(layers("us-east-1"));
      expect(policyOf(synthesizeAliasedNetwork(), "s3")).toEqual(layers("us-east-2"));
    });

    test("the wildcards of their policies have reasons", () => {
      const stack = regionalStack();
      new Network(stack, "network", networkProps({ interfaceEndpoints: ["kms"] }));
      Aspects.of(stack).add(new CarryWildcardReasons());
      configurationFrom(stack);
      const { listed } = wildcardsIn(configurationOf(stack));
      const ofEndpoints = listed.filter(({ address }) => address.startsWith("aws_vpc_endpoint."));
      expect(ofEndpoints.map(({ sid }) => sid).sort()).toEqual([
        ...Array<string>(3).fill("AccountToItself"),
        "ReadImageLayers",
      ]);
      expect(ofEndpoints.filter(({ reason }) => reason === undefined)).toEqual([]);
    });

    test("with one they have AWS's own policy: NAT would lead round any other", () => {
      const configuration = synthesizeNetwork({ natGateways: "single", interfaceEndpoints: ["kms"] });
      const policies = blocksOf(configuration, "aws_vpc_endpoint").map(({ block }) => block.policy);
      expect(policies).toEqual([undefined, undefined, undefined]);
    });
  });
});
