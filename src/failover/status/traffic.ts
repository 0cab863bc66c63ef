import { GetHealthCheckCommand, GetHealthCheckStatusCommand } from "@aws-sdk/client-route-53";
import { GetParameterCommand } from "@aws-sdk/client-ssm";
import type { RegionalClients } from "../../aws/clients";
import { SITES, type PerSite, type Site } from "../../config/site";
import { ifPresent } from "../../state/errors";
import type { StatusTarget } from "./target";

/** Asks for the addresses of a name. */
export type ResolveName = (name: string) => Promise<readonly string[]>;

/**
 * Which site the system's name leads to now, as the resolver of this machine answers: Route 53's data plane, which
 * works while its control plane is lost. Addresses tell it, since each site has a name of its own beside.
 *
 * @returns undefined where the addresses belong to neither site.
 */
export async function siteInDns(
  resolve: ResolveName,
  { service, sites }: NonNullable<StatusTarget["names"]>,
): Promise<Site | undefined> {
  const [common, primary, dr] = await Promise.all([
    resolve(service),
    // One site may be gone from DNS while the other one serves.
    resolve(sites.primary).catch(() => []),
    resolve(sites.dr).catch(() => []),
  ]);
  const own: PerSite<readonly string[]> = { primary, dr };
  return SITES.find((site) => own[site].some((address) => common.includes(address)));
}

/** A health check that moves the names. */
export interface SwitchCheck {
  readonly id: string;
  /** How Route 53's checkers see it, each in its words. */
  readonly reports: readonly string[];
}

/**
 * Asks Route 53 about the health checks that move the names. For diagnosis only, as Route 53 says itself; it can't be
 * asked about the calculated ones, hence their children (Route 53 API reference, GetHealthCheckStatus, read 2026-11).
 *
 * @param parameter the SSM parameter that holds the id of the DR site's check.
 * @returns undefined where there is no such parameter.
 */
export async function switchChecks(
  { route53, ssm }: Pick<RegionalClients, "route53" | "ssm">,
  parameter: string,
  abortSignal: AbortSignal,
): Promise<readonly SwitchCheck[] | undefined> {
  const options = { abortSignal };
  const found = await ifPresent(
    ssm.send(new GetParameterCommand({ Name: parameter }), options),
    "ParameterNotFound",
  );
  const HealthCheckId = found?.Parameter?.Value;
  if (HealthCheckId === undefined) return undefined;
  const { HealthCheck } = await route53.send(new GetHealthCheckCommand({ HealthCheckId }), options);
  const children = HealthCheck?.HealthCheckConfig?.ChildHealthChecks ?? [];
  return Promise.all(
    children.map(async (id) => {
      const status = await route53.send(new GetHealthCheckStatusCommand({ HealthCheckId: id }), options);
      const reports = status.HealthCheckObservations?.map(({ StatusReport }) => StatusReport?.Status ?? "");
      return { id, reports: [...new Set(reports)] };
    }),
  );
}
