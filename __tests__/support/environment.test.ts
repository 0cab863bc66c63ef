import { readFileSync } from "node:fs";
import { App, TerraformStack, Token } from "cdktf";
import { z } from "zod";

function thrownBy(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error("nothing was thrown");
}

describe("the environment of a suite", () => {
  it.each([
    ["a shared library", () => z.string().parse(1)],
    ["Node.js", () => readFileSync("/no/such/file")],
    ["CDKTF", () => new TerraformStack(new App({ outdir: "." }), "not valid")],
    ["the suite", () => new Array(-1)],
  ])("takes the errors of %s for errors, and for no others", (_thrower, work) => {
    const error = thrownBy(work);
    expect(error instanceof Error).toBe(true);
    expect(error instanceof TypeError).toBe(false);
    expect({} instanceof Error).toBe(false);
  });

  it("lets shared libraries see the variables that it sets", () => {
    process.env.SYNTH_HCL_OUTPUT = "true";
    try {
      expect(new App({ outdir: "." }).hclOutput).toBe(true);
    } finally {
      delete process.env.SYNTH_HCL_OUTPUT;
    }
  });

  it("takes no stack trace of a token", () => {
    expect(Token.asAny("${aws_vpc.one.id}").creationStack).toEqual([]);
  });
});
