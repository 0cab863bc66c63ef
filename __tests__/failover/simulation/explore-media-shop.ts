import { explore } from "../../../src/failover/simulation/exploration/explore";
import { JOURNEYS } from "../../../src/failover/simulation/exploration/journeys";
import { simulate } from "../../../src/failover/simulation/simulate";
import { SCENARIOS } from "../../../src/failover/simulation/scenarios";
import { readSubject } from "../../../src/failover/simulation/subject";
import { synthesizedMediaShop } from "./replica-shop";

/** Where databases are promoted, deleted or replaced, and files released, backed up or opened to be overwritten. */
const EXPLORED = [
  "failover in the dr site, by an alarm",
  "switchover in the primary site",
  "reprotect in the primary site, after its loss",
  "failover in the primary site, the DR region lost",
];

/** Explores and simulates the shop with files, and prints what came of it. */
async function main(): Promise<void> {
  const subject = readSubject(synthesizedMediaShop());
  const { broken, cases } = await explore({
    subject,
    journeys: JOURNEYS.filter(({ name }) => EXPLORED.includes(name)),
    faults: ["crashes after", "fails always"],
  });
  const scenarios = [];
  for (const scenario of SCENARIOS) {
    const runs = scenario.name === "flapping" ? 1 : 6;
    const { summary, violated } = await simulate({ subject, scenario, runs, seed: 1, humanMinutes: 10 });
    const { outcomes, recovery } = summary;
    scenarios.push({ name: scenario.name, outcomes, recovery, violations: violated?.violations ?? [] });
  }
  process.stdout.write(
    JSON.stringify({ cases, broken: broken.map(({ name, violations }) => [name, violations]), scenarios }),
  );
}

void main();
