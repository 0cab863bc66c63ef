import { setImmediate } from "node:timers/promises";

/** How a step ended: `warning` means that the action goes on without something. */
export type StepOutcome = "done" | "warning" | "skipped" | "failed";

/** What happens while an action runs. */
export type StepEvent =
  | { readonly type: "started"; readonly title: string }
  | {
      readonly type: "ended";
      readonly title: string;
      readonly outcome: StepOutcome;
      /** What came out, in a few words; empty when the title says it all. */
      readonly detail: string;
      /** Duration. */
      readonly seconds: number;
    };

/** What the work of a step gives back. */
export interface StepResult<T> {
  readonly value: T;
  readonly detail: string;
  /** Default: done. */
  readonly outcome?: StepOutcome;
}

/** Runs the steps of an action one after the other, and reports each. */
export class Steps {
  constructor(
    private readonly signal: AbortSignal,
    private readonly onEvent: (event: StepEvent) => void,
  ) {}

  /**
   * Runs a step.
   *
   * @throws what the work throws, and the signal's reason when interrupted.
   */
  async run<T>(title: string, work: () => Promise<StepResult<T>> | StepResult<T>): Promise<T> {
    const start = performance.now();
    const end = (outcome: StepOutcome, detail: string) =>
      this.onEvent({ type: "ended", title, outcome, detail, seconds: (performance.now() - start) / 1000 });
    this.onEvent({ type: "started", title });
    try {
      await this.pause();
      const { value, detail, outcome = "done" } = await work();
      await this.pause();
      end(outcome, detail);
      return value;
    } catch (error) {
      end("failed", this.signal.aborted ? "interrupted" : "");
      throw error;
    }
  }

  /** Reports a step that can't be run. */
  skip(title: string, reason: string): void {
    this.onEvent({ type: "ended", title, outcome: "skipped", detail: reason, seconds: 0 });
  }

  /** Work without a pause of its own, such as a synthesis, would keep Ctrl-C and the spinner waiting. */
  private async pause(): Promise<void> {
    await setImmediate();
    this.signal.throwIfAborted();
  }
}
