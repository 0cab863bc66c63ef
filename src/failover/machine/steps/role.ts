import { otherSite } from "../../../config/site";
import { chain, either } from "../fragment";
import {
  EMERGENCY_EPOCH_STEP,
  checkRecord,
  claimEmergencyRole,
  claimRoleHere,
  claimRoleThere,
  readRecordHere,
  readRecordThere,
} from "../record/role";
import type { MachineScope, MachineStep } from "../step";
import {
  getItemCommand,
  RECORD_IS_LOST,
  recordStep,
  remoteStatements,
  tableStatement,
  writeRecordCommands,
} from "./shared";

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
        {
          command: getItemCommand(scope, `${scope.system}#emergency`),
          expect: "nothing, or an emergency record: then note its epoch, if that is higher",
        },
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
      manual: writeRecordCommands(
        scope,
        claimChange("active_site = :site, epoch = :next", { ":site": scope.site }),
        `no error, with EPOCH 1 above the epoch that you noted${scope.site === "primary" ? `, or ${EMERGENCY_EPOCH_STEP} above it if ${scope.otherRegion} is lost` : ""}. ` +
          "The old site stops writing within 4 s if it can read this, otherwise within 30 s.",
        claimChange("active_site = :site, traffic_site = :other, epoch = :next, reason = :reason", {
          ":site": scope.site,
          ":other": otherSite(scope.site),
          ":reason": "by hand",
        }),
      ),
    },
    states,
    statements: [
      tableStatement(scope, "Record", ["dynamodb:GetItem", "dynamodb:UpdateItem"]),
      ...remoteStatements(scope),
    ],
  };
}

/** The change of a claim by hand: the human puts the epoch in. */
function claimChange(set: string, values: Readonly<Record<string, string>>): string {
  const attributes = {
    ...Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { S: value }])),
    ":next": { N: "EPOCH" },
  };
  return (
    `--update-expression 'SET ${set}' --condition-expression 'attribute_not_exists(epoch) OR epoch < :next' ` +
    `--expression-attribute-values '${JSON.stringify(attributes)}'`
  );
}
