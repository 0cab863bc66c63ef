import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runCommand } from "../../src/process/run-command";
import { CommandError } from "../../src/process/command";

const node = (code: string, options = {}) => runCommand(process.execPath, ["-e", code], options);

describe("runCommand", () => {
  it("gives exit code and both outputs", async () => {
    const code = 'process.stdout.write("out"); process.stderr.write("err"); process.exitCode = 7';
    await expect(node(code)).resolves.toEqual({ exitCode: 7, stdout: "out", stderr: "err" });
  });

  it("sets folder and variables, and keeps the others", async () => {
    const code = "console.log(process.cwd(), process.env.EXTRA, !!process.env.PATH)";
    const { stdout } = await node(code, { directory: "/", variables: { EXTRA: "1" } });
    expect(stdout).toBe("/ 1 true\n");
  });

  it("keeps letters whole that arrive in two parts", async () => {
    const code = `
      const bytes = Buffer.from("ü");
      process.stdout.write(bytes.subarray(0, 1));
      setTimeout(() => process.stdout.write(bytes.subarray(1)), 50);`;
    await expect(node(code)).resolves.toMatchObject({ stdout: "ü" });
  });

  it("says when there is no such program", async () => {
    await expect(runCommand("no-such-program", [])).rejects.toThrow(
      new CommandError('there is no program "no-such-program" on the PATH'),
    );
  });

  it("says when a program may not be run", async () => {
    const folder = mkdtempSync(join(tmpdir(), "standby-run-"));
    try {
      const file = join(folder, "program");
      writeFileSync(file, "text");
      chmodSync(file, 0o644);
      await expect(runCommand(file, [])).rejects.toThrow("permission denied");
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("ends a program that takes too long", async () => {
    await expect(node("setInterval(() => {}, 1000)", { timeoutSeconds: 0.2 })).rejects.toThrow(
      "took too long",
    );
  });

  it("gives the signal's reason, once the program is gone", async () => {
    const reason = new Error("enough");
    const controller = new AbortController();
    setTimeout(() => controller.abort(reason), 200);
    await expect(node("setInterval(() => {}, 1000)", { signal: controller.signal })).rejects.toBe(reason);
    await expect(node("", { signal: controller.signal })).rejects.toBe(reason);
  });
});
