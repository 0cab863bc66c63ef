import { rotationRule } from "../../src/rules/rotation";
import type { StackUnderTest } from "../../src/rules/rule";
import { RotationSchedule } from "../../src/constructs/secrets/rotation-schedule";
import type { TerraformConfiguration } from "../../src/terraform/configuration";
import { rotatingStack } from "../constructs/secrets/rotating-stack";
import { argumentsOf, REGIONS, synthesizeStack } from "../support/stack";

const VERSION = "aws_secretsmanager_secret_version";

/** A stack in which the service's secret is rotated, and the administrator's is not. */
function rotated(): TerraformConfiguration {
  return synthesizeStack((stack) => {
    const { rotation, service } = rotatingStack(stack);
    new RotationSchedule(stack, "schedule", { secret: service, rotation, everyDays: 30, after: [] });
  });
}

function breachesIn(
  configuration: TerraformConfiguration,
  site: StackUnderTest["site"] = "primary",
): string[] {
  return rotationRule.check({
    system: "payments",
    site,
    suffix: "dev",
    regions: REGIONS,
    isProtected: false,
    configuration,
    other: {},
    constructed: 0,
    paths: [],
  });
}

/** The breaches after a change in the version of a secret. */
function breachesAfter(secret: string, changes: Record<string, unknown>): string[] {
  const configuration = rotated();
  Object.assign(argumentsOf(configuration, VERSION, secret), changes);
  return breachesIn(configuration);
}

const address = /^aws_secretsmanager_secret_version\.service_version_\w+: /;
const LOST = "version_stages must be AWSCURRENT and a label of its own, or the version is lost";
const UNDONE = "lifecycle.ignore_changes must name version_stages, or a plan undoes the rotation";

describe("the rotation rule", () => {
  test("has nothing to say of a secret that keeps Terraform's version", () => {
    expect(breachesIn(rotated())).toEqual([]);
  });

  test.each([
    ["has no labels of its own", { version_stages: undefined }, [LOST]],
    ["has labels that all move on", { version_stages: ["AWSCURRENT", "AWSPREVIOUS"] }, [LOST]],
    ["is not the current one at first", { version_stages: ["TERRAFORM"] }, [LOST]],
    ["has its labels set back by a plan", { lifecycle: undefined }, [UNDONE]],
    ["ignores something else", { lifecycle: { ignore_changes: ["secret_string"] } }, [UNDONE]],
    ["is as Terraform makes it by default", { version_stages: undefined, lifecycle: {} }, [LOST, UNDONE]],
    ["refers to the secret by its ARN", { secret_id: "by arn", lifecycle: {} }, [UNDONE]],
  ])("refuses a version of a rotated secret that %s", (_what, changes, expected) => {
    const configuration = rotated();
    const version = argumentsOf(configuration, VERSION, "service");
    const byArn = String(version.secret_id).replace(".id}", ".arn}");
    Object.assign(version, changes, "secret_id" in changes && { secret_id: byArn });
    const breaches = breachesIn(configuration);
    expect(breaches.map((breach) => breach.replace(address, ""))).toEqual(expected);
    expect(breaches.every((breach) => address.test(breach))).toBe(true);
  });

  test("leaves alone what is not rotated", () => {
    expect(breachesAfter("administrator", { version_stages: undefined, lifecycle: {} })).toEqual([]);
  });

  test("refuses a rotation in the DR stack, whose secrets are copies", () => {
    expect(breachesIn(rotated(), "dr")).toEqual([
      "aws_secretsmanager_secret_rotation.schedule: the secrets of the DR region are copies, which can't be rotated",
    ]);
  });
});
