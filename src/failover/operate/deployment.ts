import { NO_IMAGE_DIGEST } from "../../constructs/service/image";
import type { DeploymentRole } from "../../config/deployment-role";
import type { PerSite, Site } from "../../config/site";
import type { Environment } from "../../config/environment";
import type { FailoverPlan } from "../plan/model";
import { readTarget, type SystemSource } from "../status/read-target";
import type { DatabaseTarget, ServiceTarget, StatusTarget } from "../status/target";

/** What a site is made of, as far as an operation names it. */
export interface DeployedSite {
  readonly site: Site;
  readonly region: string;
  readonly plan: FailoverPlan;
  readonly machineArn: string;
  /** @default - the system has no service on ECS */
  readonly service?: ServiceTarget;
  /** @default - the system has none */
  readonly database?: DatabaseTarget;
  /** The creation token of the site's file system. @default - the system has none */
  readonly fileSystem?: string;
  /** `https://` and the name that leads to this site always. @default - there is no domain */
  readonly endpoint?: string;
}

/** A system as it is deployed: every name that an operation needs, read from the stacks and never asked of AWS. */
export interface Deployment {
  readonly system: string;
  /** The environment's name. */
  readonly environment: string;
  readonly account: string;
  /** The role that operations take. @default - they work with the credentials as they are */
  readonly role?: DeploymentRole;
  readonly isProtected: boolean;
  readonly roleTable: string;
  /** Whether the digest of an image is set: without one no task starts. True where there is no service. */
  readonly hasImage: boolean;
  /** `https://` and the name that callers use. @default - there is no domain */
  readonly endpoint?: string;
  readonly sites: PerSite<DeployedSite>;
}

/** What a deployment is read from. */
export interface DeploymentSource extends SystemSource {
  readonly environment: SystemSource["environment"] & Pick<Environment, "protection">;
}

/** Reads the names of a system from its synthesized stacks. */
export function readDeployment(source: DeploymentSource): Deployment {
  const target = readTarget(source);
  const { system, environment, account, role, roleTable, names } = target;
  const { ImageDigest: image } = source.configurations.primary.output ?? {};
  return {
    system,
    environment,
    account,
    ...(role && { role }),
    isProtected: source.environment.protection === "protected",
    roleTable,
    hasImage: image?.value !== NO_IMAGE_DIGEST,
    ...(names && { endpoint: `https://${names.service}` }),
    sites: { primary: readSite("primary", source, target), dr: readSite("dr", source, target) },
  };
}

function readSite(
  site: Site,
  { plans }: DeploymentSource,
  { account, names, sites }: StatusTarget,
): DeployedSite {
  const { region, machine, services, database, fileSystem } = sites[site];
  const [service] = services;
  return {
    site,
    region,
    plan: plans[site],
    machineArn: `arn:aws:states:${region}:${account}:stateMachine:${machine}`,
    ...(service && { service }),
    ...(database && { database }),
    ...(fileSystem !== undefined && { fileSystem }),
    ...(names && { endpoint: `https://${names.sites[site]}` }),
  };
}
