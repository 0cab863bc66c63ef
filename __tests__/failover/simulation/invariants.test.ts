import { explore } from "../../../src/failover/simulation/exploration/explore";
import { JOURNEYS } from "../../../src/failover/simulation/exploration/journeys";
import { simulate } from "../../../src/failover/simulation/simulate";
import { SCENARIOS } from "../../../src/failover/simulation/scenarios";
import { readSubject, type Subject } from "../../../src/failover/simulation/subject";
import { stateOf, synthesizedPayments, withMachine, type Mutable } from "./payments";

let payments: Subject;

beforeAll(() => {
  payments = readSubject(synthesizedPayments());
});

/** The first violated invariants of a scenario. */
async function violatedIn(subject: Subject, scenario: string, runs: number): Promise<string[]> {
  const found = await simulate({
    subject,
    scenario: SCENARIOS.find(({ name }) => name === scenario)!,
    runs,
    seed: 1,
    humanMinutes: 10,
  });
  return (found.violated?.violations ?? []).map(({ invariant }) => invariant);
}

/** The same for the journeys of the DR site's failover, with crashes. */
async function violatedByCrashes(subject: Subject): Promise<string[]> {
  const journeys = JOURNEYS.filter(({ site, mode }) => site === "dr" && mode === "switchover");
  const { broken } = await explore({ subject, journeys, faults: ["crashes after"], encounters: [] });
  return broken.flatMap(({ violations }) => violations.map(({ invariant }) => invariant));
}

const drMachine = (change: (definition: Mutable) => void) => withMachine(payments, "dr", change);

describe("a simulation catches", () => {
  it("two writers, where a site that is cut off goes on for too long", async () => {
    const patient = { ...payments, role: { ...payments.role, graceSeconds: 1_800, waitSeconds: 30 } };

    expect(await violatedIn(patient, "gray-failure", 12)).toContain("never two writers");
  });

  it("a switch that opens before the database is promoted", async () => {
    const hasty = drMachine((definition) => {
      stateOf(definition, "promote-database: decide").Choices = [
        { Condition: "{% true %}", Next: "promote-database: done" },
      ];
      for (const branch of stateOf(definition, "take over").Branches as {
        States: Record<string, unknown>;
      }[]) {
        if (!("promote-database: decide" in branch.States)) continue;
        for (const name of Object.keys(branch.States)) {
          if (!/: (start|who writes|decide|done)$/.test(name)) delete branch.States[name];
        }
        (branch.States["promote-database: decide"] as { Default: string }).Default = "promote-database: done";
      }
    });

    expect(await violatedIn(hasty, "region-loss", 1)).toContain("no traffic to a read-only site");
  });

  it("a lock that nobody gives back", async () => {
    const greedy = drMachine((definition) => {
      const { Next } = stateOf(definition, "announce-end: publish") as { Next: string };
      expect(Next).toBe("release-lock: write");
      Object.assign(stateOf(definition, "release-lock: write"), {
        Type: "Pass",
        Resource: undefined,
        Arguments: undefined,
        TimeoutSeconds: undefined,
        Retry: undefined,
        Catch: undefined,
      });
    });

    expect(await violatedIn(strip(greedy), "region-loss", 1)).toContain("one holder of the lock");
  });

  it("a lock that is taken from whoever has it", async () => {
    const rude = drMachine((definition) => {
      const args = stateOf(definition, "take-lock: write").Arguments as Record<string, unknown>;
      args.ConditionExpression = "attribute_not_exists(nobody)";
    });

    expect(await violatedIn(rude, "region-loss", 3)).toContain("one holder of the lock");
  });

  it("an epoch that goes back", async () => {
    const backwards = drMachine((definition) => {
      const args = stateOf(definition, "claim-role: write").Arguments as {
        ExpressionAttributeValues: Record<string, unknown>;
      };
      args.ExpressionAttributeValues[":next"] = { N: "{% $string($epoch - 1) %}" };
    });

    expect(await violatedIn(backwards, "region-loss", 1)).toContain("the epoch only grows");
  });

  it("a site that is not lowered when it stands by again", async () => {
    const lavish = withMachine(payments, "primary", (definition) => {
      const args = stateOf(definition, "lower-service: register scalable target").Arguments as Record<
        string,
        unknown
      >;
      args.MinCapacity = 10;
    });

    expect(await violatedIn(lavish, "region-loss", 1)).toContain("ends as Terraform plans");
  });

  it("a promotion that does not ask first who writes, and so fails when it is started again", async () => {
    const blind = drMachine((definition) => {
      const state = stateOf(definition, "promote-database: who writes") as unknown as {
        Assign: Record<string, unknown>;
      };
      state.Assign.isWriter = "{% false %}";
    });

    expect(await violatedByCrashes(blind)).toContain("always resumable");
  });
});

/** Without what is undefined: a definition is JSON. */
function strip(subject: Subject): Subject {
  return withMachine(subject, "dr", () => undefined);
}
