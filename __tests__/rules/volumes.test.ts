import { EcsTaskDefinition, type EcsTaskDefinitionVolume } from "@cdktf/provider-aws/lib/ecs-task-definition";
import { EfsAccessPoint } from "@cdktf/provider-aws/lib/efs-access-point";
import { taskVolume } from "../../src/constructs/service/volumes";
import type { RegionalStack } from "../../src/stacks/regional-stack";
import { breachesAfter, type Mistake } from "./mistake";

type Files = NonNullable<EcsTaskDefinitionVolume["efsVolumeConfiguration"]>;

const ADDRESS = "aws_ecs_task_definition.it";
const NO_ACCESS_POINT =
  "access_point_id must be the id of an aws_efs_access_point, which no file system's id is";
const NOT_ENCRYPTED = "transit_encryption must be ENABLED: ECS takes no access point without it";
const NO_ROLE = "iam must be ENABLED, or the file system sees no role and lets nobody in";

function addTask(stack: RegionalStack, volumes: EcsTaskDefinitionVolume[]): void {
  new EcsTaskDefinition(stack, "it", {
    family: stack.physicalName("media", "ecsTaskFamily"),
    containerDefinitions: '[{"logConfiguration":{"logDriver":"awslogs"}}]',
    volume: volumes,
  });
}

function goodVolume(
  stack: RegionalStack,
  name = "media",
): EcsTaskDefinitionVolume & { efsVolumeConfiguration: Files } {
  const { id } = new EfsAccessPoint(stack, `${name}-access`, { fileSystemId: "fs-1" });
  const given = { name, fileSystemId: "fs-1", accessPointId: id, containerPath: "/media" };
  return taskVolume(given) as ReturnType<typeof goodVolume>;
}

/** A task with one volume, of which one thing is wrong. */
const spoiled =
  (spoil: (files: Files) => Files): Mistake["make"] =>
  ({ primary }) => {
    const volume = goodVolume(primary);
    addTask(primary, [{ ...volume, efsVolumeConfiguration: spoil(volume.efsVolumeConfiguration) }]);
  };

const withAccessPoint = (accessPointId: string) =>
  spoiled((files) => ({ ...files, authorizationConfig: { accessPointId, iam: "ENABLED" } }));

const mistakes: { what: string; make: Mistake["make"]; problems: string[] }[] = [
  {
    what: "the id of a file system",
    make: withAccessPoint("${aws_efs_file_system.files.id}"),
    problems: [NO_ACCESS_POINT],
  },
  {
    what: "an access point that the stack does not make",
    make: withAccessPoint("${aws_efs_access_point.nowhere.id}"),
    problems: [NO_ACCESS_POINT],
  },
  {
    what: "the ARN of an access point",
    make: withAccessPoint("${aws_efs_access_point.media-access.arn}"),
    problems: [NO_ACCESS_POINT],
  },
  {
    what: "a way that is not encrypted",
    make: spoiled((files) => ({ ...files, transitEncryption: "DISABLED" })),
    problems: [NOT_ENCRYPTED],
  },
  {
    what: "a mount without a role",
    make: spoiled(({ authorizationConfig, ...files }) => ({
      ...files,
      authorizationConfig: { ...authorizationConfig, iam: "DISABLED" },
    })),
    problems: [NO_ROLE],
  },
  {
    what: "a file system and nothing else",
    make: spoiled(({ fileSystemId }) => ({ fileSystemId })),
    problems: [NO_ACCESS_POINT, NOT_ENCRYPTED, NO_ROLE],
  },
];

describe("the volumes rule", () => {
  test.each(mistakes)("catches $what", ({ what, make, problems }) => {
    expect(breachesAfter({ what, make })).toEqual(
      problems.map((problem) => `volumes: ${ADDRESS}: volume media: ${problem}`),
    );
  });

  test("looks at every volume of a task", () => {
    const make: Mistake["make"] = ({ primary }) =>
      addTask(primary, [
        goodVolume(primary),
        { name: "old", efsVolumeConfiguration: { fileSystemId: "fs-2" } },
      ]);
    expect(breachesAfter({ what: "", make })).toEqual(
      [NO_ACCESS_POINT, NOT_ENCRYPTED, NO_ROLE].map(
        (problem) => `volumes: ${ADDRESS}: volume old: ${problem}`,
      ),
    );
  });

  test("lets good volumes pass, and those that are no file system", () => {
    const make: Mistake["make"] = ({ primary }) =>
      addTask(primary, [goodVolume(primary), goodVolume(primary, "old"), { name: "scratch" }]);
    expect(breachesAfter({ what: "", make })).toEqual([]);
  });
});
