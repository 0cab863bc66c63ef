import { createSpinner, type Spinner } from "nanospinner";
import type { FollowEvent, RunningStep } from "../../failover/operate/follow";
import { inWords } from "../../failover/objectives/in-words";
import type { Step } from "../../failover/plan/model";
import { coloursFor, type OutputStream } from "./output";
import type { ProgressStyle } from "./progress";

/** Shows an execution while it is followed. */
export interface FollowProgress {
  show(event: FollowEvent): void;
  /** A line of its own, above what is redrawn. */
  say(text: string): void;
  /** Takes away what is redrawn, so that somebody else can write. */
  stop(): void;
}

/** Seconds between two lines that say only that something still runs. */
const STILL_SECONDS = 60;

/** Makes the progress of a style; it is written to the standard error. */
export function createFollowProgress(style: ProgressStyle, stderr: OutputStream): FollowProgress {
  if (style === "silent") return { show: () => undefined, say: () => undefined, stop: () => undefined };
  // Some terminals don't know their width, and nanospinner never ends drawing a line of width 0.
  return style === "spinner" && stderr.columns
    ? new DrawnProgress(stderr, stderr.columns)
    : new FollowLines(stderr);
}

/** Lines that stay: each step when it begins and ends, and now and then what still runs. */
class FollowLines implements FollowProgress {
  private lastSeconds = 0;
  private isSilent = false;

  constructor(private readonly stderr: OutputStream) {}

  show(event: FollowEvent): void {
    if (event.type === "no answer") {
      if (!this.isSilent) this.say(noAnswer(event.reason));
      this.isSilent = true;
      return;
    }
    this.isSilent = false;
    if (event.type === "running") this.still(event.steps, event.seconds);
    else {
      this.lastSeconds = event.seconds;
      this.say(lineOf(event, this.stderr));
    }
  }

  say(text: string): void {
    this.stderr.write(`${text}\n`);
  }

  stop(): void {
    // Nothing is left to be taken away.
  }

  private still(steps: readonly RunningStep[], seconds: number): void {
    if (steps.length === 0 || seconds - this.lastSeconds < STILL_SECONDS) return;
    this.lastSeconds = seconds;
    this.say(`${clock(seconds)}  still: ${steps.map(runningInWords).join("; ")}`);
  }
}

/** On a terminal: lines for steps that have ended, and below them one that is redrawn with what runs. */
class DrawnProgress implements FollowProgress {
  private spinner: Spinner | undefined;

  constructor(
    private readonly stderr: OutputStream,
    private readonly columns: number,
  ) {}

  show(event: FollowEvent): void {
    if (event.type === "step ended") this.say(lineOf(event, this.stderr));
    else if (event.type === "no answer") this.draw(noAnswer(event.reason));
    else if (event.type === "running") {
      const what = event.steps.length > 0 ? event.steps.map(runningInWords).join("; ") : "between two steps";
      this.draw(`${clock(event.seconds)}  ${what}`);
    }
  }

  say(text: string): void {
    this.spinner?.clear();
    this.stderr.write(`${text}\n`);
  }

  stop(): void {
    this.spinner?.stop();
    this.spinner = undefined;
  }

  /** Cut to the terminal: a line that wraps can't be drawn over. */
  private draw(text: string): void {
    const width = (this.stderr.columns || this.columns) - 4;
    const cut = text.length > width ? `${text.slice(0, width - 1)}…` : text;
    // Not start(): that one ends the process on Ctrl-C, before anything could be taken back.
    if (this.spinner) this.spinner.update(cut);
    else this.spinner = createSpinner(cut).loop();
  }
}

function lineOf(
  event: Extract<FollowEvent, { type: "step started" | "step ended" }>,
  stderr: OutputStream,
): string {
  const { step, seconds } = event;
  if (event.type === "step started") return `${clock(seconds)}  ${step.title} ... ${budget(step)}`;
  const colours = coloursFor(stderr);
  const isLate = event.took > step.duration.expectedSeconds;
  const took = `${inWords(event.took)} (expected ${inWords(step.duration.expectedSeconds)})`;
  switch (event.outcome) {
    case "done":
      return `${clock(seconds)}  ${colours.green("done")}  ${step.title}: ${isLate ? colours.yellow(took) : took}`;
    case "failed":
      return `${clock(seconds)}  ${colours.red("FAILED")}  ${step.title}: ${took}${step.mayFail ? "; it goes on without" : ""}`;
    case "stopped":
      return `${clock(seconds)}  stopped  ${step.title}: ${took}`;
  }
}

function budget({ duration, timeoutSeconds }: Step): string {
  return `expected ${inWords(duration.expectedSeconds)}, at most ${inWords(timeoutSeconds)}`;
}

function runningInWords({ step, seconds }: RunningStep): string {
  return `${step.title} ${inWords(seconds)} of ${inWords(step.duration.expectedSeconds)}, at most ${inWords(step.timeoutSeconds)}`;
}

function noAnswer(reason: string): string {
  return `AWS does not answer, the execution goes on; asking again (${reason})`;
}

/** `3:07`, `1:02:45`. */
function clock(seconds: number): string {
  const whole = Math.floor(seconds);
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  const two = (number: number) => String(number).padStart(2, "0");
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}
