import type { EcsTaskDefinitionVolume } from "@cdktf/provider-aws/lib/ecs-task-definition";
import type { Construct } from "constructs";
import { clientStatement } from "../file-system/client-statements";
import { accessPointArn, fileSystemArn } from "../file-system/names";
import type { PolicyStatement } from "../iam/policy-document";

/** An EFS file system in a task: encrypted on its way, entered through an access point with the task's own role. */
export interface ServiceVolume {
  /** Letters, digits, hyphens and underscores, for example `media`. */
  readonly name: string;
  readonly fileSystemId: string;
  readonly accessPointId: string;
  /** Where the container sees it, absolute. */
  readonly containerPath: string;
  /**
   * @default false
   */
  readonly readOnly?: boolean;
}

/**
 * The volume of a task definition. Without a root directory: with an access point, the access point's applies, and ECS
 * takes no other (ECS API model of SDK 3.1162, EFSVolumeConfiguration, read 2026-11).
 */
export function taskVolume({ name, fileSystemId, accessPointId }: ServiceVolume): EcsTaskDefinitionVolume {
  return {
    name,
    efsVolumeConfiguration: {
      fileSystemId,
      transitEncryption: "ENABLED",
      authorizationConfig: { accessPointId, iam: "ENABLED" },
    },
  };
}

/** Where a container sees a volume, as its definition says it. */
export function mountPoint({ name, containerPath, readOnly = false }: ServiceVolume) {
  return { sourceVolume: name, containerPath, readOnly };
}

/** What the task's role needs to mount and use a volume. */
export function volumeStatement(scope: Construct, volume: ServiceVolume): PolicyStatement {
  const door = {
    fileSystemArn: fileSystemArn(scope, volume.fileSystemId),
    accessPointArn: accessPointArn(scope, volume.accessPointId),
  };
  const name = volume.name.replace(/[^A-Za-z0-9]/g, "");
  return clientStatement(`UseVolume${name[0]?.toUpperCase()}${name.slice(1)}`, door, volume.readOnly);
}

/** @throws Error with everything that ECS would refuse in the volumes of a task. */
export function checkVolumes(path: string, volumes: readonly ServiceVolume[]): void {
  const problems = volumes.flatMap(({ name, containerPath }, index) => [
    ...(/^[A-Za-z0-9][\w-]{0,254}$/.test(name)
      ? []
      : [`volume "${name}": a name is made of letters, digits, hyphens and underscores`]),
    ...(volumes.findIndex((other) => other.name === name) < index ? [`volume "${name}" is named twice`] : []),
    ...(/^(\/[^/]+)+$/.test(containerPath)
      ? []
      : [
          `volume "${name}": containerPath must be absolute and below the root, such as /media: ${containerPath}`,
        ]),
    ...(volumes.findIndex((other) => other.containerPath === containerPath) < index
      ? [`volume "${name}": another one is mounted at ${containerPath} already`]
      : []),
  ]);
  if (problems.length > 0) throw new Error(`${path}: ${problems.join("; ")}`);
}
