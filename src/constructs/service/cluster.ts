import { EcsCluster } from "@cdktf/provider-aws/lib/ecs-cluster";
import { EcsClusterCapacityProviders } from "@cdktf/provider-aws/lib/ecs-cluster-capacity-providers";
import { Construct } from "constructs";
import { nameFor, providerOf } from "../../stacks/aliased-scope";
import { LogGroup } from "../observability/log-group";

/** Who ran what in a task is an audit record: kept for a year, in days. */
const COMMAND_LOG_DAYS = 365;

/** What the cluster of a service is made from. */
export interface ServiceClusterProps {
  /** Whether operators may run commands in tasks. */
  readonly executeCommand: boolean;
  /** Encrypts logs and command sessions. */
  readonly operationsKeyArn: string;
  readonly logRetentionInDays: number;
  /**
   * What services of the cluster may place their tasks by.
   *
   * @default - none: they name a launch type
   */
  readonly capacityProviders?: readonly string[];
}

/** An ECS cluster with Container Insights, whose sessions of ECS Exec are encrypted and logged. */
export class ServiceCluster extends Construct {
  readonly clusterName: string;
  readonly resource: EcsCluster;
  /** Where sessions of ECS Exec are logged; undefined where there are none. */
  readonly commandLog: LogGroup | undefined;
  /** Must stand before a service that places its tasks by capacity providers. */
  readonly capacity: EcsClusterCapacityProviders | undefined;

  constructor(scope: Construct, id: string, props: ServiceClusterProps) {
    super(scope, id);
    const { operationsKeyArn } = props;
    this.clusterName = nameFor(this, "cluster", "ecsCluster");
    // Made here, so that Container Insights does not make it without a key, and leaves it behind.
    const insightsLog = new LogGroup(this, "insights-log", {
      name: `/aws/ecs/containerinsights/${this.clusterName}/performance`,
      retentionInDays: props.logRetentionInDays,
      shortRetentionReason:
        "Raw measurements of Container Insights; the metrics made of them are kept longer.",
      keyArn: operationsKeyArn,
    });
    this.commandLog = props.executeCommand ? this.addCommandLog(operationsKeyArn) : undefined;
    this.resource = new EcsCluster(this, "Default", {
      provider: providerOf(this),
      name: this.clusterName,
      setting: [{ name: "containerInsights", value: "enhanced" }],
      ...(this.commandLog && {
        configuration: {
          executeCommandConfiguration: {
            kmsKeyId: operationsKeyArn,
            logging: "OVERRIDE",
            logConfiguration: {
              cloudWatchEncryptionEnabled: true,
              cloudWatchLogGroupName: this.commandLog.resource.name,
            },
          },
        },
      }),
      dependsOn: [insightsLog.resource],
    });
    this.capacity = props.capacityProviders && this.addCapacity(props.capacityProviders);
  }

  private addCapacity(providers: readonly string[]): EcsClusterCapacityProviders {
    return new EcsClusterCapacityProviders(this, "capacity", {
      provider: providerOf(this),
      clusterName: this.resource.name,
      capacityProviders: [...providers],
    });
  }

  private addCommandLog(keyArn: string): LogGroup {
    return new LogGroup(this, "command-log", {
      name: `/ecs/${this.clusterName}/commands`,
      retentionInDays: COMMAND_LOG_DAYS,
      keyArn,
    });
  }
}
