import { explore } from "../../../src/failover/simulation/exploration/explore";
import { FAULTS } from "../../../src/failover/simulation/exploration/faults";
import { readSubject } from "../../../src/failover/simulation/subject";
import { synthesizedPayments } from "./payments";

describe("the exploration of payments", () => {
  it("breaks every state in every way, starts again, and holds every invariant", async () => {
    const found = await explore({ subject: readSubject(synthesizedPayments()) });

    expect(found.broken.map(({ name, violations }) => [name, violations.map(({ what }) => what)])).toEqual(
      [],
    );
    expect(found.unreached).toEqual({ primary: [], dr: [] });
    expect(found.cases).toBeGreaterThan(FAULTS.length * 100);
    expect(found.restarted).toBeGreaterThan(found.cases / 3);
  }, 900_000);
});
