import { DbParameterGroup } from "@cdktf/provider-aws/lib/db-parameter-group";
import type { DbSubnetGroup } from "@cdktf/provider-aws/lib/db-subnet-group";
import type { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import type { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { Construct } from "constructs";
import { nameFor, providerOf } from "../../stacks/aliased-scope";
import type { Network } from "../network/network";
import { LogGroup } from "../observability/log-group";
import type { InstanceSettings } from "./instance-settings";
import { addMonitoringRole, addSecurityGroup, addSubnetGroup } from "./surroundings";

/** The logs that RDS for PostgreSQL exports. */
export const POSTGRES_LOGS = ["postgresql", "upgrade"] as const;

/** What the surroundings of an RDS for PostgreSQL instance are made from. */
export interface PostgresPartsProps {
  readonly network: Network;
  /** Its log groups are named after it. */
  readonly identifier: string;
  readonly settings: Pick<InstanceSettings, "engineVersion" | "logStatements" | "maximumConnections">;
  readonly logsKeyArn: string;
  readonly logRetentionInDays: number;
}

/**
 * What an RDS for PostgreSQL instance needs around it in its region, be it the source or the replica. It stays when a failover
 * replaces the instance itself.
 */
export class PostgresParts extends Construct {
  readonly securityGroup: SecurityGroup;
  readonly subnetGroup: DbSubnetGroup;
  readonly parameterGroup: DbParameterGroup;
  readonly monitoringRole: IamRole;
  /** In the order of `POSTGRES_LOGS`. */
  readonly logGroups: readonly LogGroup[];

  constructor(scope: Construct, id: string, props: PostgresPartsProps) {
    super(scope, id);
    const { settings } = props;
    this.securityGroup = addSecurityGroup(this, props.network);
    this.subnetGroup = addSubnetGroup(this, props.network);
    this.parameterGroup = new DbParameterGroup(this, "parameters", {
      provider: providerOf(this),
      name: nameFor(this, "database", "rdsParameterGroup"),
      description: "Forced TLS, logging of connections and statements, connections",
      family: `postgres${settings.engineVersion.split(".")[0]}`,
      parameter: [
        { name: "rds.force_ssl", value: "1", applyMethod: "immediate" },
        { name: "log_connections", value: "1", applyMethod: "immediate" },
        { name: "log_disconnections", value: "1", applyMethod: "immediate" },
        { name: "log_statement", value: settings.logStatements, applyMethod: "immediate" },
        { name: "log_min_duration_statement", value: "1000", applyMethod: "immediate" },
        {
          name: "max_connections",
          value: String(settings.maximumConnections),
          applyMethod: "pending-reboot",
        },
      ],
    });
    this.monitoringRole = addMonitoringRole(this);
    // Made here, so that RDS does not make them without retention and without a key.
    this.logGroups = POSTGRES_LOGS.map(
      (log) =>
        new LogGroup(this, `log-group-${log}`, {
          name: `/aws/rds/instance/${props.identifier}/${log}`,
          retentionInDays: props.logRetentionInDays,
          shortRetentionReason:
            "Application log: statements and errors for operations. Audit logs are kept longer elsewhere.",
          keyArn: props.logsKeyArn,
        }),
    );
  }
}
