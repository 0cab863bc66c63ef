import { PutMetricDataCommand, type CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { PutParameterCommand, type SSMClient } from "@aws-sdk/client-ssm";
import type { Site } from "../../config/site";
import { NAMESPACE, TRAFFIC_METRIC, trafficDimensions } from "../../constructs/dns/traffic-metric";
import { reach } from "./reach";
import type { Tools } from "./tools";

/** Who follows the role record in the DR region. */
export interface Followers {
  /** Of the DR region, as `ssm` is. */
  readonly cloudWatch: CloudWatchClient;
  readonly ssm: SSMClient;
  readonly system: string;
  readonly suffix: string;
  /** The SSM parameter that mirrors the active site. */
  readonly mirror: string;
}

/**
 * Tells what follows the record: the metric that DNS hangs on, which would come within a minute by itself, and then the
 * mirror for Terraform.
 */
export async function announce(followers: Followers, site: Site, { signal }: Tools): Promise<void> {
  const { cloudWatch, ssm, system, suffix, mirror } = followers;
  const metric = new PutMetricDataCommand({
    Namespace: NAMESPACE,
    MetricData: [
      {
        MetricName: TRAFFIC_METRIC,
        Dimensions: Object.entries(trafficDimensions(system, suffix)).map(([Name, Value]) => ({
          Name,
          Value,
        })),
        Value: Number(site === "dr"),
      },
    ],
  });
  await reach("PutMetricData", cloudWatch.send(metric, { abortSignal: signal }));
  const parameter = new PutParameterCommand({ Name: mirror, Value: site, Overwrite: true });
  await reach("PutParameter", ssm.send(parameter, { abortSignal: signal }));
}
