import { spawnSync } from "node:child_process";
import { mkdtempSync, mkdirSync, copyFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const SCRIPT = join(__dirname, "../../src/setup/check.js");

let project: string;
beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), "standby-check-"));
  mkdirSync(join(project, "src/setup"), { recursive: true });
  copyFileSync(SCRIPT, join(project, "src/setup/check.js"));
});
afterEach(() => rmSync(project, { recursive: true }));

/** Runs the checks of a project that has these scripts. */
function check(scripts: Readonly<Record<string, string>>) {
  writeFileSync(join(project, "package.json"), JSON.stringify({ scripts }));
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(project, "src/setup/check.js")], {
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

const GOOD = { typecheck: "echo fine", lint: "echo fine", "format:check": "echo fine" };

it("is silent where every check passes", () => {
  expect(check(GOOD)).toEqual({ status: 0, stdout: "", stderr: "" });
});

it.each(Object.keys(GOOD))("fails where %s does, and says what it says", (script) => {
  const { status, stderr } = check({ ...GOOD, [script]: "echo wrong in line 7 && exit 3" });
  expect(status).toBe(1);
  expect(stderr).toBe(`npm run ${script} failed:\nwrong in line 7\n\n`);
});

it("shows every check that fails", () => {
  const { stderr } = check({ ...GOOD, typecheck: "echo one && exit 1", lint: "echo two && exit 1" });
  expect(stderr).toMatch(/typecheck failed:\none\n\nnpm run lint failed:\ntwo/);
});
