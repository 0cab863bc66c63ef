import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter";
import { Construct } from "constructs";
import { answerFinding } from "../../policy/answers";
import { providerOf, regionOf } from "../../stacks/aliased-scope";
import type { PolicyStatement } from "../iam/policy-document";
import { collectorConfiguration } from "./collector-configuration";
import { collectorContainer } from "./collector-container";
import type { Sidecar } from "./container";
import type { ContainerLogs } from "./container-parts";
import { imageUri } from "./image";
import { parameterArn, serviceParameterName } from "./parameter-names";

/** The thing that the collector's images are named after. */
export const COLLECTOR_IMAGES = "collector";

/** What the collector of a service is made from. */
export interface CollectorProps {
  /** The digest of its image in the system's own registry. */
  readonly imageDigest: string;
}

/**
 * The OpenTelemetry collector beside a service, AWS's distribution: takes the service's spans on the task's own address and
 * sends them to X-Ray of its own region. Its configuration lies in a parameter.
 */
export class Collector extends Construct {
  readonly configuration: SsmParameter;
  readonly configurationArn: string;
  private readonly image: string;

  constructor(scope: Construct, id: string, { imageDigest }: CollectorProps) {
    super(scope, id);
    const name = serviceParameterName(this, "COLLECTOR_CONFIGURATION");
    this.image = imageUri(this, imageDigest, COLLECTOR_IMAGES);
    this.configurationArn = parameterArn(this, name);
    this.configuration = new SsmParameter(this, "Default", {
      provider: providerOf(this),
      name,
      description: "What the collector of traces beside the service does",
      type: "String",
      insecureValue: collectorConfiguration(regionOf(this)),
    });
    answerFinding(this.configuration, "CKV2_AWS_34", "Holds no secret; a plan should show what changes.");
  }

  /** What the task's role needs: containers of a task share its role. */
  get statements(): PolicyStatement[] {
    return [
      {
        sid: "SendTraces",
        actions: ["xray:PutTraceSegments"],
        resources: ["*"],
        wildcardReason: "Traces are nobody's until they are stored: the action knows no resources.",
      },
    ];
  }

  /** Its container in the task. */
  container(logs: ContainerLogs): Sidecar {
    return collectorContainer({ image: this.image, configurationArn: this.configurationArn, logs });
  }
}
