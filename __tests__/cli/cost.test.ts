import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cost } from "../../src/cli/actions/cost";
import { costText } from "../../src/cli/host/cost-text";
import { coloursFor } from "../../src/cli/host/output";
import { systems } from "../../src/systems";
import { PROJECT, runCli } from "./support";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "standby-cost-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const plain = coloursFor({ write: () => undefined });

function costOf(variables: Record<string, string> = {}, usage?: unknown, asked: string[] = []) {
  const usageFile = usage === undefined ? undefined : join(folder, "usage.json");
  if (usageFile) writeFileSync(usageFile, typeof usage === "string" ? usage : JSON.stringify(usage));
  return cost({ root: PROJECT, variables, systems }, { systems: asked, usageFile });
}

/** Enough where systems don't differ. */
const ONE = ["payments"];

/** Of the environment as it is: what is synthesized once is enough for all. */
let standard: ReturnType<typeof costOf>;
beforeAll(() => {
  standard = costOf();
});

describe("the action cost", () => {
  it("prices every system of the environment", () => {
    const report = standard;

    expect(report).toMatchObject({ ok: true, exitCode: 0, environment: "dev", problems: [], failure: "" });
    expect(report.systems.map(({ system }) => system)).toEqual([
      "payments",
      "streamflix",
      "globalstream",
      "mediadb",
    ]);
    expect(report.systems[0]?.usd.normal).toBeGreaterThan(report.systems[0]?.sites.dr.usd.normal ?? 0);
  });

  it("takes assumptions from a file", () => {
    const storage = (report: ReturnType<typeof costOf>) =>
      report.systems[0]?.sites.primary.lines.find(({ price }) => price.item === "Aurora storage")?.quantity
        .normal;

    expect(storage(standard)).toBe(100);
    expect(storage(costOf({}, { database: { storedGb: 400 } }, ONE))).toBe(400);
  });

  it("follows the sizes of the environment", () => {
    const natHours = (report: ReturnType<typeof costOf>) =>
      report.systems[0]?.sites.dr.lines
        .filter(({ price }) => price.item === "NAT gateways")
        .reduce((sum, { quantity }) => sum + quantity.normal, 0);

    expect(natHours(standard)).toBe(730);
    expect(
      natHours(
        costOf(
          {
            STANDBY_ENV: "prod",
            STANDBY_ACCOUNT: "111122223333",
            STANDBY_ALERT_EMAIL: "a@example.com",
            STANDBY_DOMAIN: "example.com",
          },
          undefined,
          ONE,
        ),
      ),
    ).toBe(3 * 730);
  });

  it.each<[string, Record<string, string>, unknown, string[], string]>([
    ["an unknown system", {}, undefined, ["paiments"], "Did you mean payments?"],
    ["a wrong environment", { STANDBY_SUFFIX: "BAD_" }, undefined, [], "BAD_"],
    ["a usage file with a wrong key", {}, { database: { storeGb: 1 } }, [], "storeGb"],
    ["a usage file that is no JSON", {}, "{", [], "can't be read"],
  ])("reports %s", (_what, variables, usage, asked, message) => {
    const report = costOf(variables, usage, asked);

    expect(report).toMatchObject({
      ok: false,
      exitCode: 1,
      systems: [],
      failure: expect.stringContaining(message),
    });
    expect(report.problems).not.toEqual([]);
  });

  it("lists what has no price in its region, as in São Paulo, and does not call the rest a total", () => {
    const report = costOf({ STANDBY_GLOBALSTREAM_DR_REGION: "sa-east-1" }, undefined, ["globalstream"]);

    expect(report).toMatchObject({ ok: false, exitCode: 1, systems: [{ system: "globalstream" }] });
    expect(report.problems.map(({ message }) => message)).toContain(
      "not priced: there is no price for NAT gateways in sa-east-1",
    );
    expect(report.systems[0]?.sites.primary.usd.normal).toBeGreaterThan(0);
    expect(report.systems[0]?.sites.dr.usd).toEqual({ normal: 0, drActive: 0 });
    expect(costText(report, plain)).toContain("Not in these totals (there are no prices for sa-east-1):");
  });

  it("prices every region that streamflix may be moved to", () => {
    const variables = {
      STANDBY_STREAMFLIX_PRIMARY_REGION: "eu-central-1",
      STANDBY_STREAMFLIX_DR_REGION: "eu-west-1",
    };

    expect(costOf(variables, undefined, ["streamflix"])).toMatchObject({ ok: true, problems: [] });
  });
});

describe("the text", () => {
  it("shows both sites, the difference and the measures", () => {
    const text = costText(standard, plain);

    for (const part of [
      "Primary site, us-east-1",
      "DR site, us-east-2",
      "Both sites: ",
      "What keeps it low:",
    ]) {
      expect(text).toContain(part);
    }
    expect(text).not.toContain("not priced");
  });

  it("says what its totals lack", () => {
    const [first] = standard.systems;
    const missing = { stack: "payments-dr", address: "aws_time_machine.it", reason: "no rule" };
    const systemsWith = first ? [{ ...first, notPriced: [missing], measures: [] }] : [];
    const text = costText({ ...standard, systems: systemsWith }, plain);

    expect(text).toContain("Not in these totals:\n  not priced: payments-dr aws_time_machine.it: no rule");
    expect(text).not.toContain("What keeps it low:");
  });
});

describe("standby cost", () => {
  it("prints one JSON document with --json, and finds the usage file from where the user stands", async () => {
    writeFileSync(join(folder, "load.json"), '{"database": {"storedGb": 1}}');
    const run = await runCli(["cost", "payments", "--json", "--usage", join(folder, "load.json")], folder);

    expect(run).toMatchObject({ exitCode: 0, stderr: "" });
    expect(JSON.parse(run.stdout)).toMatchObject({
      ok: true,
      currency: "USD",
      usage: { database: { storedGb: 1 } },
    });
  });

  it("prints what is wrong on the standard error", async () => {
    const run = await runCli(["cost", "nothing"], folder);

    expect(run).toMatchObject({ exitCode: 1, stdout: "" });
    expect(run.stderr).toContain('There is no system "nothing"');
  });

  it("explains itself", async () => {
    const run = await runCli(["cost", "--help"], folder);

    expect(run.exitCode).toBe(0);
    for (const part of ["--usage <file>", "--json", "Exit codes:", "docs/costs.md"])
      expect(run.stdout).toContain(part);
  });
});
