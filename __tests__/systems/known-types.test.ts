import { App } from "cdktf";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildStacks } from "../../src/app";
import { systems } from "../../src/systems";
import { configurationOf } from "../../src/terraform/configuration";
import { typesInUse } from "../../src/terraform/mock-provider";
import { Catalog } from "../../src/terraform/mock-provider/catalog";
import { FACTS } from "../../src/terraform/mock-provider/facts/table";
import { ENVIRONMENTS } from "./environments";

describe.each(ENVIRONMENTS)("the types that $system uses in $environment.name", ({ environment }) => {
  const outdir = mkdtempSync(join(tmpdir(), "standby-types-"));
  afterAll(() => rmSync(outdir, { recursive: true, force: true }));
  const stacks = buildStacks(new App({ outdir }), environment, systems);
  const types = typesInUse(...stacks.map(configurationOf));

  it("are all known to the bindings", () => {
    expect(types.resources.length).toBeGreaterThan(20);
    expect(() => new Catalog(types)).not.toThrow();
  });

  it("have reviewed facts, so that more is checked than their schema", () => {
    expect(types.resources.filter((type) => !(type in FACTS))).toEqual([]);
  });
});

it("would not pass a type that the bindings don't have", () => {
  expect(() => new Catalog({ resources: ["aws_time_machine"], dataSources: [], ephemeral: [] })).toThrow(
    "aws_time_machine",
  );
});
