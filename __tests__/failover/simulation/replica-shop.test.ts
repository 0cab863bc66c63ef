import { explore } from "../../../src/failover/simulation/exploration/explore";
import { JOURNEYS } from "../../../src/failover/simulation/exploration/journeys";
import { readSubject, type Subject } from "../../../src/failover/simulation/subject";
import type { Mutable } from "./payments";
import { stateOf, withMachine } from "./payments";
import { synthesizedReplicaShop } from "./replica-shop";

// What holds for it without a mistake is tested with its files (media-shop.test.ts).
describe("an exploration catches", () => {
  let shop: Subject;
  beforeEach(() => {
    shop = readSubject(synthesizedReplicaShop());
  });

  const violated = async (
    site: "primary" | "dr",
    journey: string,
    change: (definition: Mutable) => void,
  ): Promise<string[]> => {
    const { broken } = await explore({
      subject: withMachine(shop, site, change),
      journeys: JOURNEYS.filter(({ name }) => name === journey),
      faults: [],
      encounters: [],
    });
    return broken.flatMap(({ violations }) => violations.map(({ invariant }) => invariant));
  };

  it("a database that is deleted although its site serves", async () => {
    const careless = await violated("dr", "reprotect in the primary site, after its loss", (definition) => {
      // The DR site deletes what it has just promoted, instead of raising its service.
      Object.assign(stateOf(definition, "convert-database: modify"), {
        Resource: "arn:aws:states:::aws-sdk:rds:deleteDBInstance",
        Arguments: { DbInstanceIdentifier: "shop-rds-dr-test", SkipFinalSnapshot: true },
      });
      Object.assign(shop.store.find("aws_db_instance", "us-east-2")[0]!.attributes, {
        deletion_protection: false,
      });
    });
    expect(careless).toContain("keeps what serves");
  });

  it("a replica that is not made as the configuration wants it", async () => {
    const poor = await violated("primary", "reprotect in the primary site, after its loss", (definition) => {
      const args = stateOf(definition, "configure-replica: modify").Arguments as Record<string, unknown>;
      args.BackupRetentionPeriod = 1;
    });
    expect(poor).toContain("ends as Terraform plans");
  });

  it("a replica that nobody makes", async () => {
    const missing = await violated(
      "primary",
      "reprotect in the primary site, after its loss",
      (definition) => {
        const args = stateOf(definition, "create-replica: call").Arguments as Record<string, unknown>;
        args.Payload = { action: "record", operation: "read" };
      },
    );
    expect(missing).toContain("ends as Terraform plans");
  });
});
