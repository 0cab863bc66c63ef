import { addressedBlocks, type TerraformConfiguration } from "../terraform/configuration";
import { at, listOf } from "./arguments";
import type { Rule } from "./rule";

/** Requirements GS-FIX-05 and GS-EFS-12: a task that can't mount its volume never starts, and says little of why. */
export const volumesRule: Rule = {
  id: "volumes",
  title:
    "A task enters a file system through an access point of its own stack, encrypted and with its own role",
  check({ configuration }) {
    return addressedBlocks(configuration)
      .filter(({ mode, type }) => mode === "resource" && type === "aws_ecs_task_definition")
      .flatMap(({ address, block }) =>
        listOf(block.volume).flatMap((volume) =>
          problemsOf(volume, configuration).map(
            (problem) => `${address}: volume ${String(at(volume, "name"))}: ${problem}`,
          ),
        ),
      );
  },
};

function problemsOf(volume: unknown, configuration: TerraformConfiguration): string[] {
  const files = at(volume, "efs_volume_configuration");
  if (files === undefined) return [];
  const authorization = at(files, "authorization_config");
  return [
    ...(isAccessPoint(at(authorization, "access_point_id"), configuration)
      ? []
      : ["access_point_id must be the id of an aws_efs_access_point, which no file system's id is"]),
    ...(at(files, "transit_encryption") === "ENABLED"
      ? []
      : ["transit_encryption must be ENABLED: ECS takes no access point without it"]),
    ...(at(authorization, "iam") === "ENABLED"
      ? []
      : ["iam must be ENABLED, or the file system sees no role and lets nobody in"]),
  ];
}

function isAccessPoint(id: unknown, { resource }: TerraformConfiguration): boolean {
  const name = /^\$\{aws_efs_access_point\.([\w-]+)\.id\}$/.exec(String(id))?.[1] ?? "";
  return resource?.aws_efs_access_point?.[name] !== undefined;
}
