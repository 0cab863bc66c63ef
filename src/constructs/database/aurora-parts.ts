import type { DbSubnetGroup } from "@cdktf/provider-aws/lib/db-subnet-group";
import type { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { RdsClusterParameterGroup } from "@cdktf/provider-aws/lib/rds-cluster-parameter-group";
import type { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { Construct } from "constructs";
import { nameFor, providerOf } from "../../stacks/aliased-scope";
import type { Network } from "../network/network";
import { LogGroup } from "../observability/log-group";
import { addMonitoringRole, addSecurityGroup, addSubnetGroup } from "./surroundings";

/** What the surroundings of an Aurora cluster are made from. */
export interface AuroraPartsProps {
  readonly network: Network;
  /** The cluster's identifier: its log group is named after it. */
  readonly clusterIdentifier: string;
  /** For example `16.8`. */
  readonly engineVersion: string;
  readonly logsKeyArn: string;
  readonly logRetentionInDays: number;
}

/**
 * What an Aurora cluster needs around it in its region, be it the writer of a global database or a follower:
 * parameters, subnets, security group, log group and monitoring role. A promotion brings none of these along.
 */
export class AuroraParts extends Construct {
  readonly securityGroup: SecurityGroup;
  readonly subnetGroup: DbSubnetGroup;
  readonly parameterGroup: RdsClusterParameterGroup;
  readonly monitoringRole: IamRole;
  readonly logGroup: LogGroup;

  constructor(scope: Construct, id: string, props: AuroraPartsProps) {
    super(scope, id);
    this.securityGroup = addSecurityGroup(this, props.network);
    this.subnetGroup = addSubnetGroup(this, props.network);
    this.parameterGroup = new RdsClusterParameterGroup(this, "parameters", {
      provider: providerOf(this),
      name: nameFor(this, "database", "rdsParameterGroup"),
      description: "Forced TLS, logging of schema changes and slow statements",
      family: parameterGroupFamily(props.engineVersion),
      parameter: [
        { name: "rds.force_ssl", value: "1", applyMethod: "immediate" },
        { name: "log_statement", value: "ddl", applyMethod: "immediate" },
        { name: "log_min_duration_statement", value: "1000", applyMethod: "immediate" },
      ],
    });
    this.monitoringRole = addMonitoringRole(this);
    // Made here, so that Aurora does not make it without retention and without a key.
    this.logGroup = new LogGroup(this, "log-group", {
      name: `/aws/rds/cluster/${props.clusterIdentifier}/postgresql`,
      retentionInDays: props.logRetentionInDays,
      shortRetentionReason:
        "Application log: statements and errors for operations. Audit logs are kept longer elsewhere.",
      keyArn: props.logsKeyArn,
    });
  }
}

/** The family of parameter groups that an engine version belongs to: the major version decides. */
export function parameterGroupFamily(engineVersion: string): string {
  return `aurora-postgresql${engineVersion.split(".")[0]}`;
}
