import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { FargateService } from "../../../src/constructs/service/fargate-service";
import type { ServiceVolume } from "../../../src/constructs/service/volumes";
import { argumentsOf, blockOf, regionalStack, synthesizeStack } from "../../support/stack";
import {
  ACCESS_POINT_ARN,
  ACCESS_POINT_ID,
  FILE_SYSTEM_ARN,
  FILE_SYSTEM_ID,
} from "../file-system/synthesize-file-system";
import { serviceProps, statementsOf } from "./synthesize-service";

const media: ServiceVolume = {
  name: "media",
  fileSystemId: FILE_SYSTEM_ID,
  accessPointId: ACCESS_POINT_ID,
  containerPath: "/media",
};
const archive: ServiceVolume = { ...media, name: "old-media", containerPath: "/old", readOnly: true };

function synthesize(volumes?: readonly ServiceVolume[]) {
  return synthesizeStack((stack) => {
    new FargateService(stack, "service", { ...serviceProps(stack, stack), ...(volumes && { volumes }) });
  });
}

function containerOf(configuration: ReturnType<typeof synthesize>): Record<string, unknown> {
  const { container_definitions } = argumentsOf(configuration, "aws_ecs_task_definition");
  const [container] = JSON.parse(String(container_definitions)) as [Record<string, unknown>];
  return container;
}

describe("the volumes of a service", () => {
  const configuration = synthesize([media, archive]);
  const efs = {
    file_system_id: FILE_SYSTEM_ID,
    transit_encryption: "ENABLED",
    authorization_config: { access_point_id: ACCESS_POINT_ID, iam: "ENABLED" },
  };

  test("are file systems, encrypted on the way, entered through an access point with the task's role", () => {
    expect(argumentsOf(configuration, "aws_ecs_task_definition").volume).toEqual([
      { name: "media", efs_volume_configuration: efs },
      { name: "old-media", efs_volume_configuration: efs },
    ]);
  });

  test("are seen by the container where it wants them", () => {
    expect(containerOf(configuration).mountPoints).toEqual([
      { sourceVolume: "media", containerPath: "/media", readOnly: false },
      { sourceVolume: "old-media", containerPath: "/old", readOnly: true },
    ]);
  });

  test("may be used by the task's role through their access point, and written unless they are read only", () => {
    const { policy } = argumentsOf(configuration, "aws_iam_role_policy", "task-policy");
    const door = {
      Effect: "Allow",
      Resource: [FILE_SYSTEM_ARN],
      Condition: { StringEquals: { "elasticfilesystem:AccessPointArn": [ACCESS_POINT_ARN] } },
    };
    expect(statementsOf(policy)).toEqual({
      UseVolumeMedia: { ...door, Action: ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"] },
      UseVolumeOldmedia: { ...door, Action: ["elasticfilesystem:ClientMount"] },
    });
  });

  test("leave a service without any as it was", () => {
    const without = synthesize();
    expect(argumentsOf(without, "aws_ecs_task_definition")).not.toHaveProperty("volume");
    expect(containerOf(without)).not.toHaveProperty("mountPoints");
    expect(synthesize([])).toEqual(without);
  });

  test("are refused with everything that is wrong", () => {
    const stack = regionalStack();
    const volumes = [
      media,
      { ...media, containerPath: "old" },
      { ...archive, name: "all files", containerPath: "/media" },
    ];
    const props = { ...serviceProps(stack, stack), volumes };
    expect(() => new FargateService(stack, "service", props)).toThrow(
      'volume "media" is named twice; ' +
        'volume "media": containerPath must be absolute and below the root, such as /media: old; ' +
        'volume "all files": a name is made of letters, digits, hyphens and underscores; ' +
        'volume "all files": another one is mounted at /media already',
    );
  });
});

test("no task starts before what it has to wait for, also where that knows the service itself", () => {
  const configuration = synthesizeStack((stack) => {
    const service = new FargateService(stack, "service", serviceProps(stack, stack));
    service.startAfter([new CloudwatchLogGroup(stack, "late", { name: service.task.roles.task.name })]);
  });
  expect(argumentsOf(configuration, "aws_ecs_service").depends_on).toEqual([
    blockOf(configuration, "aws_iam_role_policy", "execution-policy").address,
    blockOf(configuration, "aws_lb_listener").address,
    blockOf(configuration, "aws_cloudwatch_log_group", "late").address,
  ]);
});
