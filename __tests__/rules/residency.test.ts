import { ApiGatewayRestApi } from "@cdktf/provider-aws/lib/api-gateway-rest-api";
import { CloudfrontFunction } from "@cdktf/provider-aws/lib/cloudfront-function";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { IamUser } from "@cdktf/provider-aws/lib/iam-user";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Route53HealthCheck } from "@cdktf/provider-aws/lib/route53-health-check";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import { TerraformOutput } from "cdktf";
import { EUROPEAN_UNION } from "../../src/config/residency";
import type { PerSite } from "../../src/config/site";
import { ResidencyBoundary } from "../../src/constructs/iam/residency-boundary";
import { policyDocument, serviceTrust } from "../../src/constructs/iam/policy-document";
import { stackUnderTest } from "../../src/rules";
import { residencyRule } from "../../src/rules/residency";
import { RegionalStack } from "../../src/stacks/regional-stack";
import { ACCOUNT, configurationFrom, destroyableEnvironment, newApp } from "../support/stack";

const REGIONS = { primary: "eu-central-1", dr: "eu-west-1" };
const STAYS = "mediadb stays in eu-central-1 and eu-west-1";
const TRUST = serviceTrust("lambda.amazonaws.com", ACCOUNT);

interface Given {
  readonly regions?: PerSite<string>;
  readonly residency?: typeof EUROPEAN_UNION | undefined;
  readonly isBound?: boolean;
}

/** What the rule says of a primary stack. */
function breaches(
  fill: (stack: RegionalStack) => void,
  { regions = REGIONS, residency = EUROPEAN_UNION, isBound = true }: Given = {},
): string[] {
  const app = newApp();
  const environment = destroyableEnvironment();
  const stackOf = (site: "primary" | "dr") =>
    new RegionalStack(app, { system: "mediadb", site, regions, environment, tags: {}, residency });
  const stacks = { primary: stackOf("primary"), dr: stackOf("dr") };
  if (isBound) new ResidencyBoundary(stacks.primary, "residency");
  fill(stacks.primary);
  configurationFrom(stacks.primary);
  return residencyRule.check(stackUnderTest(stacks.primary, stacks));
}

const parameter = (stack: RegionalStack, value: string) =>
  new SsmParameter(stack, "it", { name: "/it", type: "String", value });

const role = (stack: RegionalStack) => new IamRole(stack, "role", { name: "r", assumeRolePolicy: TRUST });

function allow(stack: RegionalStack, actions: string[], effect: "Allow" | "Deny" = "Allow"): void {
  const policy = policyDocument([{ sid: "Do", effect, actions, resources: ["arn:aws:iam::aws:policy/x"] }]);
  new IamRolePolicy(stack, "policy", { role: role(stack).name, policy });
}

