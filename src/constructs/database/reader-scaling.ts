import { AppautoscalingPolicy } from "@cdktf/provider-aws/lib/appautoscaling-policy";
import { AppautoscalingTarget } from "@cdktf/provider-aws/lib/appautoscaling-target";
import { Construct } from "constructs";
import { nameFor, providerOf, siteOf } from "../../stacks/aliased-scope";
import type { AuroraCluster } from "./aurora-cluster";
import type { ReaderScalingSettings } from "./reader-scaling-settings";

/** How Application Auto Scaling calls the number of readers of a cluster. */
const SCALABLE_DIMENSION = "rds:cluster:ReadReplicaCount";
const SERVICE_NAMESPACE = "rds";

/** What the scaling of a cluster's readers is made from. */
export interface ReaderScalingProps {
  /** The member that writes at first. It needs a reader of its own: without one there is no CPU to look at. */
  readonly cluster: Pick<AuroraCluster, "clusterIdentifier" | "instances">;
  readonly settings: ReaderScalingSettings;
}

/**
 * Adds and removes readers of an Aurora cluster by the CPU of those that are there.
 *
 * A new reader has the writer's class and the last promotion tier, so it never writes after a failover within the region
 * while one of Terraform's instances is left. Aurora removes only readers that it has added, and Terraform sees none of them.
 *
 * Aurora scales no member of a global database that only follows: after a failover it is moved by hand
 * (docs/runbooks/database-readers.md; why, docs/decisions/0031).
 *
 * Source: Aurora User Guide, "Amazon Aurora Auto Scaling with Aurora Replicas", read 2026-11.
 */
export class ReaderScaling extends Construct {
  /** `cluster:<identifier>`: what commands name. */
  readonly resourceId: string;

  /** @throws Error in the DR site, for a cluster without a reader, and for a range that its own readers do not fit in. */
  constructor(scope: Construct, id: string, { cluster, settings }: ReaderScalingProps) {
    super(scope, id);
    const provider = providerOf(this);
    this.check(cluster.instances.length - 1, settings);
    this.resourceId = `cluster:${cluster.clusterIdentifier}`;
    const target = new AppautoscalingTarget(this, "Default", {
      provider,
      serviceNamespace: SERVICE_NAMESPACE,
      scalableDimension: SCALABLE_DIMENSION,
      resourceId: this.resourceId,
      minCapacity: settings.minimum,
      maxCapacity: settings.maximum,
      // After a failover it is suspended by hand, where the cluster only follows: no plan may let it go on.
      lifecycle: { ignoreChanges: ["suspended_state"] },
      // With too few readers it would add some at once. It goes before they do.
      dependsOn: [...cluster.instances],
    });
    new AppautoscalingPolicy(this, "cpu", {
      provider,
      name: nameFor(this, "reader-cpu", "scalingPolicy"),
      policyType: "TargetTrackingScaling",
      serviceNamespace: target.serviceNamespace,
      scalableDimension: target.scalableDimension,
      resourceId: target.resourceId,
      targetTrackingScalingPolicyConfiguration: {
        targetValue: settings.cpuPercent,
        scaleInCooldown: settings.scaleInCooldownSeconds,
        scaleOutCooldown: settings.scaleOutCooldownSeconds,
        predefinedMetricSpecification: { predefinedMetricType: "RDSReaderAverageCPUUtilization" },
      },
    });
  }

  private check(readers: number, { minimum, maximum }: ReaderScalingSettings): void {
    const problems = [
      siteOf(this) === "primary"
        ? ""
        : "Aurora scales no member of a global database that follows: leave it to the primary site",
      readers >= 1 ? "" : "Aurora needs a reader to begin with: give the cluster two instances",
      minimum <= Math.max(readers, 1)
        ? ""
        : `a minimum of ${minimum} is more than Terraform's ${readers} readers: it would keep some that no destroy removes; raise the cluster's instances instead`,
      maximum >= readers
        ? ""
        : `a maximum of ${maximum} is less than Terraform's ${readers} readers, which Aurora never removes: raise the maximum`,
    ].filter(Boolean);
    if (problems.length > 0) throw new Error(`${this.node.path}: ${problems.join("; ")}`);
  }
}
