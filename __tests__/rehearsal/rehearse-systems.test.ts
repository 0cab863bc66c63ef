import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import { join } from "node:path";
import { rehearseSystems } from "../../src/rehearsal/rehearse-systems";
import { Steps } from "../../src/progress/steps";
import { Store } from "../../src/terraform/mock-provider";
import { describeWithTerraform } from "../support/optional";
import { destroyableEnvironment } from "../support/synthesis";
import { SynthesizedSystem } from "./synthesized";

describeWithTerraform("the rehearsal of some systems", () => {
  let temporary: string;
  let synthesized: SynthesizedSystem;

  beforeEach(() => {
    synthesized = new SynthesizedSystem(destroyableEnvironment());
    temporary = mkdtempSync(join(os.tmpdir(), "standby-temporary-"));
    jest.spyOn(os, "tmpdir").mockReturnValue(temporary);
  });

  afterEach(() => {
    jest.restoreAllMocks();
    rmSync(temporary, { recursive: true });
    synthesized.remove();
  });

  interface Wish {
    readonly systems?: readonly string[];
    readonly keep?: boolean;
    readonly planJsonFolder?: string;
    readonly controller?: AbortController;
    readonly begun?: string[];
  }

  function run({ systems = ["payments"], keep = false, planJsonFolder, ...wish }: Wish) {
    const { controller = new AbortController(), begun = [] } = wish;
    const { signal } = controller;
    const steps = new Steps(signal, ({ type, title }) => type === "started" && begun.push(title));
    const { environment, outdir } = synthesized;
    const settings = { provider: "mock", binary: "terraform", keep, planJsonFolder } as const;
    return rehearseSystems({ environment, systems, outdir, steps, signal, ...settings });
  }

  it("keeps states and plans when it is asked to, and writes the plans as JSON", async () => {
    const planJsonFolder = join(temporary, "plans", "json");
    const [report] = await run({ keep: true, planJsonFolder });
    expect(report).toMatchObject({ system: "payments", ok: true });
    expect(report?.kept).toContain(temporary);
    expect(readdirSync(report?.kept ?? "").sort()).toEqual(["payments-dr", "payments-primary"]);
    expect(readdirSync(planJsonFolder).sort()).toEqual(["payments-dr.json", "payments-primary.json"]);
    const plan = JSON.parse(readFileSync(join(planJsonFolder, "payments-dr.json"), "utf8")) as object;
    expect(plan).toHaveProperty("resource_changes");
  });

  it("cleans up when it is interrupted in the middle of an apply", async () => {
    const controller = new AbortController();
    const reason = new Error("Ctrl-C");
    const begun: string[] = [];
    const { put: reallyPut } = Store.prototype;
    const accounts = new Set<Store>();
    let most = 0;
    jest.spyOn(Store.prototype, "put").mockImplementation(function (this: Store, resource) {
      reallyPut.call(this, resource);
      accounts.add(this);
      most = Math.max(most, this.size);
      if (this.size === 5) controller.abort(reason);
    });
    await expect(run({ controller, begun })).rejects.toBe(reason);
    expect(begun.at(-1)).toBe("payments-primary: apply");
    expect(most).toBeGreaterThanOrEqual(5);
    expect([...accounts].map(({ size }) => size)).toEqual([0]);
    expect(readdirSync(temporary)).toEqual([]);
  });

  it("knows the systems of the environment only", async () => {
    await expect(run({ systems: ["ledger"] })).rejects.toThrow("environment dev does not deploy ledger");
    expect(readdirSync(temporary)).toEqual([]);
  });
});
