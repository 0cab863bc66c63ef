import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { EXIT } from "../../src/cli/actions/exit-codes";
import { systems } from "../../src/systems";
import type { SystemDefinition } from "../../src/systems/system";
import { GOOD_TERRAFORM, isWritten, payments, run } from "./start-support";
import { fakeRun } from "./support";

describe("start fails", () => {
  it("fails with what Terraform says", async () => {
    const get = { exitCode: 1, stderr: "Error: Extraneous JSON object property\n" };
    const { report, ended } = await run({ run: fakeRun({ ...GOOD_TERRAFORM, get }).run });
    expect(report).toMatchObject({
      exitCode: EXIT.failed,
      problems: expect.arrayContaining([
        { stack: "payments-primary", message: "Error: Extraneous JSON object property" },
      ]),
      failure: expect.stringContaining("payments-dr:\nError: Extraneous"),
      next: [],
    });
    expect(ended.at(-1)).toBe("Terraform reads the configuration: failed");
  });

  it("stops at a Node that is too old", async () => {
    const { report } = await run({ node: "18.0.0" });
    expect(report).toMatchObject({ exitCode: EXIT.failed, failure: expect.stringContaining("nvm install") });
    expect(isWritten()).toBe(false);
  });

  it("reports a wrong environment, and writes nothing", async () => {
    const { report } = await run({ variables: { STANDBY_SUFFIX: "BAD_" } });
    expect(report).toMatchObject({
      ok: false,
      exitCode: EXIT.failed,
      problems: [{ path: "suffix", value: "BAD_" }],
    });
    expect(isWritten()).toBe(false);
  });

  it("knows the systems, and which one was meant", async () => {
    const { report } = await run({}, ["paymets"]);
    expect(report).toMatchObject({
      exitCode: EXIT.failed,
      problems: [
        { system: "paymets", message: expect.stringMatching(/Did you mean payments\? Systems: .*payments/) },
      ],
    });
    expect((await run({}, ["zzzzzzzzzzzz"])).report.failure).not.toContain("Did you mean");
  });

  it("says when a system is not part of the environment", async () => {
    const another = { ...payments, name: "another" };
    const { report } = await run({ systems: [...systems, another] }, ["another"]);
    expect(report.failure).toContain('no system "another" in environment dev');
  });

  it("lists the rules that stacks break", async () => {
    const breaking: SystemDefinition = {
      ...payments,
      build: ({ dr }) => void new S3Bucket(dr, "bucket", { bucket: "a-name", region: "us-east-1" }),
    };
    const others = systems.filter((system) => system !== payments);
    const { report } = await run({ systems: [breaking, ...others] });
    expect(report.exitCode).toBe(EXIT.failed);
    expect(report.problems).toContainEqual({
      construct: "payments-dr",
      message: expect.stringMatching(/^own-region: aws_s3_bucket.bucket reaches into us-east-1/),
    });
    expect(report.failure).not.toContain("skipValidation");
  });

  it("leaves other errors of constructs alone, for they are not the user's", async () => {
    const bug = new TypeError("bug");
    const broken: SystemDefinition = {
      ...payments,
      build: () => {
        throw bug;
      },
    };
    await expect(run({ systems: [broken, ...systems.filter((system) => system !== payments)] })).rejects.toBe(
      bug,
    );
  });

  it("refuses HCL, which it could not read", async () => {
    const { report } = await run({ variables: { SYNTH_HCL_OUTPUT: "true" } });
    expect(report).toMatchObject({
      exitCode: EXIT.failed,
      failure: expect.stringContaining("SYNTH_HCL_OUTPUT"),
    });
  });
});
