import { createSpinner, type Spinner } from "nanospinner";
import type { StepEvent, StepOutcome } from "../../progress/steps";
import type { OutputStream } from "./output";

/** Shows the steps of an action while they run. */
export interface Progress {
  show(event: StepEvent): void;
}

/** `spinner` is for a terminal, `lines` for pipes and logs, `silent` for machines. */
export type ProgressStyle = "spinner" | "lines" | "silent";

/** The style that suits the streams. */
export function progressStyle(
  json: boolean,
  { stdout, stderr }: { readonly stdout: OutputStream; readonly stderr: OutputStream },
  { CI, TERM }: Readonly<Record<string, string | undefined>>,
): ProgressStyle {
  if (json) return "silent";
  // nanospinner looks at the standard output, the same variables, and draws on the standard error.
  const canDraw = stdout.isTTY && stderr.isTTY && CI === undefined && TERM !== "dumb";
  return canDraw ? "spinner" : "lines";
}

/** Makes the progress of a style; it is written to the standard error. */
export function createProgress(style: ProgressStyle, stderr: OutputStream): Progress {
  if (style === "silent") return { show: () => undefined };
  return style === "spinner" ? new SpinnerProgress() : new LineProgress(stderr);
}

const WORDS: Readonly<Record<StepOutcome, string>> = {
  done: "done",
  warning: "warning",
  skipped: "skipped",
  failed: "FAILED",
};

/** One line a step. It is begun when the step begins, so that a log shows where a run hangs. */
class LineProgress implements Progress {
  private running = false;

  constructor(private readonly stderr: OutputStream) {}

  show(event: StepEvent): void {
    const begin = this.running ? "" : `${event.title} ... `;
    this.running = event.type === "started";
    this.stderr.write(event.type === "started" ? begin : `${begin}${WORDS[event.outcome]}${ending(event)}\n`);
  }
}

class SpinnerProgress implements Progress {
  private spinner: Spinner | undefined;

  show(event: StepEvent): void {
    if (event.type === "started") {
      // Not start(): that one ends the process on Ctrl-C, before the children have ended.
      this.spinner = createSpinner(event.title).loop();
      return;
    }
    const spinner = this.spinner ?? createSpinner();
    this.spinner = undefined;
    const text = `${event.title}${ending(event)}`;
    if (event.outcome === "done") spinner.success(text);
    else if (event.outcome === "failed") spinner.error(text);
    else spinner.warn(text);
  }
}

function ending({ outcome, detail, seconds }: Extract<StepEvent, { type: "ended" }>): string {
  const what = detail ? `: ${detail}` : "";
  return outcome === "skipped" ? what : `${what} (${seconds.toFixed(1)} s)`;
}
