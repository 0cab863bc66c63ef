import { GetAWSDefaultServiceQuotaCommand, GetServiceQuotaCommand } from "@aws-sdk/client-service-quotas";
import type { RegionalClients } from "../../aws/clients";
import { ifPresent } from "../../state/errors";

/**
 * The quota "Fargate On-Demand vCPU resource count", for a region and an account
 * (AWS General Reference, Amazon ECS endpoints and quotas, read 2026-11).
 */
const FARGATE_VCPUS = { ServiceCode: "fargate", QuotaCode: "L-3032A538" };

/** Reads how many vCPUs the account may run on Fargate in a region; undefined where AWS does not say. */
export async function fargateVcpuQuota(
  { quotas }: Pick<RegionalClients, "quotas">,
  abortSignal: AbortSignal,
): Promise<number | undefined> {
  const applied = await ifPresent(
    quotas.send(new GetServiceQuotaCommand(FARGATE_VCPUS), { abortSignal }),
    "NoSuchResourceException",
  );
  if (applied?.Quota?.Value !== undefined) return applied.Quota.Value;
  // An account that never asked for more has no quota of its own.
  const standard = await ifPresent(
    quotas.send(new GetAWSDefaultServiceQuotaCommand(FARGATE_VCPUS), { abortSignal }),
    "NoSuchResourceException",
  );
  return standard?.Quota?.Value;
}
