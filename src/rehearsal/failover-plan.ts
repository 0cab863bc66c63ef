import type { Terraform } from "../terraform/terraform";

/** What `plan -detailed-exitcode` answers when there is something to change. */
export const CHANGES_PRESENT = 2;

/** Where the plan is kept that was asked for last. */
export const PLAN_FILE = "failover.tfplan";

/** What a plan wants to do to one resource. */
export interface Proposal {
  readonly address: string;
  readonly type: string;
  /** For example `update`; a replacement is a `delete` and a `create`. */
  readonly actions: readonly string[];
  /** The arguments that would change. */
  readonly changed: readonly string[];
}

interface ResourceChange extends Pick<Proposal, "address" | "type"> {
  readonly mode: string;
  readonly change: {
    readonly actions: readonly string[];
    readonly before: Readonly<Record<string, unknown>> | null;
    readonly after: Readonly<Record<string, unknown>> | null;
    readonly after_unknown?: Readonly<Record<string, unknown>>;
  };
}

/** How Terraform is to plan. */
export interface PlanOptions {
  /**
   * Where the plan is kept.
   *
   * @default PLAN_FILE
   */
  readonly planFile?: string;
  /**
   * Whether it locks the state. Who only reads can't.
   *
   * @default true
   */
  readonly lock?: boolean;
}

/** What Terraform would change now, after it has looked at everything; empty where it is content. */
export async function proposals(
  terraform: Terraform,
  { planFile = PLAN_FILE, lock = true }: PlanOptions = {},
): Promise<Proposal[]> {
  const unlocked = lock ? [] : ["-lock=false"];
  const args = ["plan", "-input=false", ...unlocked, "-detailed-exitcode", `-out=${planFile}`];
  const { exitCode } = await terraform.run(args, [CHANGES_PRESENT]);
  if (exitCode !== CHANGES_PRESENT) return [];
  const plan = (await terraform.json(["show", "-json", planFile])) as {
    readonly resource_changes?: readonly ResourceChange[];
    readonly output_changes?: Readonly<Record<string, { readonly actions: readonly string[] }>>;
  };
  const resources = (plan.resource_changes ?? [])
    .filter(({ mode, change }) => mode === "managed" && !isNothing(change.actions))
    .map(({ address, type, change }) => ({
      address,
      type,
      actions: change.actions,
      changed: changedArguments(change),
    }));
  const outputs = Object.entries(plan.output_changes ?? {})
    .filter(([, { actions }]) => !isNothing(actions))
    .map(([name, { actions }]) => ({
      address: `output.${name}`,
      type: "output",
      actions,
      changed: ["value"],
    }));
  return [...resources, ...outputs];
}

/** A proposal in a few words. */
export function inWords({ address, actions, changed }: Proposal): string {
  return `${address} (${actions.join(" and ")}: ${changed.join(", ")})`;
}

function isNothing(actions: readonly string[]): boolean {
  return actions.every((action) => action === "no-op" || action === "read");
}

function changedArguments({ before, after, after_unknown = {} }: ResourceChange["change"]): string[] {
  const names = [
    ...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {}), ...Object.keys(after_unknown)]),
  ];
  return names.filter(
    (name) =>
      JSON.stringify(before?.[name]) !== JSON.stringify(after?.[name]) ||
      // Where nothing is unknown it says false, or has empty blocks.
      JSON.stringify(after_unknown[name] ?? false).includes("true"),
  );
}
