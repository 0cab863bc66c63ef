import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { refusalHead, refusedBy } from "../../src/rehearsal/refusal";

/** As Terraform prints an error. */
function printed(head: string, where = "resource.aws_vpc.network"): string {
  return `\nError: ${head}\n\n  on cdk.tf.json line 12, in ${where}:\n  12: "a": 1\n\nSome words about it.\n`;
}

/** What the mock provider's own source can say, with names in place of what it fills in. */
function headsOfTheProvider(): string[] {
  const folder = join(__dirname, "../../src/terraform/mock-provider");
  const sources = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".ts"),
  );
  const texts = sources.map((file) => readFileSync(join(folder, file), "utf8"));
  const said = /\b(?:problem|because)\(\s*["`]([^"`]+)["`]|\beachValue\(model, config, \w+, "([^"]+)"/g;
  const heads = texts.flatMap((text) =>
    [...text.matchAll(said)].map(([, head, limit]) => head ?? limit ?? ""),
  );
  return [...new Set(heads)].map((head) => head.replace(/\$\{.*?\}/g, "JSON")).sort();
}

describe("who refused a configuration", () => {
  it.each([
    ["Unsupported attribute", "schema"],
    ["Too many rule blocks", "schema"],
    ["Cycle: aws_vpc.a, aws_vpc.b", "terraform"],
    ["Invalid ARN", "table"],
    ["Region us-east-1 does not answer", "table"],
  ])("is told by the head: %s", (head, refuser) => {
    expect(refusedBy(printed(head))).toBe(refuser);
  });

  it("is told by the first error", () => {
    const output = printed("Wrong length") + printed("Unsupported attribute");
    expect(refusalHead(output)).toBe("Wrong length");
    expect(refusedBy(output)).toBe("table");
  });

  it("is the language where the schema has no say, and only there", () => {
    const head = "Extraneous JSON object property";
    expect(refusedBy(printed(head, "resource.aws_vpc.network.lifecycle"))).toBe("terraform");
    expect(refusedBy(printed(head, "terraform"))).toBe("terraform");
    expect(refusedBy(printed(head, "resource.aws_s3_bucket.data.lifecycle_rule[0]"))).toBe("schema");
    expect(refusedBy(printed(head) + printed(head, "resource.aws_vpc.network.lifecycle"))).toBe("schema");
  });

  it.each([
    "The mock AWS provider failed",
    "Provider produced inconsistent result after apply",
    "Plugin error",
  ])("is nobody when something broke: %s", (head) => {
    expect(refusedBy(printed(head))).toBeUndefined();
  });

  it("is nobody where there is no error", () => {
    expect(refusedBy("")).toBeUndefined();
    expect(
      refusedBy("Warning: Deprecated attribute\n\nError handling is described elsewhere."),
    ).toBeUndefined();
  });

  it("is known for everything that the mock provider says", () => {
    const heads = headsOfTheProvider().filter((head) => head !== "The mock AWS provider failed");
    expect(heads.length).toBeGreaterThan(15);
    const bySchema = ["Value for unconfigurable attribute"];
    expect(heads.filter((head) => refusedBy(printed(head)) !== "table")).toEqual(bySchema);
  });
});
