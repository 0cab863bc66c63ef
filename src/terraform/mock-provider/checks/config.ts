import type { ResourceModel } from "../catalog";
import type { Diagnostic } from "../server/messages";
import type { Value } from "../values/cty";
import { combinationProblems } from "./combinations";
import { instanceConfigProblems } from "./database-instances";
import { formatProblems } from "./formats";
import { limitProblems } from "./limits";
import { unconfigurableProblems } from "./unconfigurable";

/** Everything that is wrong with a configuration by itself, before anything is planned. Unknown values pass. */
export function configProblems(model: ResourceModel, config: Value): Diagnostic[] {
  return [
    ...unconfigurableProblems(model.block, config),
    ...formatProblems(model, config),
    ...limitProblems(model, config),
    ...combinationProblems(model, config),
    ...instanceConfigProblems(model, config),
  ];
}
