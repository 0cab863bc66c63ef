import { isTogether, type Sequence, type Step, type Together } from "../plan/model";

/** Which figure of a duration is counted: the median, or the most that the state machine lets it take. */
export type Case = "expected" | "worst";

/**
 * How long a step takes, in seconds. In the worst case it takes all of its timeout: the state machine enforces that, and
 * nothing less. A timeout below what the duration itself knows as its worst promises nothing.
 */
export function secondsOf({ duration, timeoutSeconds }: Step, which: Case): number {
  return which === "expected" ? duration.expectedSeconds : Math.max(timeoutSeconds, duration.worstSeconds);
}

/** The steps that the end of a sequence waits for: of parts that run together, those of the longest. */
export function criticalPath(sequence: Sequence, which: Case): Step[] {
  return sequence.flatMap((part) => {
    if (!isTogether(part)) return [part];
    const paths = part.together.map((branch) => criticalPath(branch, which));
    return paths.reduce(
      (longest, path) => (length(path, which) > length(longest, which) ? path : longest),
      [],
    );
  });
}

function length(path: readonly Step[], which: Case): number {
  return path.reduce((sum, step) => sum + secondsOf(step, which), 0);
}

/**
 * What must happen until the switch is open, and so callers may arrive: everything before the last step that opens it.
 * The whole of a sequence without such a step.
 */
export function untilSwitchOpens(sequence: Sequence): Sequence {
  const last = sequence.findLastIndex(opensSwitch);
  const part = sequence[last];
  if (!part) return sequence;
  return [...sequence.slice(0, last), isTogether(part) ? branchesThatOpen(part) : part];
}

function branchesThatOpen({ together }: Together): Together {
  return { together: together.filter((branch) => branch.some(opensSwitch)).map(untilSwitchOpens) };
}

function opensSwitch(part: Step | Together): boolean {
  return isTogether(part)
    ? part.together.some((branch) => branch.some(opensSwitch))
    : part.phase === "open switch";
}
