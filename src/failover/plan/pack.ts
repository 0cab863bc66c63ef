import { isTogether, MODES, stepsOf, type FailoverPlan, type Mode, type Sequence, type Step } from "./model";

/** A sequence that names its steps. */
type PackedSequence = readonly (string | { readonly together: readonly PackedSequence[] })[];

/** A plan in which every step is told once, as it stands in the synthesized JSON. */
export interface PackedPlan extends Omit<FailoverPlan, "modes"> {
  readonly steps: readonly Step[];
  readonly modes: Readonly<Record<Mode, PackedSequence>>;
}

/** The plan for the JSON. */
export function packPlan({ modes, ...plan }: FailoverPlan): PackedPlan {
  const steps = new Map(MODES.flatMap((mode) => stepsOf(modes[mode])).map((step) => [step.id, step]));
  const names = (sequence: Sequence): PackedSequence =>
    sequence.map((part) => (isTogether(part) ? { together: part.together.map(names) } : part.id));
  return { ...plan, steps: [...steps.values()], modes: forModes((mode) => names(modes[mode])) };
}

/**
 * The plan from the JSON.
 *
 * @throws Error where a mode names a step that is not there.
 */
export function unpackPlan({ modes, steps, ...plan }: PackedPlan): FailoverPlan {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const step = (id: string): Step => {
    const found = byId.get(id);
    if (!found) throw new Error(`the plan of ${plan.machine} has no step ${id}`);
    return found;
  };
  const told = (sequence: PackedSequence): Sequence =>
    sequence.map((part) => (typeof part === "string" ? step(part) : { together: part.together.map(told) }));
  return { ...plan, modes: forModes((mode) => told(modes[mode])) };
}

function forModes<Value>(value: (mode: Mode) => Value): Record<Mode, Value> {
  return Object.fromEntries(MODES.map((mode) => [mode, value(mode)])) as Record<Mode, Value>;
}
