import type { PerSite, Site } from "../../../config/site";
import type { PolicyStatement } from "../../../constructs/iam/policy-document";
import type { MachineScope } from "../../machine/step";

/** What the database takes part with. */
export interface AuroraParticipantProps {
  readonly globalClusterIdentifier: string;
  /** The member of each site. */
  readonly clusterIdentifiers: PerSite<string>;
  /**
   * The scaling range of a serverless member, which follows the role.
   *
   * @default - provisioned instances: the same size in either role
   */
  readonly capacity?: {
    readonly minimumUnits: { readonly active: number; readonly standby: number };
    readonly maximumUnits: number;
  };
}

/** The site's own member. */
export function ownCluster({ site }: MachineScope, { clusterIdentifiers }: AuroraParticipantProps): string {
  return clusterIdentifiers[site];
}

/** The ARN of the site's own member. */
export function clusterArn(scope: MachineScope, props: AuroraParticipantProps): string {
  return memberArn(scope, props, scope.site);
}

/** The ARN of the member of either site. */
export function memberArn(
  scope: MachineScope,
  { clusterIdentifiers }: AuroraParticipantProps,
  site: Site,
): string {
  const { account, region, otherRegion } = scope;
  return `arn:aws:rds:${site === scope.site ? region : otherRegion}:${account}:cluster:${clusterIdentifiers[site]}`;
}

/** A global cluster belongs to no region. */
export function globalClusterArn({ account }: MachineScope, props: AuroraParticipantProps): string {
  return `arn:aws:rds::${account}:global-cluster:${props.globalClusterIdentifier}`;
}

/** Lets the machine see who writes. */
export const DESCRIBE: PolicyStatement = {
  sid: "DescribeGlobalDatabase",
  actions: ["rds:DescribeGlobalClusters"],
  resources: ["*"],
  wildcardReason: "AWS's own policies for global databases name no resource for reading them.",
};
