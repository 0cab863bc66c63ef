import { chain, either } from "../fragment";
import {
  checkRecord,
  claimEmergencyRole,
  claimRoleHere,
  claimRoleThere,
  readRecordHere,
  readRecordThere,
} from "../record/role";
import type { MachineScope, MachineStep } from "../step";
import { getItemCommand, RECORD_IS_LOST, recordStep, remoteStatements, tableStatement } from "./shared";

/** Who serves, and whether what is asked for makes sense. */
export function readRecord(scope: MachineScope): MachineStep {
  const here = readRecordHere(scope);
  const read =
    scope.site === "dr" ? here : either("read-record", RECORD_IS_LOST, here, readRecordThere(scope));
  return {
    step: {
      ...recordStep(scope, "read-record", "confirm", "Read who serves, and refuse what makes no sense"),
      calls: ["dynamodb:BatchGetItem"],
      completion: "Active site, traffic site and epoch are known.",
      repeatable: "It only reads.",
      compensation: "Nothing has been done yet.",
      manual: [
        {
          command: getItemCommand(scope, scope.system),
          expect: "active_site, traffic_site, epoch: note them",
        },
        { command: getItemCommand(scope, `${scope.system}#emergency`), expect: "nothing" },
      ],
    },
    states: chain(read, checkRecord(scope)),
    statements: [tableStatement(scope, "Record", ["dynamodb:BatchGetItem"]), ...remoteStatements(scope)],
  };
}

/** Makes the site the active one: the fence that holds. */
export function claimRole(scope: MachineScope): MachineStep {
  const states =
    scope.site === "dr"
      ? claimRoleHere(scope)
      : either("claim-role", RECORD_IS_LOST, claimEmergencyRole(scope), claimRoleThere(scope));
  return {
    step: {
      ...recordStep(
        scope,
        "claim-role",
        "fence",
        `Make the ${scope.site} site the active one, in a new epoch`,
      ),
      calls: ["dynamodb:UpdateItem", "dynamodb:GetItem"],
      completion: "The record names the site and an epoch above the one that was read.",
      repeatable:
        "It writes on condition of the epoch that was read; a record that names the site already is left alone.",
      compensation: "A failover to the other site, which has a higher epoch again.",
      manual: [
        {
          command:
            `aws dynamodb update-item --region ${scope.region} --table-name ${scope.roleTable} --key '{"system":{"S":"${scope.system}"}}' ` +
            "--update-expression 'SET active_site = :site, epoch = :next' --condition-expression 'epoch = :epoch' " +
            `--expression-attribute-values '{":site":{"S":"${scope.site}"},":epoch":{"N":"<epoch>"},":next":{"N":"<epoch + 1>"}}'`,
          expect:
            "no error. The old site stops writing within 4 s if it can read this, otherwise within 30 s.",
        },
      ],
    },
    states,
    statements: [
      tableStatement(scope, "Record", ["dynamodb:GetItem", "dynamodb:UpdateItem"]),
      ...remoteStatements(scope),
    ],
  };
}
