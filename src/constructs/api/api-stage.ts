import { ApiGatewayMethodSettings } from "@cdktf/provider-aws/lib/api-gateway-method-settings";
import { ApiGatewayStage } from "@cdktf/provider-aws/lib/api-gateway-stage";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { answerFinding } from "../../policy/answers";
import { providerOf } from "../../stacks/aliased-scope";
import { ACCESS_LOG_FORMAT } from "./access-log";
import type { ApiSettings } from "./settings";
import { StageLogs } from "./stage-logs";

/** Every API has one stage, the version that callers name in their paths where there is no domain. */
export const STAGE_NAME = "v1";

const WHY_NO_CACHE =
  "Answers depend on who asks and on what was written a moment ago; the service has a cache of its own that knows what changed.";

/** What a stage is made from. */
export interface ApiStageProps {
  readonly restApiId: string;
  readonly apiName: string;
  readonly deploymentId: string;
  readonly settings: ApiSettings;
  /** Encrypts the logs. */
  readonly keyArn: string;
  readonly logRetentionInDays: number;
  /** What must be there before: the account's log role, where this stack makes it. */
  readonly after: readonly ITerraformDependable[];
}

/** What callers reach of an API: its limits, its logs, its traces. */
export class ApiStage extends Construct {
  readonly resource: ApiGatewayStage;
  readonly logs: StageLogs;

  constructor(scope: Construct, id: string, props: ApiStageProps) {
    super(scope, id);
    const { restApiId, apiName, deploymentId, settings, keyArn, logRetentionInDays, after } = props;
    const provider = providerOf(this);
    this.logs = new StageLogs(this, "logs", {
      restApiId,
      apiName,
      stageName: STAGE_NAME,
      keyArn,
      retentionInDays: logRetentionInDays,
    });
    this.resource = new ApiGatewayStage(this, "Default", {
      provider,
      restApiId,
      deploymentId,
      stageName: STAGE_NAME,
      accessLogSettings: {
        destinationArn: this.logs.access.resource.arn,
        format: ACCESS_LOG_FORMAT,
      },
      xrayTracingEnabled: true,
      cacheClusterEnabled: false,
      dependsOn: [this.logs.execution.resource, ...after],
    });
    answerFinding(this.resource, "CKV_AWS_120", WHY_NO_CACHE);
    answerFinding(
      this.resource,
      "CKV2_AWS_51",
      "What is behind is reached by the VPC link alone: its load balancer lets in the link's security group and nobody else.",
    );
    const { requestsPerSecond, burst } = settings.throttling;
    const methods = new ApiGatewayMethodSettings(this, "methods", {
      provider,
      restApiId,
      stageName: this.resource.stageName,
      methodPath: "*/*",
      settings: {
        throttlingRateLimit: requestsPerSecond,
        throttlingBurstLimit: burst,
        metricsEnabled: true,
        loggingLevel: "ERROR",
        // It would write bodies and headers, and so keys and viewers, into the log.
        dataTraceEnabled: false,
        cachingEnabled: false,
      },
    });
    answerFinding(methods, "CKV_AWS_225", WHY_NO_CACHE);
  }
}
