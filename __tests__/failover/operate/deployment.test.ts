import type { TerraformConfiguration } from "../../../src/terraform/configuration";
import { readDeployment, type DeploymentSource } from "../../../src/failover/operate/deployment";
import { plan, primaryPlan } from "../plans";
import { buildSystem, destroyableEnvironment } from "../../support/synthesis";

const environment = destroyableEnvironment();
const source: DeploymentSource = {
  environment,
  configurations: buildSystem(environment).configuration,
  plans: { primary: primaryPlan(), dr: plan() },
};

describe("readDeployment", () => {
  it("takes every name from the stacks", () => {
    const found = readDeployment(source);

    expect(found).toMatchObject({
      system: "payments",
      environment: "dev",
      account: "111122223333",
      isProtected: false,
      hasImage: false,
      roleTable: "payments-role-dr-dev",
      endpoint: "https://payments-dev.example.com",
    });
    expect(found.sites.dr).toMatchObject({
      region: "us-east-2",
      machineArn: "arn:aws:states:us-east-2:111122223333:stateMachine:payments-failover-dr-dev",
      database: { identifier: "payments-database-dr-dev", globalDatabase: "payments-database-global-dev" },
      service: { service: "payments-service-dr-dev", minimum: { active: 10, standby: 2 }, maximum: 50 },
      endpoint: "https://dr.payments-dev.example.com",
    });
  });

  it("knows an image, and a protected environment", () => {
    const { primary, dr } = source.configurations;
    const output = { ...primary.output, ImageDigest: { value: `sha256:${"a".repeat(64)}` } };
    const found = readDeployment({
      ...source,
      environment: { ...environment, protection: "protected" },
      configurations: { primary: { ...primary, output }, dr },
    });

    expect(found).toMatchObject({ hasImage: true, isProtected: true });
  });

  it("does without a domain, a service and a database", () => {
    const bare: TerraformConfiguration = { resource: {}, output: {} };
    const found = readDeployment({ ...source, configurations: { primary: bare, dr: bare } });

    expect(found).not.toHaveProperty("endpoint");
    for (const name of ["endpoint", "service", "database", "fileSystem"])
      expect(found.sites.primary).not.toHaveProperty(name);
  });
});
