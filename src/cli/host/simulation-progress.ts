import type { Host } from "./host";
import { progressStyle } from "./progress";

/** How often the line is drawn anew, in milliseconds. */
const EVERY_MS = 200;

/** Shows how far a simulation is: a line on a terminal that is drawn again and again, and nothing elsewhere. */
export function simulationProgress(json: boolean, { stdout, stderr, variables }: Host) {
  const draws = progressStyle(json, { stdout, stderr }, variables) === "spinner";
  let drawnAt = -Infinity;
  return {
    show(done: number, of: number | undefined): void {
      const now = performance.now();
      if (!draws || now - drawnAt < EVERY_MS) return;
      drawnAt = now;
      stderr.write(`\r${done}${of === undefined ? "" : ` of ${of}`} runs`);
    },
    /** Clears the line. */
    end(): void {
      if (drawnAt > -Infinity) stderr.write("\r\u001b[K");
    },
  };
}
