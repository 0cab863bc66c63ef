import { DescribeScalableTargetsCommand } from "@aws-sdk/client-application-auto-scaling";
import { DescribeImagesCommand } from "@aws-sdk/client-ecr";
import { DescribeServicesCommand, DescribeTaskDefinitionCommand } from "@aws-sdk/client-ecs";
import type { RegionalClients } from "../../aws/clients";
import { ifPresent } from "../../state/errors";
import type { ServiceTarget } from "./target";

/** An image that a service runs. */
export interface RunningImage {
  /** For example `payments-service-prod`. */
  readonly repository: string;
  /** `sha256:...`; undefined where the image is named by a tag. */
  readonly digest: string | undefined;
  /** Whether the registry of the service's own region holds it; undefined for an image of another registry. */
  readonly isInRegistry: boolean | undefined;
}

/** What a service does in one site. */
export interface ServiceState {
  readonly service: string;
  readonly running: number;
  readonly desired: number;
  /** Between which numbers the scaling moves; undefined where there is none. */
  readonly scaling:
    { readonly minimum: number; readonly maximum: number; readonly isSuspended: boolean } | undefined;
  readonly images: readonly RunningImage[];
}

/** `<account>.dkr.ecr.<region>.amazonaws.com/<repository>@<digest>`. */
const ECR_IMAGE = /^\d{12}\.dkr\.ecr\.[a-z0-9-]+\.amazonaws\.com\/([^@:]+)(?:@(sha256:[0-9a-f]{64}))?/;

/**
 * Describes a service.
 *
 * @returns undefined where there is no such service.
 */
export async function serviceState(
  clients: RegionalClients,
  { cluster, service }: ServiceTarget,
  abortSignal: AbortSignal,
): Promise<ServiceState | undefined> {
  const { ecs, autoScaling } = clients;
  const [described, scaling] = await Promise.all([
    ifPresent(
      ecs.send(new DescribeServicesCommand({ cluster, services: [service] }), { abortSignal }),
      "ClusterNotFoundException",
    ),
    autoScaling.send(
      new DescribeScalableTargetsCommand({
        ServiceNamespace: "ecs",
        ResourceIds: [`service/${cluster}/${service}`],
      }),
      { abortSignal },
    ),
  ]);
  const found = described?.services?.[0];
  if (!found || found.status === "INACTIVE") return undefined;
  const target = scaling.ScalableTargets?.[0];
  return {
    service,
    running: found.runningCount ?? 0,
    desired: found.desiredCount ?? 0,
    scaling: target && {
      minimum: target.MinCapacity ?? 0,
      maximum: target.MaxCapacity ?? 0,
      isSuspended: Object.values(target.SuspendedState ?? {}).includes(true),
    },
    images: await imagesOf(clients, found.taskDefinition, abortSignal),
  };
}

async function imagesOf(
  { ecs, ecr }: RegionalClients,
  taskDefinition: string | undefined,
  abortSignal: AbortSignal,
): Promise<RunningImage[]> {
  if (taskDefinition === undefined) return [];
  const described = await ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition }), { abortSignal });
  const names = described.taskDefinition?.containerDefinitions?.flatMap(({ image }) => image ?? []) ?? [];
  return Promise.all(
    names.map(async (image) => {
      const [, repository, digest] = ECR_IMAGE.exec(image) ?? [];
      if (repository === undefined) return { repository: image, digest: undefined, isInRegistry: undefined };
      if (digest === undefined) return { repository, digest, isInRegistry: undefined };
      const imageIds = [{ imageDigest: digest }];
      const found = await ifPresent(
        ecr.send(new DescribeImagesCommand({ repositoryName: repository, imageIds }), { abortSignal }),
        "ImageNotFoundException",
        "RepositoryNotFoundException",
      );
      return { repository, digest, isInRegistry: (found?.imageDetails?.length ?? 0) > 0 };
    }),
  );
}
