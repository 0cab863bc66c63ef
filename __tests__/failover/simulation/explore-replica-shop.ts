import { explore } from "../../../src/failover/simulation/exploration/explore";
import { JOURNEYS } from "../../../src/failover/simulation/exploration/journeys";
import { simulate } from "../../../src/failover/simulation/simulate";
import { SCENARIOS } from "../../../src/failover/simulation/scenarios";
import { readSubject } from "../../../src/failover/simulation/subject";
import { synthesizedReplicaShop } from "./replica-shop";

/** Where a database is promoted, deleted or replaced. */
const EXPLORED = [
  "failover in the dr site, by an alarm",
  "reprotect in the primary site, after its loss",
  "switchover in the primary site",
  "reprotect in the primary site, after an emergency",
];

/** Explores and simulates the shop with a replica, and prints what came of it. */
async function main(): Promise<void> {
  const subject = readSubject(synthesizedReplicaShop());
  const { broken, cases } = await explore({
    subject,
    journeys: JOURNEYS.filter(({ name }) => EXPLORED.includes(name)),
    faults: ["crashes after", "answers too late"],
  });
  const scenarios = [];
  for (const scenario of SCENARIOS) {
    const runs = scenario.name === "flapping" ? 3 : 10;
    const { summary, violated } = await simulate({ subject, scenario, runs, seed: 1, humanMinutes: 10 });
    const { outcomes, recovery } = summary;
    scenarios.push({ name: scenario.name, outcomes, recovery, violations: violated?.violations ?? [] });
  }
  process.stdout.write(
    JSON.stringify({ cases, broken: broken.map(({ name, violations }) => [name, violations]), scenarios }),
  );
}

void main();
