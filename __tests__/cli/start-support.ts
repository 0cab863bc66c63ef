import type { RehearsalReport } from "../../src/rehearsal/report";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { start, type StartDependencies } from "../../src/cli/actions/start";
import type { StepEvent } from "../../src/progress/steps";
import { systems } from "../../src/systems";
import type { SystemDefinition } from "../../src/systems/system";
import { emptyOthers } from "./planned-system";
import { fakeRun, PROJECT } from "./support";

/** Answers of a Terraform that is new enough and likes everything. */
export const GOOD_TERRAFORM = { version: { stdout: '{"terraform_version":"1.11.4"}' }, get: {} };

export const payments = systems.find(({ name }) => name === "payments") as SystemDefinition;

/** Where the test at hand writes to: a folder that `start` has to make. */
export let outdir: string;
beforeEach(() => {
  outdir = join(mkdtempSync(join(tmpdir(), "standby-start-")), "out");
});
afterEach(() => rmSync(join(outdir, ".."), { recursive: true, force: true }));

/** Whether anything was written. */
export const isWritten = () => existsSync(outdir);

/** What a rehearsal that went well reports. */
export function goodRehearsal(system: string): RehearsalReport {
  return {
    system,
    ok: true,
    steps: [],
    notDestroyed: [],
    frozenWithoutGlobalServices: [],
    resources: {},
    seconds: 1,
  };
}

/** Runs the action on the project, with a Terraform that likes everything. */
export async function run(
  overrides: Partial<StartDependencies> = {},
  asked: string[] = [],
  signal = new AbortController().signal,
) {
  const events: StepEvent[] = [];
  const report = await start(
    {
      root: PROJECT,
      outdir,
      variables: {},
      // One whole system is enough to be synthesized again and again.
      systems: [payments, ...emptyOthers],
      node: "22.0.0",
      run: fakeRun(GOOD_TERRAFORM).run,
      rehearse: (options) => Promise.resolve(options.systems.map((system) => goodRehearsal(system))),
      ...overrides,
    },
    {
      systems: asked,
      rehearsal: { provider: "mock", keep: false },
      signal,
      onEvent: (event) => events.push(event),
    },
  );
  const ended = events.flatMap((event) =>
    event.type === "ended" ? [`${event.title}: ${event.outcome}`] : [],
  );
  return { report, events, ended };
}
