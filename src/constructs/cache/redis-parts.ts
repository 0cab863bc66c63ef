import { ElasticacheParameterGroup } from "@cdktf/provider-aws/lib/elasticache-parameter-group";
import { ElasticacheSubnetGroup } from "@cdktf/provider-aws/lib/elasticache-subnet-group";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { Construct } from "constructs";
import { nameFor, providerOf } from "../../stacks/aliased-scope";
import type { Network } from "../network/network";
import { LogGroup } from "../observability/log-group";
import { CACHE } from "./names";

/** What ElastiCache delivers: commands that took long, and what the engine says of itself. */
export const LOG_TYPES = ["slow-log", "engine-log"] as const;

/** What the surroundings of a cache are made from. */
export interface RedisPartsProps {
  readonly network: Network;
  /** The replication group's id: its log groups are named after it. */
  readonly replicationGroupId: string;
  /**
   * What the cache's own parameters are made from.
   *
   * @default - none: a follower in a global datastore gets a copy of the first member's
   */
  readonly parameters?: { readonly engineVersion: string; readonly evictionPolicy: string } | undefined;
  readonly logsKeyArn: string;
  readonly logRetentionInDays: number;
}

/** What a cache needs around it in its region: subnets, security group, parameters and log groups. */
export class RedisParts extends Construct {
  readonly securityGroup: SecurityGroup;
  readonly subnetGroup: ElasticacheSubnetGroup;
  /** Missing where the first member of a global datastore decides. */
  readonly parameterGroup: ElasticacheParameterGroup | undefined;
  readonly logGroups: Readonly<Record<(typeof LOG_TYPES)[number], LogGroup>>;

  constructor(scope: Construct, id: string, props: RedisPartsProps) {
    super(scope, id);
    const provider = providerOf(this);
    this.securityGroup = new SecurityGroup(this, "security-group", {
      provider,
      name: nameFor(this, CACHE, "securityGroup"),
      description: "Cache: Redis from the services that are let in one by one",
      vpcId: props.network.vpcId,
    });
    this.subnetGroup = new ElasticacheSubnetGroup(this, "subnet-group", {
      provider,
      name: nameFor(this, CACHE, "elastiCacheSubnetGroup"),
      description: "The data subnets",
      subnetIds: props.network.subnetIds("data"),
    });
    this.parameterGroup = props.parameters && this.addParameters(props.parameters);
    this.logGroups = {
      "slow-log": this.addLog("slow-log", props),
      "engine-log": this.addLog("engine-log", props),
    };
  }

  private addParameters({
    engineVersion,
    evictionPolicy,
  }: NonNullable<RedisPartsProps["parameters"]>): ElasticacheParameterGroup {
    return new ElasticacheParameterGroup(this, "parameters", {
      provider: providerOf(this),
      name: nameFor(this, CACHE, "elastiCacheParameterGroup"),
      description: "What a full cache throws away",
      family: `redis${engineVersion.split(".")[0]}`,
      parameter: [{ name: "maxmemory-policy", value: evictionPolicy }],
    });
  }

  private addLog(type: (typeof LOG_TYPES)[number], props: RedisPartsProps): LogGroup {
    return new LogGroup(this, type, {
      // The prefix keeps the log's resource policy from growing with every log group, as for state machines.
      name: `/aws/vendedlogs/elasticache/${props.replicationGroupId}/${type}`,
      retentionInDays: props.logRetentionInDays,
      keyArn: props.logsKeyArn,
      ...(props.logRetentionInDays < 365 && {
        shortRetentionReason:
          "Slow commands and the engine's own words, for operations; they name no keys' values.",
      }),
    });
  }
}
