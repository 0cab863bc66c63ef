import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { StackFolder } from "../../src/rehearsal/workspace";

describe("the folder of a stack", () => {
  // Two blanks and no line break at the end: written by another hand than this project's.
  const synthesized = '{  "terraform": {"backend": {"s3": {"bucket": "state"}}}}';
  let root: string;
  let folder: StackFolder;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "standby-workspace-"));
    mkdirSync(join(root, "synthesized"));
    writeFileSync(join(root, "synthesized", "cdk.tf.json"), synthesized);
    folder = new StackFolder("payments-primary", join(root, "synthesized"), join(root, "work"));
  });

  afterEach(() => rmSync(root, { recursive: true }));

  const textOf = (file: string) => readFileSync(join(folder.path, file), "utf8");
  const jsonOf = (file: string) => JSON.parse(textOf(file)) as unknown;

  it("holds the synthesized file byte for byte, whatever is changed", () => {
    folder.change("aws_vpc", "network", { enable_dns_support: false });
    expect(textOf("cdk.tf.json")).toBe(synthesized);
    expect(folder.configuration).toEqual(JSON.parse(synthesized));
  });

  it("holds the files that the stack uploads, such as the code of functions", () => {
    const source = join(root, "synthesized");
    mkdirSync(join(source, "assets", "code"), { recursive: true });
    const zip = Buffer.from([0x50, 0x4b, 0xff, 0x00]);
    writeFileSync(join(source, "assets", "code", "function.zip"), zip);
    const { path } = new StackFolder("payments-dr", source, join(root, "work"));
    expect(readFileSync(join(path, "assets", "code", "function.zip")).equals(zip)).toBe(true);
    expect(readdirSync(folder.path)).not.toContain("assets");
  });

  it("keeps the state in a local file, and leaves the synthesized folder alone", () => {
    const stateFile = join(folder.path, "terraform.tfstate");
    expect(folder.path).toBe(join(root, "work", "payments-primary"));
    expect(jsonOf("backend_override.tf.json")).toEqual({
      terraform: { backend: { local: { path: stateFile } } },
    });
    expect(folder.state).toBeUndefined();
    folder.state = "{}";
    expect(readFileSync(stateFile, "utf8")).toBe("{}");
    expect(folder.state).toBe("{}");
    folder.state = undefined;
    expect(readdirSync(folder.path)).not.toContain("terraform.tfstate");
    expect(folder.state).toBeUndefined();
    expect(readdirSync(join(root, "synthesized"))).toEqual(["cdk.tf.json"]);
  });

  it("keeps the state elsewhere if it is told to", () => {
    const kept: Record<string, string | undefined> = {};
    const elsewhere = {
      backendOf: (stack: string) => ({ http: { address: stack } }),
      read: (stack: string) => kept[stack],
      write: (stack: string, state: string | undefined) => void (kept[stack] = state),
    };
    folder = new StackFolder("payments-dr", join(root, "synthesized"), join(root, "work"), elsewhere);
    folder.state = "{}";
    expect(kept).toEqual({ "payments-dr": "{}" });
    expect(folder.state).toBe("{}");
    expect(jsonOf("backend_override.tf.json")).toEqual({
      terraform: { backend: { http: { address: "payments-dr" } } },
    });
  });

  it("overrides arguments of one resource, until that is taken back", () => {
    const unchanged = readdirSync(folder.path);
    folder.change("aws_vpc", "network", { enable_dns_support: false });
    expect(jsonOf("change_override.tf.json")).toEqual({
      resource: { aws_vpc: { network: { enable_dns_support: false } } },
    });
    folder.unchange();
    expect(readdirSync(folder.path)).toEqual(unchanged);
  });

  it("has nothing to take back where nothing was changed", () => {
    expect(() => folder.unchange()).not.toThrow();
  });
});
