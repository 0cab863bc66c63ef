import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { Construct } from "constructs";
import { answerFinding } from "../../policy/answers";
import { providerOf, regionOf } from "../../stacks/aliased-scope";
import { RegionalStack } from "../../stacks/regional-stack";

/** What a log group is made from. */
export interface LogGroupProps {
  readonly name: string;
  /** How long events are kept, in days; one of the values that CloudWatch Logs takes. */
  readonly retentionInDays: number;
  readonly keyArn: string;
  /**
   * Why events are kept for less than a year.
   *
   * @default - they are kept for a year or longer
   */
  readonly shortRetentionReason?: string;
}

/** A log group with a retention and a customer-managed key, made before anything writes into it. */
export class LogGroup extends Construct {
  /** Computed, so that policies that name it stay literal. */
  readonly arn: string;
  readonly resource: CloudwatchLogGroup;

  constructor(
    scope: Construct,
    id: string,
    { name, retentionInDays, keyArn, shortRetentionReason }: LogGroupProps,
  ) {
    super(scope, id);
    this.resource = new CloudwatchLogGroup(this, "Default", {
      provider: providerOf(this),
      name,
      retentionInDays,
      kmsKeyId: keyArn,
    });
    if (shortRetentionReason) answerFinding(this.resource, "CKV_AWS_338", shortRetentionReason);
    const { environment } = RegionalStack.of(this);
    this.arn = `arn:aws:logs:${regionOf(this)}:${environment.account}:log-group:${name}`;
  }
}
