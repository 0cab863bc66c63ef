import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Site } from "../../../src/config/site";
import { SCENARIOS } from "../../../src/failover/simulation/scenarios";
import { simulate } from "../../../src/failover/simulation/simulate";
import { readSubject, type Subject } from "../../../src/failover/simulation/subject";
import { stateOf, withMachine, type Mutable } from "./payments";
import { synthesizedMediaShop } from "./replica-shop";

interface Found {
  readonly cases: number;
  readonly broken: readonly unknown[];
  readonly scenarios: readonly {
    readonly name: string;
    readonly outcomes: Readonly<Record<"moved" | "stayed" | "stopped", number>>;
    readonly recovery?: { readonly p50: number; readonly p99: number };
    readonly violations: readonly unknown[];
  }[];
}

describe("a database with a replica, and files with a copy", () => {
  let found: Found;
  beforeAll(async () => {
    // In a process of its own: inside of jest it takes ten times as long.
    const file = join(__dirname, "explore-media-shop.ts");
    const { stdout } = await promisify(execFile)(process.execPath, ["--import", "tsx", file]);
    found = JSON.parse(stdout) as Found;
  }, 300_000);

  it("hold every invariant, whatever is broken", () => {
    expect(found.broken).toEqual([]);
    expect(found.cases).toBeGreaterThan(150);
  });

  it("hold them in every scenario", () => {
    const violations = found.scenarios.map(({ name, violations }) => ({ name, violations }));
    expect(violations).toEqual(SCENARIOS.map(({ name }) => ({ name, violations: [] })));
  });

  it.each(["region-loss", "database-loss", "no-capacity"])("move after a %s, in time", (name) => {
    const { outcomes, recovery } = found.scenarios.find((scenario) => scenario.name === name)!;
    expect(outcomes).toEqual({ moved: 6, stayed: 0, stopped: 0 });
    expect(recovery!.p50).toBeLessThan(600);
    expect(recovery!.p99).toBeLessThan(900);
  });
});

describe("a simulation catches", () => {
  let shop: Subject;
  beforeAll(() => {
    shop = readSubject(synthesizedMediaShop());
  });

  const violated = async (site: Site, change: (definition: Mutable) => void): Promise<string[]> => {
    const { violated: run } = await simulate({
      subject: withMachine(shop, site, change),
      scenario: SCENARIOS.find(({ name }) => name === "region-loss")!,
      runs: 1,
      seed: 1,
      humanMinutes: 10,
    });
    return (run?.violations ?? []).map(({ invariant, what }) => `${invariant}: ${what}`);
  };

  it("files that may be overwritten without a backup", async () => {
    const found = await violated("primary", (definition) => {
      stateOf(definition, "back-up-files: is it needed").Choices = [
        { Condition: "{% false %}", Next: "back-up-files: begin" },
      ];
    });
    expect(found).toContain(
      "keeps files: the file system of the primary site became DISABLED, without a backup since the other site took over",
    );
  });

  it("files that may be overwritten although their site serves", async () => {
    const found = await violated("dr", (definition) => {
      Object.assign(stateOf(definition, "announce-end: publish"), {
        Resource: "arn:aws:states:::aws-sdk:efs:updateFileSystemProtection",
        Arguments: { FileSystemId: "fs-shop-files-dr-test", ReplicationOverwriteProtection: "DISABLED" },
      });
    });
    expect(found).toContain("keeps files: the file system of the dr site became DISABLED, which was in use");
  });

  it("a copy that is never released", async () => {
    const found = await violated("dr", (definition) => {
      const args = stateOf(definition, "release-files: delete the replication").Arguments as Record<
        string,
        unknown
      >;
      args.SourceFileSystemId = "fs-another";
    });
    expect(found.join("\n")).toMatch(/ends as Terraform plans: aws_efs_file_system .* should be .*ENABLED/);
  });
});