const mistakes: { what: string; make: (stack: RegionalStack) => void; problems: string[] }[] = [
  {
    what: "a provider of another region",
    make: (stack) => void new AwsProvider(stack, "far", { alias: "far", region: "us-east-1" }),
    problems: [`provider aws.far: region names us-east-1: ${STAYS}`],
  },
  {
    what: "a resource's own region",
    make: (stack) => void new S3Bucket(stack, "it", { bucket: "b", region: "eu-west-2" }),
    problems: [`aws_s3_bucket.it: region names eu-west-2: ${STAYS}`],
  },
  {
    what: "a region that only Terraform knows",
    make: (stack) => void new S3Bucket(stack, "it", { bucket: "b", region: "${var.region}" }),
    problems: ["aws_s3_bucket.it: region is known to Terraform alone: write the region's name"],
  },
  {
    what: "an ARN",
    make: (stack) => void parameter(stack, "arn:aws:sns:us-west-2:111122223333:topic"),
    problems: [`aws_ssm_parameter.it: value names us-west-2: ${STAYS}`],
  },
  {
    what: "an endpoint",
    make: (stack) => void parameter(stack, "https://sqs.eu-central-2.amazonaws.com"),
    problems: [`aws_ssm_parameter.it: value names eu-central-2: ${STAYS}`],
  },
  {
    what: "a region of the Union that is not the system's",
    make: (stack) => void parameter(stack, "eu-west-3 and eu-west-3 and eu-north-1"),
    problems: [
      `aws_ssm_parameter.it: value names eu-west-3: ${STAYS}`,
      `aws_ssm_parameter.it: value names eu-north-1: ${STAYS}`,
    ],
  },
  {
    what: "an availability zone",
    make: (stack) => void new Subnet(stack, "it", { vpcId: "vpc-1", availabilityZone: "us-east-1a" }),
    problems: [`aws_subnet.it: availability_zone names us-east-1: ${STAYS}`],
  },
  {
    what: "a region deep in a block",
    make: (stack) =>
      stack.addOverride("resource.aws_dynamodb_table.it", {
        name: "t",
        replica: [{ region_name: "eu-west-1" }, { region_name: "ap-southeast-2" }],
      }),
    problems: [`aws_dynamodb_table.it: replica.1.region_name names ap-southeast-2: ${STAYS}`],
  },
  {
    what: "an output",
    make: (stack) => void new TerraformOutput(stack, "Far", { value: "me-central-1" }),
    problems: [`output Far: value names me-central-1: ${STAYS}`],
  },
  {
    what: "a state that lies elsewhere",
    make: (stack) => stack.addOverride("terraform.backend.s3.region", "us-east-1"),
    problems: [`backend: s3.region names us-east-1: ${STAYS}`],
  },
  {
    what: "an API at CloudFront's edges, which is what no type means",
    make: (stack) => void new ApiGatewayRestApi(stack, "it", { name: "a" }),
    problems: [
      "aws_api_gateway_rest_api.it: endpoint_configuration.types must be REGIONAL or PRIVATE, else CloudFront serves it",
    ],
  },
  {
    what: "an API that says so",
    make: (stack) =>
      void new ApiGatewayRestApi(stack, "it", { name: "a", endpointConfiguration: { types: ["EDGE"] } }),
    problems: [
      "aws_api_gateway_rest_api.it: endpoint_configuration.types must be REGIONAL or PRIVATE, else CloudFront serves it",
    ],
  },
  {
    what: "anything of CloudFront",
    make: (stack) =>
      void new CloudfrontFunction(stack, "it", { name: "f", runtime: "cloudfront-js-2.0", code: "x" }),
    problems: [
      "aws_cloudfront_function.it: CloudFront caches and logs at edges all over the world: leave it out",
    ],
  },
  {
    what: "a firewall of CloudFront",
    make: (stack) => stack.addOverride("resource.aws_wafv2_web_acl.it", { name: "w", scope: "CLOUDFRONT" }),
    problems: ["aws_wafv2_web_acl.it: scope must be REGIONAL"],
  },
  {
    what: "a role with another boundary",
    make: (stack) => (role(stack).permissionsBoundary = "arn:aws:iam::aws:policy/AdministratorAccess"),
    problems: ["aws_iam_role.role: permissions_boundary must be the stack's residency boundary"],
  },
  {
    what: "a user without one",
    make: (stack) => void new IamUser(stack, "it", { name: "u" }),
    problems: ["aws_iam_user.it: permissions_boundary must be the stack's residency boundary"],
  },
  {
    what: "a statement that the boundary leaves without effect",
    make: (stack) => allow(stack, ["route53:ChangeResourceRecordSets", "iam:PassRole", "sqs:SendMessage"]),
    problems: [
      "aws_iam_role_policy.policy: statement Do allows route53:ChangeResourceRecordSets, which the residency boundary " +
        "stops: leave it out, or add it to GLOBAL_ACTIONS if no data goes with it",
    ],
  },
];

describe("the residency rule", () => {
  test.each(mistakes)("catches $what", ({ make, problems }) => {
    expect(breaches(make)).toEqual(problems);
  });

  test("catches a boundary that was widened", () => {
    const widened = breaches((stack) => {
      role(stack);
      stack.addOverride("resource.aws_iam_policy.residency.policy", '{"Statement":[]}');
    });
    expect(widened).toEqual([
      "the stack has no ResidencyBoundary: nothing holds its roles back",
      "aws_iam_role.role: permissions_boundary must be the stack's residency boundary",
    ]);
  });

  test("catches a stack without a boundary", () => {
    expect(breaches(() => undefined, { isBound: false })).toEqual([
      "the stack has no ResidencyBoundary: nothing holds its roles back",
    ]);
  });

  test.each(["eu-west-2", "eu-central-2", "us-east-1"])("catches a site in %s", (dr) => {
    const regions = { primary: "eu-central-1", dr };
    expect(breaches(() => undefined, { regions })).toEqual([
      `the dr site's region ${dr} is not in the European Union: choose one of eu-central-1, eu-north-1, eu-south-1, eu-south-2, eu-west-1, eu-west-3`,
    ]);
  });

  test("lets both regions pass, and what only looks like a region", () => {
    const fine = breaches((stack) => {
      role(stack);
      parameter(stack, "arn:aws:sqs:eu-west-1:1:q, eu-central-1b, mediadb-east-1x, db-r6-1, not-a-region-1");
      new ApiGatewayRestApi(stack, "api", { name: "a", endpointConfiguration: { types: ["REGIONAL"] } });
    });
    expect(fine).toEqual([]);
  });

  test("lets health checkers ask from anywhere", () => {
    const checked = breaches((stack) => {
      new Route53HealthCheck(stack, "it", {
        type: "HTTPS",
        regions: ["us-east-1", "eu-west-1", "sa-east-1"],
      });
    });
    expect(checked).toEqual([]);
  });

  test("takes a denial of a global service for no promise", () => {
    expect(breaches((stack) => allow(stack, ["iam:CreateUser"], "Deny"))).toEqual([]);
  });

  test("asks nothing of a system that asks for no residency", () => {
    const app = newApp();
    const stackOf = (site: "primary" | "dr") =>
      new RegionalStack(app, {
        system: "payments",
        site,
        regions: REGIONS,
        environment: destroyableEnvironment(),
        tags: {},
      });
    const stacks = { primary: stackOf("primary"), dr: stackOf("dr") };
    parameter(stacks.primary, "us-east-1");
    role(stacks.primary);
    configurationFrom(stacks.primary);
    expect(residencyRule.check(stackUnderTest(stacks.primary, stacks))).toEqual([]);
  });
});
