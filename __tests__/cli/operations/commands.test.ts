import { tmpdir } from "node:os";
import { runCli } from "../support";

describe("standby", () => {
  it("knows the commands that move a system", async () => {
    const { stdout } = await runCli(["--help"], tmpdir());

    for (const name of ["failover", "failback", "reprotect", "drill"]) {
      expect(stdout).toMatch(new RegExp(`^ +${name} .*<system>`, "m"));
    }
  });

  it("refuses a site that is none", async () => {
    await expect(runCli(["failover", "payments", "--to", "moon"], tmpdir())).resolves.toMatchObject({
      exitCode: 2,
      stdout: "",
      stderr: expect.stringContaining("primary, dr"),
    });
  });
});
