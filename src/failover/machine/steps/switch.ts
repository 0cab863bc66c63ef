import { publishStatement } from "../../../constructs/dns/publish-statement";
import { CALL_SECONDS, TABLE_CALL_SECONDS } from "../call";
import { either } from "../fragment";
import { mirrorRole, openSwitchHere, openSwitchThere } from "../record/traffic";
import type { MachineScope, MachineStep } from "../step";
import { RECORD_IS_LOST, recordStep, remoteStatements, tableStatement, writeRecordCommands } from "./shared";

/** Lets callers in. */
export function openSwitch(scope: MachineScope): MachineStep {
  const here = openSwitchHere(scope);
  const states =
    scope.site === "dr" ? here : either("open-switch", RECORD_IS_LOST, here, openSwitchThere(scope));
  return {
    step: {
      ...recordStep(
        scope,
        "open-switch",
        "open switch",
        `Let the names of ${scope.system} lead to ${scope.region}`,
      ),
      calls: ["dynamodb:UpdateItem", "cloudwatch:PutMetricData"],
      completion: "The record says so and the metric is published; Route 53 follows by itself.",
      timeoutSeconds: TABLE_CALL_SECONDS + CALL_SECONDS,
      repeatable: "It writes the same values again, on condition of the epoch.",
      compensation: "A failover to the other site.",
      manual: writeRecordCommands(
        scope,
        `--update-expression 'SET traffic_site = :site' --expression-attribute-values '{":site":{"S":"${scope.site}"}}'`,
        "no error. The metric follows within a minute, and DNS follows the metric.",
      ),
    },
    states,
    statements: [
      tableStatement(scope, "Record", ["dynamodb:UpdateItem"]),
      publishStatement(),
      ...remoteStatements(scope),
    ],
  };
}

/** Lets Terraform see who is active. */
export function mirror(scope: MachineScope): MachineStep {
  const parameter = `/standby/${scope.system}/${scope.suffix}/active-site`;
  return {
    step: {
      ...recordStep(scope, "mirror-role", "notify", "Tell Terraform who is active"),
      calls: ["ssm:PutParameter"],
      timeoutSeconds: CALL_SECONDS,
      completion: `The parameter ${parameter} says ${scope.site}.`,
      repeatable: "It writes the same value again.",
      compensation: "Until it is written, a terraform apply would want the capacities of the old roles.",
      manual: [
        {
          command: `aws ssm put-parameter --region ${scope.region} --name ${parameter} --value ${scope.site} --overwrite`,
        },
      ],
    },
    states: mirrorRole(scope),
    statements: [
      {
        sid: "MirrorRole",
        actions: ["ssm:PutParameter"],
        resources: [`arn:aws:ssm:${scope.region}:${scope.account}:parameter${parameter}`],
      },
    ],
  };
}
