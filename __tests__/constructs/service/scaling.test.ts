import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { ServiceScaling, type ServiceScalingProps } from "../../../src/constructs/service/scaling";
import { argumentsOf, blockOf, blocksOf, reference, synthesizeStack } from "../../support/stack";
import { siteRole } from "./synthesize-service";

function synthesize(given: Partial<ServiceScalingProps> = {}, site: "primary" | "dr" = "primary") {
  return synthesizeStack(
    (stack) => {
      new ServiceScaling(stack, "scaling", {
        clusterName: "cluster",
        serviceName: "service",
        role: siteRole(stack, stack),
        tasks: { minimum: { active: 10, standby: 2 }, maximum: 50 },
        targets: { cpuPercent: 70, memoryPercent: 80 },
        dependsOn: [new SqsQueue(stack, "before", {})],
        ...given,
      });
    },
    { site },
  );
}

describe("the scaling of a service", () => {
  test.each(["primary", "dr"] as const)("of the %s site has a minimum that follows its role", (site) => {
    expect(argumentsOf(synthesize({}, site), "aws_appautoscaling_target")).toEqual({
      service_namespace: "ecs",
      scalable_dimension: "ecs:service:DesiredCount",
      resource_id: "service/cluster/service",
      min_capacity: `\${(data.aws_ssm_parameter.role.insecure_value == "${site}") ? 10 : 2}`,
      max_capacity: 50,
      lifecycle: { ignore_changes: ["suspended_state"] },
      depends_on: ["aws_sqs_queue.before"],
    });
  });

  test("aims at average CPU and memory, fast out and slowly in", () => {
    const configuration = synthesize();
    const target = blockOf(configuration, "aws_appautoscaling_target");
    const policy = (name: string, predefined_metric_type: string, target_value: number) => ({
      name,
      policy_type: "TargetTrackingScaling",
      service_namespace: reference(target, "service_namespace"),
      scalable_dimension: reference(target, "scalable_dimension"),
      resource_id: reference(target, "resource_id"),
      target_tracking_scaling_policy_configuration: {
        target_value,
        scale_in_cooldown: 300,
        scale_out_cooldown: 60,
        predefined_metric_specification: { predefined_metric_type },
      },
    });
    expect(blocksOf(configuration, "aws_appautoscaling_policy").map(({ block }) => block)).toEqual([
      policy("cpu", "ECSServiceAverageCPUUtilization", 70),
      policy("memory", "ECSServiceAverageMemoryUtilization", 80),
    ]);
  });

  test("aims at requests to a task as well, where it is asked to", () => {
    const configuration = synthesize({
      targets: { cpuPercent: 60, memoryPercent: 60, requestsPerTarget: 900 },
      requestCountLabel: "app/lb/1/targetgroup/service/2",
    });
    expect(argumentsOf(configuration, "aws_appautoscaling_policy", "requests")).toMatchObject({
      name: "requests",
      target_tracking_scaling_policy_configuration: {
        target_value: 900,
        predefined_metric_specification: {
          predefined_metric_type: "ALBRequestCountPerTarget",
          resource_label: "app/lb/1/targetgroup/service/2",
        },
      },
    });
  });

  test("can't aim at requests without knowing whose they are", () => {
    const targets = { cpuPercent: 70, memoryPercent: 80, requestsPerTarget: 900 };
    expect(() => synthesize({ targets })).toThrow(
      "payments-primary/scaling: scaling on requests needs the load balancer's requestCountLabel",
    );
  });
});
