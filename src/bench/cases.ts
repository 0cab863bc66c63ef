import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ROOT } from "./measure";

/** Something that is measured. */
export interface BenchCase {
  /** Unique, and what the table shows. */
  readonly name: string;
  /** Arguments of Node, given the folder to write to. */
  readonly argsFor: (outdir: string) => readonly string[];
  /** Whether it starts the CDKTF CLI, which takes some seconds. */
  readonly usesCli: boolean;
}

const EMPTY_APP = "src/bench/empty-app.ts";

export const EMPTY = "empty app";
export const BARE = "Standby";
export const SYNTH_EMPTY = "cdktf synth, empty app";
export const SYNTH = "cdktf synth, Standby";

/** Name of the case that builds the systems several times. */
export function repeated(copies: number): string {
  return `Standby, systems x ${copies}`;
}

/**
 * Every case, in the order in which a round runs them: what is compared stands side by side, so that
 * whatever else the machine does meets both.
 *
 * @param copies how often the systems are repeated, a case for each.
 */
export function benchCases(copies: readonly number[]): BenchCase[] {
  const bare = (name: string, ...app: string[]) => {
    return { name, usesCli: false, argsFor: () => [require.resolve("tsx/cli"), ...app] };
  };
  const synth = (name: string, app: string) => {
    return {
      name,
      usesCli: true,
      argsFor: (outdir: string) => [cdktfProgram(), "synth", "--app", app, "--output", outdir],
    };
  };
  const { app } = JSON.parse(readFileSync(join(ROOT, "cdktf.json"), "utf8")) as { app: string };
  return [
    bare(EMPTY, EMPTY_APP),
    bare(BARE, "main.ts"),
    synth(SYNTH_EMPTY, app.replace("main.ts", EMPTY_APP)),
    synth(SYNTH, app),
    ...copies.map((count) => bare(repeated(count), "src/bench/repeated-app.ts", String(count))),
  ];
}

function cdktfProgram(): string {
  const file = require.resolve("cdktf-cli/package.json");
  const { bin } = JSON.parse(readFileSync(file, "utf8")) as { bin: { cdktf: string } };
  return join(dirname(file), bin.cdktf);
}
