import type { ResourceModel } from "../catalog";
import type { ObjectValue } from "../values/cty";
import { problem } from "../server/diagnostics";
import type { Diagnostic } from "../server/messages";

/** A protected resource can't be deleted, and a database wants a name for its last snapshot. */
export function deletionProblems(model: ResourceModel, prior: ObjectValue): Diagnostic[] {
  const { deletionProtection } = model.facts;
  if (deletionProtection !== undefined && prior[deletionProtection] === true) {
    const detail = `${model.type} "${String(prior["id"])}" is protected: set ${deletionProtection} to false and apply first.`;
    return [problem("Deletion is protected", detail, [deletionProtection])];
  }
  const snapshots = "skip_final_snapshot" in prior && "final_snapshot_identifier" in prior;
  if (snapshots && prior["skip_final_snapshot"] !== true && prior["final_snapshot_identifier"] === null) {
    const detail = "final_snapshot_identifier is required when skip_final_snapshot is false.";
    return [problem("Final snapshot without a name", detail, ["final_snapshot_identifier"])];
  }
  if (
    snapshots &&
    prior["skip_final_snapshot"] !== true &&
    typeof prior["replicate_source_db"] === "string"
  ) {
    const detail = "A replica takes no final snapshot: set skip_final_snapshot and apply first.";
    return [problem("Final snapshot of a replica", detail, ["skip_final_snapshot"])];
  }
  return [];
}
