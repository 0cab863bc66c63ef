import { readdirSync } from "node:fs";
import type { RunCommand } from "../process/command";
import type { TerraformConfiguration } from "../terraform/configuration";
import { answersIn } from "./answers";
import { checkovArguments, readFindings } from "./checkov";
import { compare, type Comparison } from "./compare";

/** checkov takes 4 s for two stacks of payments on two cores; this is its limit, in seconds. */
const SCAN_TIMEOUT_SECONDS = 300;

/** What a scan is given. */
export interface ScanOptions {
  readonly run: RunCommand;
  /** The checkov program. */
  readonly checkov: string;
  /** Holds one plan a stack as JSON, `<stack>.json`. */
  readonly planFolder: string;
  /** The synthesized stacks that the plans were made of, by name. */
  readonly stacks: Readonly<Record<string, TerraformConfiguration>>;
  readonly signal?: AbortSignal | undefined;
}

/** What a scan has found, against the answers in the stacks. */
export interface ScanReport extends Comparison {
  /** How many checks passed. */
  readonly passed: number;
  /** How many plans were read. */
  readonly plans: number;
}

/**
 * Scans plans with checkov and compares its findings with the answers next to the resources.
 *
 * @throws Error if a plan is missing or can't be read.
 */
export async function scan({ run, checkov, planFolder, stacks, signal }: ScanOptions): Promise<ScanReport> {
  const plans = readdirSync(planFolder).filter((file) => file.endsWith(".json"));
  const missing = Object.keys(stacks).filter((stack) => !plans.includes(`${stack}.json`));
  if (missing.length > 0) throw new Error(`no plan of ${missing.join(", ")} in ${planFolder}`);
  const result = await run(checkov, checkovArguments(planFolder), {
    signal,
    timeoutSeconds: SCAN_TIMEOUT_SECONDS,
    // checkov colours and updates itself otherwise.
    variables: { LOG_LEVEL: "ERROR", ANSI_COLORS_DISABLED: "true" },
  });
  if (result.exitCode !== 0) throw new Error(`checkov failed: ${result.stderr.trim()}`);
  const { findings, passed } = readFindings(result.stdout);
  return {
    ...compare(
      findings,
      Object.entries(stacks).flatMap(([stack, configuration]) => answersIn(stack, configuration)),
    ),
    passed,
    plans: plans.length,
  };
}
