import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { Construct } from "constructs";
import { providerOf } from "../../stacks/aliased-scope";

/** What a log group is made from. */
export interface LogGroupProps {
  readonly name: string;
  /** How long events are kept, in days; one of the values that CloudWatch Logs takes. */
  readonly retentionInDays: number;
  readonly keyArn: string;
}

/** A log group with a retention and a customer-managed key, made before anything writes into it. */
export class LogGroup extends Construct {
  readonly arn: string;
  readonly resource: CloudwatchLogGroup;

  constructor(scope: Construct, id: string, { name, retentionInDays, keyArn }: LogGroupProps) {
    super(scope, id);
    this.resource = new CloudwatchLogGroup(this, "Default", {
      provider: providerOf(this),
      name,
      retentionInDays,
      kmsKeyId: keyArn,
    });
    this.arn = this.resource.arn;
  }
}
