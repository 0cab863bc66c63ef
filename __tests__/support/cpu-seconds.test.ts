import { spawnSync } from "node:child_process";

/** Plain JavaScript, as jest wants its environments. */
const { cpuSeconds } = jest.requireActual<{ cpuSeconds: () => number }>("./cpu-seconds.js");

const BUSY = "while (process.cpuUsage().user < 300_000);";

it("counts what this process does", () => {
  const before = cpuSeconds();
  const end = process.cpuUsage().user + 100_000;
  while (process.cpuUsage().user < end);
  expect(cpuSeconds() - before).toBeGreaterThan(0.09);
});

it("counts the programs that have ended, where the system tells", () => {
  const before = cpuSeconds();
  spawnSync(process.execPath, ["-e", BUSY]);
  expect(cpuSeconds() - before).toBeGreaterThan(process.platform === "linux" ? 0.25 : 0);
});
