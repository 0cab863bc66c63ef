import { AuroraCluster } from "../../../src/constructs/database/aurora-cluster";
import { ReaderScaling } from "../../../src/constructs/database/reader-scaling";
import {
  readerScalingSettings,
  type ReaderScalingSettings,
} from "../../../src/constructs/database/reader-scaling-settings";
import {
  argumentsOf,
  blockOf,
  blocksOf,
  reference,
  synthesizeStack,
  type Placement,
} from "../../support/stack";
import { clusterProps } from "./synthesize-database";

const DEFAULTS = readerScalingSettings.parse(undefined);

function synthesize(
  given: Partial<ReaderScalingSettings> = {},
  instanceZones = ["a", "b"],
  placement: Placement = {},
) {
  return synthesizeStack((stack) => {
    const cluster = new AuroraCluster(stack, "database", { ...clusterProps(stack, stack), instanceZones });
    new ReaderScaling(stack, "reader-scaling", { cluster, settings: { ...DEFAULTS, ...given } });
  }, placement);
}

describe("the scaling of readers", () => {
  test("keeps 1 to 5 readers at 70 % CPU by default", () => {
    const configuration = synthesize();
    expect(argumentsOf(configuration, "aws_appautoscaling_target")).toEqual({
      service_namespace: "rds",
      scalable_dimension: "rds:cluster:ReadReplicaCount",
      resource_id: "cluster:payments-database-dev",
      min_capacity: 1,
      max_capacity: 5,
      lifecycle: { ignore_changes: ["suspended_state"] },
      depends_on: blocksOf(configuration, "aws_rds_cluster_instance").map(({ address }) => address),
    });
    const target = blockOf(configuration, "aws_appautoscaling_target");
    expect(argumentsOf(configuration, "aws_appautoscaling_policy")).toEqual({
      name: "payments-reader-cpu-dev",
      policy_type: "TargetTrackingScaling",
      service_namespace: reference(target, "service_namespace"),
      scalable_dimension: reference(target, "scalable_dimension"),
      resource_id: reference(target, "resource_id"),
      target_tracking_scaling_policy_configuration: {
        target_value: 70,
        scale_in_cooldown: 300,
        scale_out_cooldown: 300,
        predefined_metric_specification: { predefined_metric_type: "RDSReaderAverageCPUUtilization" },
      },
    });
  });

  test("takes everything from the environment", () => {
    const configuration = synthesize(
      {
        minimum: 2,
        maximum: 15,
        cpuPercent: 50,
        scaleOutCooldownSeconds: 0,
        scaleInCooldownSeconds: 900,
      },
      ["a", "b", "c"],
    );
    expect(argumentsOf(configuration, "aws_appautoscaling_target")).toMatchObject({
      min_capacity: 2,
      max_capacity: 15,
    });
    expect(argumentsOf(configuration, "aws_appautoscaling_policy")).toMatchObject({
      target_tracking_scaling_policy_configuration: {
        target_value: 50,
        scale_in_cooldown: 900,
        scale_out_cooldown: 0,
      },
    });
  });

  test("adds none where the maximum is what Terraform makes", () => {
    expect(argumentsOf(synthesize({ maximum: 1 }), "aws_appautoscaling_target")).toMatchObject({
      min_capacity: 1,
      max_capacity: 1,
    });
  });

  test("is refused where the cluster follows at first", () => {
    expect(() => synthesize({}, ["a", "b"], { site: "dr" })).toThrow(
      /scales no member of a global database that follows/,
    );
  });

  test("says everything that is wrong with a cluster at once", () => {
    expect(() => synthesize({ minimum: 3 }, ["a"])).toThrow(
      /needs a reader to begin with.*; a minimum of 3 is more than Terraform's 0 readers/,
    );
    expect(() => synthesize({ maximum: 1 }, ["a", "b", "c"])).toThrow(
      /a maximum of 1 is less than Terraform's 2 readers/,
    );
  });
});

describe("its settings", () => {
  const problemsOf = (given: unknown): string[] =>
    (readerScalingSettings.safeParse(given).error?.issues ?? []).map(
      ({ path, message }) => `${path.join(".")}: ${message}`,
    );

  test.each([
    { minimum: 15, maximum: 15 },
    { minimum: 1, maximum: 1, cpuPercent: 90, scaleOutCooldownSeconds: 0 },
  ])("%j is good", (given) => {
    expect(problemsOf(given)).toEqual([]);
  });

  test.each<[string, unknown]>([
    ["minimum: must not be above maximum", { minimum: 6 }],
    ["minimum", { minimum: 0 }],
    ["maximum", { maximum: 16 }],
    ["cpuPercent", { cpuPercent: 100 }],
    ["scaleInCooldownSeconds", { scaleInCooldownSeconds: -1 }],
    ["", { enabled: true }],
  ])("%s is wrong in %j", (problem, given) => {
    expect(problemsOf(given)).toEqual([expect.stringMatching(new RegExp(`^${problem}`))]);
  });
});
