import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { keptSchema } from "../../../src/terraform/mock-provider/schema/kept-schema";
import { UnknownTypeError } from "../../../src/terraform/mock-provider/schema/location";
import { readSchema } from "../../../src/terraform/mock-provider/schema/reader";

type KeptSchema = typeof import("../../../src/terraform/mock-provider/schema/kept-schema");

let cache: string;
beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), "standby-schemas-"));
});
afterEach(() => rmSync(cache, { recursive: true, force: true }));

function files(): string[] {
  return readdirSync(cache, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".json"));
}

it("is what the bindings say, whether it was kept or not", () => {
  const read = readSchema("data", "aws_ssm_parameter");
  expect(keptSchema("data", "aws_ssm_parameter", cache)).toEqual(read);
  expect(keptSchema("data", "aws_ssm_parameter", cache)).toEqual(read);
  expect(files()).toEqual([expect.stringMatching(/^[0-9a-f]{16}\/data-aws_ssm_parameter\.json$/)]);
});

it("is read from the disk by the next process", () => {
  keptSchema("resource", "aws_eip", cache);
  const [file = ""] = files();
  const kept = JSON.parse(readFileSync(join(cache, file), "utf8")) as object;
  writeFileSync(join(cache, file), JSON.stringify({ ...kept, mark: true }));
  expect(keptSchema("resource", "aws_eip", cache)).not.toHaveProperty("mark");
  jest.isolateModules(() => {
    const another = jest.requireActual<KeptSchema>("../../../src/terraform/mock-provider/schema/kept-schema");
    expect(another.keptSchema("resource", "aws_eip", cache)).toHaveProperty("mark");
  });
});

it("can be completed without a trace in the next one", () => {
  const one = keptSchema("resource", "aws_eip", cache);
  one.attributes.added = { type: "string" };
  expect(keptSchema("resource", "aws_eip", cache).attributes).not.toHaveProperty("added");
});

it("is not kept of a type that the bindings don't have", () => {
  expect(() => keptSchema("resource", "aws_flying_carpet", cache)).toThrow(UnknownTypeError);
  expect(files()).toEqual([]);
});
