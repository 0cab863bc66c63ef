import { ElasticacheParameterGroup } from "@cdktf/provider-aws/lib/elasticache-parameter-group";
import { ElasticacheSubnetGroup } from "@cdktf/provider-aws/lib/elasticache-subnet-group";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { Construct } from "constructs";
import { nameFor, providerOf } from "../../stacks/aliased-scope";
import type { Network } from "../network/network";
import { LogDeliveryPolicy } from "../observability/log-delivery-policy";
import { LogGroup } from "../observability/log-group";

/** What ElastiCache delivers: commands that took long, and what the engine says of itself. */
export const LOG_TYPES = ["slow-log", "engine-log"] as const;

/** What ElastiCache calls a log. */
export type LogType = (typeof LOG_TYPES)[number];

/** What the surroundings of a cache are made from. */
export interface RedisPartsProps {
  readonly network: Network;
  /** The cache's thing in names. */
  readonly thing: string;
  /** The replication group's id: its log groups are named after it, but for those that have a name. */
  readonly replicationGroupId: string;
  /**
   * What the cache's own parameters are made from.
   *
   * @default - none: a follower in a global datastore gets a copy of the first member's
   */
  readonly parameters?:
    | { readonly engineVersion: string; readonly evictionPolicy: string; readonly isClustered: boolean }
    | undefined;
  /**
   * Names of log groups.
   *
   * @default - `/aws/vendedlogs/elasticache/<group>/<log type>`
   */
  readonly logGroupNames?: Readonly<Partial<Record<LogType, string>>> | undefined;
  readonly logsKeyArn: string;
  readonly logRetentionInDays: number;
}

/** What a cache needs around it in its region: subnets, security group, parameters and log groups. */
export class RedisParts extends Construct {
  readonly securityGroup: SecurityGroup;
  readonly subnetGroup: ElasticacheSubnetGroup;
  /** Missing where the first member of a global datastore decides. */
  readonly parameterGroup: ElasticacheParameterGroup | undefined;
  readonly logGroups: Readonly<Record<LogType, LogGroup>>;
  /** Without it nothing is written into the log groups. */
  readonly logDelivery: LogDeliveryPolicy;

  constructor(scope: Construct, id: string, props: RedisPartsProps) {
    super(scope, id);
    const provider = providerOf(this);
    this.securityGroup = new SecurityGroup(this, "security-group", {
      provider,
      name: nameFor(this, props.thing, "securityGroup"),
      description: "Cache: Redis from the services that are let in one by one",
      vpcId: props.network.vpcId,
    });
    this.subnetGroup = new ElasticacheSubnetGroup(this, "subnet-group", {
      provider,
      name: nameFor(this, props.thing, "elastiCacheSubnetGroup"),
      description: "The data subnets",
      subnetIds: props.network.subnetIds("data"),
    });
    this.parameterGroup = props.parameters && this.addParameters(props.thing, props.parameters);
    this.logGroups = {
      "slow-log": this.addLog("slow-log", props),
      "engine-log": this.addLog("engine-log", props),
    };
    this.logDelivery = new LogDeliveryPolicy(this, "log-delivery", {
      thing: props.thing,
      logGroups: Object.values(this.logGroups),
    });
  }

  private addParameters(
    thing: string,
    { engineVersion, evictionPolicy, isClustered }: NonNullable<RedisPartsProps["parameters"]>,
  ): ElasticacheParameterGroup {
    return new ElasticacheParameterGroup(this, "parameters", {
      provider: providerOf(this),
      name: nameFor(this, thing, "elastiCacheParameterGroup"),
      description: "What a full cache throws away",
      family: `redis${engineVersion.split(".")[0]}`,
      parameter: [
        { name: "maxmemory-policy", value: evictionPolicy },
        ...(isClustered ? [{ name: "cluster-enabled", value: "yes" }] : []),
      ],
    });
  }

  private addLog(type: LogType, props: RedisPartsProps): LogGroup {
    return new LogGroup(this, type, {
      name: props.logGroupNames?.[type] ?? `/aws/vendedlogs/elasticache/${props.replicationGroupId}/${type}`,
      retentionInDays: props.logRetentionInDays,
      keyArn: props.logsKeyArn,
      ...(props.logRetentionInDays < 365 && {
        shortRetentionReason:
          "Slow commands and the engine's own words, for operations; they name no keys' values.",
      }),
    });
  }
}
