import { Stopped, explain } from "./errors";
import type { BootstrapProblem, ProgressEvent, ReportEntry, Target } from "./report";
import { untilVisible } from "./retry";

/** What reading a setting found: it is right, or it can be mended. Reading comes first, so nothing is written blindly. */
export type Finding =
  | { readonly right: true; readonly is: string }
  | { readonly right: false; readonly was: string; readonly mend: () => Promise<unknown> };

/** Builds a finding from a comparison. `is` describes the present state, `mend` sets the wanted one. */
export function finding(right: boolean, is: string, mend: () => Promise<unknown>): Finding {
  return right ? { right, is } : { right, was: is, mend };
}

/** A resource that the run has found or made. */
export interface Resource<T> {
  readonly target: Target;
  /** `absent` occurs in a dry run only. */
  readonly state: "found" | "created" | "absent";
  /** What `find` or `create` answered; undefined when absent. */
  readonly value: T | undefined;
}

/** How a run behaves. */
export interface RunOptions {
  /** Report what would change, write nothing. */
  readonly dryRun: boolean;
  /** Ends the run before its next step. */
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((event: ProgressEvent) => void) | undefined;
  /** Waits this many milliseconds between attempts. Default: a timer. */
  readonly pause?: ((milliseconds: number) => Promise<unknown>) | undefined;
}

/**
 * Brings resources and settings into order one after the other, and keeps the record. An error of one step becomes a
 * problem in the record and leaves the others alone; only an interruption ends the run, by throwing `Stopped`.
 */
export class Run {
  readonly entries: ReportEntry[] = [];
  readonly problems: BootstrapProblem[] = [];

  constructor(private readonly options: RunOptions) {}

  /**
   * Finds a resource, or makes it.
   *
   * @param find answers undefined where there is none; throws `Refusal` for one that must not be touched.
   * @returns undefined when it failed; the reason is recorded.
   */
  async resource<T>(
    target: Target,
    steps: { readonly find: () => Promise<T | undefined>; readonly create: () => Promise<T> },
  ): Promise<Resource<T> | undefined> {
    const entry = { ...target, setting: "existence" };
    return this.guarded(target, "existence", async () => {
      const found = await steps.find();
      if (found !== undefined) {
        this.add({ ...entry, action: "unchanged", detail: "exists" });
        return { target, state: "found", value: found };
      }
      if (this.options.dryRun) {
        this.add({ ...entry, action: "would create", detail: "does not exist" });
        return { target, state: "absent", value: undefined };
      }
      this.stopIfAsked();
      const value = await steps.create();
      this.add({ ...entry, action: "created", detail: "did not exist" });
      return { target, state: "created", value };
    });
  }

  /**
   * Brings one setting into order.
   *
   * @param wanted the wanted state in words.
   * @param inspect reads the setting. Not called for a resource that is absent.
   */
  async setting(
    { target, state }: Resource<unknown>,
    setting: string,
    wanted: string,
    inspect: () => Promise<Finding>,
  ): Promise<void> {
    const entry = { ...target, setting };
    await this.guarded(target, setting, async () => {
      if (state === "absent") return this.add({ ...entry, action: "would create", detail: wanted });
      const found = await this.patiently(target, inspect);
      if (found.right) {
        return this.add({
          ...entry,
          action: state === "created" ? "created" : "unchanged",
          detail: found.is,
        });
      }
      const repaired = `was ${found.was}, wanted: ${wanted}`;
      if (this.options.dryRun) return this.add({ ...entry, action: "would repair", detail: repaired });
      this.stopIfAsked();
      await this.patiently(target, found.mend);
      if (state === "created") return this.add({ ...entry, action: "created", detail: wanted });
      this.add({ ...entry, action: "repaired", detail: `was ${found.was}, is now: ${wanted}` });
    });
  }

  /** Records a problem that no step met by itself. */
  fail(problem: BootstrapProblem): void {
    this.problems.push(problem);
    this.options.onProgress?.({ type: "problem", problem });
  }

  private add(entry: ReportEntry): void {
    this.entries.push(entry);
    this.options.onProgress?.({ type: "entry", entry });
  }

  private async guarded<T>(target: Target, setting: string, step: () => Promise<T>): Promise<T | undefined> {
    this.stopIfAsked();
    try {
      return await step();
    } catch (error) {
      // An interrupted pause or waiter throws its own error.
      this.stopIfAsked();
      this.fail({ ...target, setting, message: explain(error) });
      return undefined;
    }
  }

  private patiently<T>(target: Target, step: () => Promise<T>): Promise<T> {
    const { pause, signal } = this.options;
    const onWait = (reason: string) => this.options.onProgress?.({ type: "waiting", target, reason });
    return untilVisible(step, { pause, signal, onWait });
  }

  private stopIfAsked(): void {
    if (this.options.signal?.aborted) throw new Stopped("interrupted");
  }
}
