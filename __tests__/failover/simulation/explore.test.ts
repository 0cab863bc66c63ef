import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Exploration } from "../../../src/failover/simulation/exploration/explore";
import { FAULTS } from "../../../src/failover/simulation/exploration/faults";
import { runCli } from "../../cli/support";

const OUT = mkdtempSync(join(tmpdir(), "standby-explore-"));

afterAll(() => rmSync(OUT, { recursive: true, force: true }));

describe("the exploration of payments", () => {
  // By the command, in a process of its own: inside of jest it takes ten times as long.
  it("breaks every state in every way, starts again, and holds every invariant", async () => {
    const { exitCode, stdout } = await runCli(["simulate", "payments", "--explore", "--json"], OUT);
    const { exploration } = JSON.parse(stdout) as { readonly exploration: Exploration };

    expect(
      exploration.broken.map(({ name, violations }) => [name, violations.map(({ what }) => what)]),
    ).toEqual([]);
    expect(exploration.unreached).toEqual({ primary: [], dr: [] });
    expect(exploration.cases).toBeGreaterThan(FAULTS.length * 100);
    expect(exploration.restarted).toBeGreaterThan(exploration.cases / 3);
    expect(exitCode).toBe(0);
  }, 300_000);
});
