import { CommandError } from "../../src/process/command";
import { checkNode } from "../../src/cli/prerequisites/node";
import { checkTerraform, terraformBinary } from "../../src/cli/prerequisites/terraform";
import { fakeRun, PROJECT } from "./support";

const answering = (terraform_version: string) =>
  fakeRun({ version: { stdout: JSON.stringify({ terraform_version }) } });

describe("Node", () => {
  it.each(["20.9.0", "22.0.0", "25.1.0-nightly"])("accepts %s", (version) => {
    expect(checkNode(version, PROJECT)).toEqual({ usable: true, name: "Node.js", version });
  });

  it.each(["20.8.1", "18.20.0"])("refuses %s", (version) => {
    expect(checkNode(version, PROJECT)).toMatchObject({
      usable: false,
      reason: `Node.js ${version} is too old: 20.9.0 or newer is needed.`,
      advice: expect.arrayContaining([expect.stringContaining("https://nodejs.org/")]),
    });
  });
});

describe("Terraform", () => {
  it("is terraform, unless TERRAFORM_BINARY_NAME says otherwise", () => {
    expect(terraformBinary({})).toBe("terraform");
    expect(terraformBinary({ TERRAFORM_BINARY_NAME: "" })).toBe("terraform");
    expect(terraformBinary({ TERRAFORM_BINARY_NAME: "/opt/bin/tofu" })).toBe("/opt/bin/tofu");
  });

  it.each(["1.11.0", "1.12.0-beta1", "2.0.0"])("accepts %s", async (version) => {
    const { run, calls } = answering(version);
    await expect(checkTerraform(run, "terraform")).resolves.toEqual({
      usable: true,
      name: "Terraform",
      version,
    });
    expect(calls).toMatchObject([{ program: "terraform", args: ["version", "-json"] }]);
  });

  it.each(["1.10.5", "1.11.0-rc1", "0.15.5"])(
    "refuses %s, and says how to get a newer one",
    async (version) => {
      await expect(checkTerraform(answering(version).run, "terraform")).resolves.toMatchObject({
        usable: false,
        reason: `Terraform ${version} is too old: 1.11.0 or newer is needed.`,
        advice: [
          expect.stringContaining("https://developer.hashicorp.com/terraform/install"),
          expect.stringContaining("brew install"),
          expect.stringContaining("tfenv install"),
          expect.stringContaining("TERRAFORM_BINARY_NAME=tofu"),
        ],
      });
    },
  );

  it("takes OpenTofu, and gives its own advice", async () => {
    const name = "OpenTofu";
    await expect(checkTerraform(answering("1.11.1").run, "/opt/tofu")).resolves.toEqual({
      usable: true,
      name,
      version: "1.11.1",
    });
    await expect(checkTerraform(answering("1.10.0").run, "tofu")).resolves.toMatchObject({
      usable: false,
      name,
      advice: expect.arrayContaining([expect.stringContaining("https://opentofu.org/")]),
    });
  });

  it("says when there is none", async () => {
    const missing = new CommandError('there is no program "terraform" on the PATH');
    await expect(checkTerraform(fakeRun({ version: missing }).run, "terraform")).resolves.toMatchObject({
      usable: false,
      reason: missing.message,
    });
  });

  it.each(["Terraform v1.11.4", "", "[]", "null", '{"terraform_version":7}'])(
    "can't use the answer %j",
    async (stdout) => {
      const check = await checkTerraform(fakeRun({ version: { stdout } }).run, "terraform");
      expect(check).toMatchObject({
        usable: false,
        reason: expect.stringContaining("did not answer with a version"),
      });
    },
  );

  it("can't use a version that is none", async () => {
    await expect(checkTerraform(answering("latest").run, "terraform")).resolves.toMatchObject({
      usable: false,
      reason: 'Terraform says its version is "latest".',
    });
  });

  it("passes on what a failing binary says", async () => {
    const failing = fakeRun({ version: { exitCode: 1, stderr: "tfenv: no version is set\nmore" } });
    await expect(checkTerraform(failing.run, "terraform")).resolves.toMatchObject({
      usable: false,
      reason: '"terraform version -json" failed: tfenv: no version is set',
    });
  });

  it("doesn't hide errors of the program itself", async () => {
    const bug = new TypeError("bug");
    await expect(checkTerraform(fakeRun({ version: bug }).run, "terraform")).rejects.toBe(bug);
  });
});
