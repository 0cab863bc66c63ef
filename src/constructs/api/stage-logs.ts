import { CloudwatchLogMetricFilter } from "@cdktf/provider-aws/lib/cloudwatch-log-metric-filter";
import { Construct } from "constructs";
import { providerOf } from "../../stacks/aliased-scope";
import { LogGroup } from "../observability/log-group";
import { THROTTLED_METRIC, throttledNamespace } from "../observability/metrics/api";

const SHORT_RETENTION =
  "Holds callers' addresses: kept as long as operations need them, and no longer. Audit logs are kept elsewhere.";

/** What the logs of a stage are made from. */
export interface StageLogsProps {
  readonly restApiId: string;
  readonly apiName: string;
  readonly stageName: string;
  readonly keyArn: string;
  readonly retentionInDays: number;
}

/** What a stage writes: a line for each request, and API Gateway's own errors while it runs them. */
export class StageLogs extends Construct {
  readonly access: LogGroup;
  /** API Gateway chooses its name. It would make it, without a key and for ever, with the first error. */
  readonly execution: LogGroup;

  constructor(scope: Construct, id: string, props: StageLogsProps) {
    super(scope, id);
    const { restApiId, apiName, stageName, keyArn, retentionInDays } = props;
    const kept = {
      keyArn,
      retentionInDays,
      ...(retentionInDays < 365 && { shortRetentionReason: SHORT_RETENTION }),
    };
    this.access = new LogGroup(this, "access", { ...kept, name: `/aws/api-gateway/${apiName}` });
    this.execution = new LogGroup(this, "execution", {
      ...kept,
      name: `API-Gateway-Execution-Logs_${restApiId}/${stageName}`,
    });
    // API Gateway counts throttled requests among all 4XX only.
    new CloudwatchLogMetricFilter(this, "throttled", {
      provider: providerOf(this),
      name: THROTTLED_METRIC,
      logGroupName: this.access.resource.name,
      pattern: '{ $.status = "429" }',
      metricTransformation: { namespace: throttledNamespace(apiName), name: THROTTLED_METRIC, value: "1" },
    });
  }
}
