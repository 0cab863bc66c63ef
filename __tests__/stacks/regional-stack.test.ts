import { TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { RegionalStack } from "../../src/stacks/regional-stack";
import {
  ACCOUNT,
  buildSystemStacks,
  configurationFrom,
  destroyableEnvironment,
  protectedEnvironment,
  REGIONS,
  regionalStack,
  synthesizeApp,
} from "../support/synthesis";
import { smallPayments } from "../support/small-payments";
import type { Site } from "../../src/config/site";

describe.each<{ site: Site }>([{ site: "primary" }, { site: "dr" }])("the $site stack", ({ site }) => {
  const part = site === "dr" ? "-dr" : "";

  test("works in its own region, and knows both by name", () => {
    const aws = configurationFrom(regionalStack({ site })).provider?.aws ?? [];
    expect(aws.map(({ alias, region }) => [alias, region])).toEqual([
      [undefined, REGIONS[site]],
      ["primary", "us-east-1"],
      ["dr", "us-east-2"],
    ]);
  });

  test("works in no other account", () => {
    const aws = configurationFrom(regionalStack({ site })).provider?.aws ?? [];
    expect(aws.map((provider) => provider.allowed_account_ids)).toEqual(Array(3).fill([ACCOUNT]));
  });

  test("tags everything with its system, environment, owner and the site it lies in", () => {
    const aws = configurationFrom(regionalStack({ site })).provider?.aws ?? [];
    const common = {
      Application: "payments",
      Environment: "dev",
      CostCenter: "test",
      ManagedBy: `standby/payments-${site}`,
    };
    expect(aws.map((provider) => provider.default_tags)).toEqual([
      [{ tags: { ...common, Site: site } }],
      [{ tags: { ...common, Site: "primary" } }],
      [{ tags: { ...common, Site: "dr" } }],
    ]);
  });

  test("keeps its state in its own region, encrypted and locked twice", () => {
    expect(configurationFrom(regionalStack({ site })).terraform?.backend).toEqual({
      s3: {
        bucket: `payments-state${part}-${ACCOUNT}-dev`,
        key: `payments/dev/${site}.tfstate`,
        region: REGIONS[site],
        dynamodb_table: `payments-state-lock${part}-dev`,
        use_lockfile: true,
        encrypt: true,
        kms_key_id: `arn:aws:kms:${REGIONS[site]}:${ACCOUNT}:alias/payments-state${part}-dev`,
      },
    });
  });

  test("takes the role that the environment names, for every region and for the state", () => {
    const deploymentRoleArn = `arn:aws:iam::${ACCOUNT}:role/deploy`;
    const environment = destroyableEnvironment({ deploymentRoleArn, deploymentExternalId: "ours" });
    const { provider, terraform } = configurationFrom(regionalStack({ site, environment }));
    const role = { role_arn: deploymentRoleArn, session_name: "standby-dev", external_id: "ours" };
    expect(provider?.aws?.map(({ assume_role }) => assume_role)).toEqual(Array(3).fill([role]));
    expect(terraform?.backend?.s3?.assume_role).toEqual(role);
  });

  test("takes none where it names none", () => {
    const { provider, terraform } = configurationFrom(regionalStack({ site }));
    expect(provider?.aws?.some((aws) => "assume_role" in aws)).toBe(false);
    expect(terraform?.backend?.s3).not.toHaveProperty("assume_role");
  });

  test("asks for versions that know write-only arguments and regions of resources", () => {
    expect(configurationFrom(regionalStack({ site })).terraform).toMatchObject({
      required_version: ">= 1.11.0",
      required_providers: { aws: { version: "~> 6.25" } },
    });
  });

  test("puts the site into physical names", () => {
    expect(regionalStack({ site }).physicalName("queue", "secret")).toBe(`payments-queue${part}-dev`);
  });
});

test("a system's own tags win over the environment's, and none wins over those that say whose it is", () => {
  const environment = destroyableEnvironment({ tags: { CostCenter: "test", Team: "platform" } });
  const tags = { Team: "payments", Application: "something else" };
  const [provider] = configurationFrom(regionalStack({ environment, tags })).provider?.aws ?? [];
  expect(provider?.default_tags).toEqual([
    { tags: expect.objectContaining({ Team: "payments", Application: "payments" }) as unknown },
  ]);
});

test.each([
  { environment: protectedEnvironment(), isProtected: true },
  { environment: destroyableEnvironment(), isProtected: false },
])("the environment $environment.name decides whether what holds data is protected", (given) => {
  expect(regionalStack({ environment: given.environment }).isProtected).toBe(given.isProtected);
});

test("a construct finds the stack around it, and only a regional one", () => {
  const stack = regionalStack();
  expect(RegionalStack.of(new Construct(stack, "part"))).toBe(stack);
  const { error } = synthesizeApp((app) => {
    RegionalStack.of(new Construct(new TerraformStack(app, "plain"), "part"));
  });
  expect(error).toBe("plain/part needs a RegionalStack around it");
});

test("outputs come out under their own names", () => {
  const stack = regionalStack();
  stack.addOutputs({ VpcId: "vpc-1" });
  expect(configurationFrom(stack).output).toEqual({
    VpcId: { value: "vpc-1", description: "VPC of this site" },
  });
});

describe("without a domain", () => {
  const warnings = (domain?: string) => {
    const environment = destroyableEnvironment({ domain });
    const { manifest } = synthesizeApp((app) => void buildSystemStacks(app, environment, [smallPayments]));
    return Object.values(manifest?.stacks ?? {}).flatMap(({ annotations }) => annotations);
  };

  test("each stack warns that there is no DNS failover", () => {
    expect(warnings().map(({ level, message }) => [level, message])).toEqual(
      Array(2).fill([
        "@cdktf/warn",
        "no domain is set, so there is no DNS failover: set domain in the environment file or STANDBY_DOMAIN",
      ]),
    );
  });

  test("and with one, none does", () => {
    expect(warnings("example.com")).toEqual([]);
  });
});

test("HCL output asks for the same version of Terraform as JSON output", () => {
  expect(regionalStack().toHclTerraform().hcl).toContain('required_version = ">= 1.11.0"');
});

test("HCL output gives the state's role as an attribute, which is what Terraform reads", () => {
  const environment = destroyableEnvironment({ deploymentRoleArn: `arn:aws:iam::${ACCOUNT}:role/deploy` });
  expect(regionalStack({ environment }).toHclTerraform().hcl).toContain("assume_role = {");
});
