import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { Construct } from "constructs";
import { nameFor, providerOf } from "../../../stacks/aliased-scope";
import { jsonText } from "../../../terraform/json-text";
import { inlinePolicy } from "../../iam/inline-policy";
import { passedRoleTrust } from "../../iam/passed-role-trust";
import type { ValidationMachine } from "./validation-machine";

const THING = "restore-completed";

/** What starts the validations is made from. */
export interface ValidationStartProps {
  /** The plan whose tests are validated: restores by hand name none. */
  readonly restoreTestingPlanArn: string;
  readonly machine: ValidationMachine;
}

/**
 * Starts a validation when a test of the plan has restored something. Files too: the machine finds out what it is, since the
 * event's field for the type is not relied on.
 */
export class ValidationStart extends Construct {
  /** Computed, for metrics. */
  readonly ruleName: string;
  readonly rule: CloudwatchEventRule;

  constructor(scope: Construct, id: string, { restoreTestingPlanArn, machine }: ValidationStartProps) {
    super(scope, id);
    const provider = providerOf(this);
    const role = new IamRole(this, "role", {
      provider,
      name: nameFor(this, THING, "iamRole"),
      description: "What EventBridge starts validations of restored databases as",
      assumeRolePolicy: passedRoleTrust("events.amazonaws.com"),
    });
    const policy = inlinePolicy(this, role, "start", [
      { sid: "StartValidation", actions: ["states:StartExecution"], resources: [machine.arn] },
    ]);
    this.ruleName = nameFor(this, THING, "eventRule");
    this.rule = new CloudwatchEventRule(this, "Default", {
      provider,
      name: this.ruleName,
      description: "Validates what a restore test has restored",
      eventPattern: jsonText({
        source: ["aws.backup"],
        "detail-type": ["Restore Job State Change"],
        detail: { restoreTestingPlanArn: [restoreTestingPlanArn], status: ["COMPLETED"] },
      }),
    });
    new CloudwatchEventTarget(this, "target", {
      provider,
      rule: this.rule.name,
      targetId: "validation",
      arn: machine.resource.arn,
      roleArn: role.arn,
      inputTransformer: {
        inputPaths: { job: "$.detail.restoreJobId" },
        inputTemplate: JSON.stringify({ restoreJobId: "<job>" }),
      },
      dependsOn: [policy],
    });
  }
}
