import { otherSite, type PerSite, type Site } from "../../../config/site";
import type { PolicyStatement } from "../../../constructs/iam/policy-document";
import type { TaskState } from "../../asl/model";
import { call, type CallOptions } from "../../machine/call";
import type { MachineScope } from "../../machine/step";

/** What an instance of RDS and its replica in the other region take part with. */
export interface RdsReplicaProps {
  /** The instance of each site. Which one follows is data. */
  readonly identifiers: PerSite<string>;
  /** Of both instances, before and after a promotion. */
  readonly backupRetentionDays: number;
  /** UTC, `hh:mm-hh:mm`. */
  readonly backupWindow: string;
  /** UTC, `ddd:hh:mm-ddd:hh:mm`. */
  readonly maintenanceWindow: string;
  /** Whether an instance has a standby in another zone, by its role. */
  readonly multiAz: { readonly active: boolean; readonly standby: boolean };
  /** The alarm on the replica's lag, which nothing bounds. @default "database-lag-critical" */
  readonly lagAlarm?: string;
}

/** How Step Functions calls an instance that is not there. */
export const NOT_FOUND = ["Rds.DbInstanceNotFoundException"];

/** How Step Functions calls a state of an instance in which it takes no such call. */
export const NOT_NOW = ["Rds.InvalidDbInstanceStateException"];

/** JSONata: the instance in the answer of `rds:describeDBInstances`. */
export const INSTANCE = "$states.result.DbInstances[0]";

/** JSONata: whether it follows another one. The source is what a promotion takes away when it is done. */
export const FOLLOWS = `$exists(${INSTANCE}.ReadReplicaSourceDBInstanceIdentifier)`;

/** The site's own instance. */
export function ownInstance({ site }: MachineScope, { identifiers }: RdsReplicaProps): string {
  return identifiers[site];
}

/** The ARN of the site's own instance. */
export function ownArn(scope: MachineScope, props: RdsReplicaProps): string {
  return arnIn(scope, props, scope.site);
}

/** The ARN of the other site's instance. */
export function otherArn(scope: MachineScope, props: RdsReplicaProps): string {
  return arnIn(scope, props, otherSite(scope.site));
}

/** Looks at the site's own instance. */
export function describeOwn(scope: MachineScope, props: RdsReplicaProps, options?: CallOptions): TaskState {
  return call("rds:describeDBInstances", { DbInstanceIdentifier: ownInstance(scope, props) }, options);
}

/** Lets the machine do something with the site's own instance. */
export function ownStatement(
  scope: MachineScope,
  props: RdsReplicaProps,
  ...actions: readonly string[]
): PolicyStatement {
  return {
    sid: "OwnDatabase",
    actions: ["rds:DescribeDBInstances", ...actions],
    resources: [ownArn(scope, props)],
  };
}

/** Shows the site's own instance, for a human. */
export function describeCommand(scope: MachineScope, props: RdsReplicaProps): string {
  return (
    `aws rds describe-db-instances --region ${scope.region} --db-instance-identifier ${ownInstance(scope, props)} ` +
    "--query 'DBInstances[0].[DBInstanceStatus,ReadReplicaSourceDBInstanceIdentifier,StatusInfos[0].Status]' --output text"
  );
}

function arnIn(
  { site, account, region, otherRegion }: MachineScope,
  props: RdsReplicaProps,
  of: Site,
): string {
  return `arn:aws:rds:${of === site ? region : otherRegion}:${account}:db:${props.identifiers[of]}`;
}
