import { readFileSync } from "node:fs";
import { describeUnlessMissing } from "./optional";

/** Names a file of `cdktf output --outputs-file`: outputs of a deployed environment, by stack. */
const VARIABLE = "STANDBY_LIVE_OUTPUTS";

/** Outputs of deployed stacks, by the stack's name and the output's. */
export type LiveOutputs = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Like `describe`, for tests against a deployed environment. Skipped where none is named, and says so. */
export function describeWithDeployment(title: string, tests: (outputs: () => LiveOutputs) => void): void {
  const file = process.env[VARIABLE];
  const missing = file ? undefined : `${VARIABLE} names no file of outputs`;
  describeUnlessMissing(missing, title, () =>
    tests(() => JSON.parse(readFileSync(String(file), "utf8")) as LiveOutputs),
  );
}
