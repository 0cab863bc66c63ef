import type { ResourceModel } from "../catalog";
import { problem } from "../server/diagnostics";
import type { Diagnostic } from "../server/messages";
import type { Store } from "../store/store";
import type { ObjectValue } from "../values/cty";

/** Two resources of a type can't have the same name in a region; a bucket's name is taken in all of AWS. */
export function duplicateProblems(
  model: ResourceModel,
  planned: ObjectValue,
  region: string,
  store: Store,
): Diagnostic[] {
  const { uniqueName, uniqueEverywhere } = model.facts;
  if (uniqueName === undefined) return [];
  const name = planned[uniqueName];
  if (typeof name !== "string") return [];
  const same = store.find(model.type, [uniqueName], name, uniqueEverywhere ? undefined : region);
  if (same.length === 0) return [];
  const where = uniqueEverywhere
    ? `in ${same[0]?.region}; the name must be unique in all of AWS`
    : `in ${region}`;
  return [problem("Name already taken", `There already is ${model.type} "${name}" ${where}.`, [uniqueName])];
}
