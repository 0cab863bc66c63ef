import type { Block } from "../schema/model";
import { problem } from "../server/diagnostics";
import type { Diagnostic } from "../server/messages";
import { isObject, type Value } from "../values/cty";
import type { Step } from "../values/paths";

function finding(name: string, steps: readonly Step[]): Diagnostic {
  const detail = `Can't configure a value for "${name}": it is decided by AWS when the configuration is applied.`;
  return problem("Value for unconfigurable attribute", detail, steps);
}

/**
 * Attributes that AWS decides alone and that the configuration sets nevertheless: Terraform leaves these to providers.
 * @param steps where the block is
 * @param pointable false inside a set: Terraform can't point into one, so the set itself is pointed at
 */
export function unconfigurableProblems(
  block: Block,
  config: Value,
  steps: readonly Step[] = [],
  pointable = true,
): Diagnostic[] {
  if (!isObject(config)) return [];
  const decided = Object.entries(block.attributes)
    .filter(([name, { required, optional }]) => !required && !optional && (config[name] ?? null) !== null)
    .map(([name]) => finding(name, pointable ? [...steps, name] : steps));
  const nested = Object.entries(block.blocks).flatMap(([name, { block: inner, nesting }]) => {
    const here = pointable ? [...steps, name] : steps;
    const value = config[name] ?? null;
    if (!Array.isArray(value)) return unconfigurableProblems(inner, value, here, pointable);
    const inside = pointable && nesting === "list";
    return value.flatMap((element, index) =>
      unconfigurableProblems(inner, element, inside ? [...here, index] : here, inside),
    );
  });
  return [...decided, ...nested];
}
