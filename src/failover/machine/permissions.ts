import type { PolicyStatement } from "../../constructs/iam/policy-document";
import type { MachineStep } from "./step";

/**
 * What the steps of a machine need to be allowed, without repetition: statements on the same resources under the same
 * conditions become one.
 */
export function statementsOf(steps: readonly MachineStep[]): PolicyStatement[] {
  const merged = new Map<string, PolicyStatement>();
  for (const statement of steps.flatMap(({ statements }) => statements)) {
    const { resources, conditions = [] } = statement;
    const key = JSON.stringify([resources, conditions]);
    const known = merged.get(key);
    const actions = [...new Set([...(known?.actions ?? []), ...statement.actions])].sort();
    merged.set(key, { ...(known ?? statement), actions });
  }
  return withOwnSids([...merged.values()]);
}

/** IAM takes each Sid once in a policy. */
function withOwnSids(statements: readonly PolicyStatement[]): PolicyStatement[] {
  const taken = new Map<string, number>();
  return statements.map((statement) => {
    const count = (taken.get(statement.sid) ?? 0) + 1;
    taken.set(statement.sid, count);
    return count === 1 ? statement : { ...statement, sid: `${statement.sid}${count}` };
  });
}
