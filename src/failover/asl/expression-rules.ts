import type { ExprNode } from "jsonata";

/** Functions that can't be used, and why. `$partition`, `$range` and `$hash` are Step Functions' own and used by nobody here. */
const REFUSED: Readonly<Record<string, string>> = {
  eval: "Step Functions doesn't have it; use $parse",
  random: "a simulation can't repeat it",
  uuid: "a simulation can't repeat it",
  partition: "the interpreter doesn't have it",
  range: "the interpreter doesn't have it",
  hash: "the interpreter doesn't have it",
};

/** What looks at one item after the other: filters, grouping, sorting, transforming. */
const PER_ITEM = ["predicate", "stages", "group", "terms", "pattern", "update", "delete"];

/**
 * What Step Functions refuses in a parsed expression although JSONata takes it, and what a simulation couldn't repeat.
 *
 * Step Functions has JSONata 2.0.6, in which `??` and `?:` are unknown, and no input document, so that neither `$`, `$$` nor a
 * field without a variable before it mean anything outside of a path.
 *
 * Source: Step Functions developer guide, "Transforming data with JSONata in Step Functions", read 2026-11.
 */
export function problemsOf(root: ExprNode): string[] {
  const problems = new Set<string>();
  look(root, true);
  return [...problems];

  /** @param isOutside Whether there is no value around of which a field could be read. */
  function look(node: ExprNode, isOutside: boolean): void {
    if (node.type === "variable") lookAtVariable(node, isOutside);
    if (isOutside && ["name", "wildcard", "descendant", "parent"].includes(node.type)) {
      problems.add(
        `reads the field ${String(node.value)} of nothing; start with a variable, such as $states.input`,
      );
    }
    if (node.type === "function") lookAtCall(node);
    if (node.type === "condition" && isShorthand(node)) {
      problems.add("uses ?? or ?:, which Step Functions doesn't have; write $exists(a) ? a : b");
    }
    lookInside(node, isOutside);
  }

  function lookAtVariable(node: ExprNode, isOutside: boolean): void {
    const name = String(node.value);
    if (name === "$" || (name === "" && isOutside)) {
      problems.add(`uses $${name}, and there is no input document; use $states.input`);
    }
    if (Object.hasOwn(REFUSED, name)) problems.add(`uses $${name}: ${REFUSED[name]}`);
  }

  function lookAtCall(node: ExprNode): void {
    const name = String(node.procedure?.value);
    // JSONata fills in what a picture leaves open from the clock on the wall.
    const isDated = name === "toMillis" && (node.arguments?.length ?? 0) > 1;
    const isFormatted = name === "now" && (node.arguments?.length ?? 0) > 0;
    if (isDated || isFormatted) problems.add(`gives $${name} a picture, which the interpreter doesn't have`);
  }

  function lookInside(node: ExprNode, isOutside: boolean): void {
    for (const [key, part] of Object.entries(node) as [string, unknown][]) {
      if (key === "steps") {
        const [first, ...others] = part as ExprNode[];
        if (first !== undefined) look(first, isOutside);
        for (const step of others) look(step, false);
      } else {
        lookAtAll(part, isOutside && !PER_ITEM.includes(key));
      }
    }
  }

  function lookAtAll(part: unknown, isOutside: boolean): void {
    if (Array.isArray(part)) {
      for (const item of part) lookAtAll(item, isOutside);
    } else if (typeof part === "object" && part !== null) {
      if ("type" in part) look(part as ExprNode, isOutside);
      else for (const item of Object.values(part)) lookAtAll(item, isOutside);
    }
  }
}

/** Both are parsed as conditions, and repeat what is asked for, with its position in the text. */
function isShorthand(node: ExprNode): boolean {
  const { condition, then } = node as unknown as { condition: ExprNode; then: ExprNode };
  const asked = [condition, condition.arguments?.[0]];
  return asked.some((part) => part !== undefined && JSON.stringify(part) === JSON.stringify(then));
}
