import { requireActiveSite } from "../../../src/functions/rotation/role-record";
import { startLocalLambda, type LocalLambda } from "../../support/local-lambda";
import { describeWithMinistack, useEmptyAccounts } from "../../support/ministack";
import {
  createTable,
  DR_REGION,
  loadRelay,
  OWN_REGION,
  RECORD,
  TABLE,
  tellRelay,
  writeItem,
} from "../read-role/role-table";

const RELAY = "mediadb-read-role-dev";

describeWithMinistack("a rotation that reads its role by a relay", () => {
  const environment = { ...process.env };
  let lambda: LocalLambda;
  useEmptyAccounts(tellRelay);
  beforeEach(async () => {
    for (const region of [OWN_REGION, DR_REGION]) await createTable(region);
    lambda = await startLocalLambda({ [RELAY]: loadRelay() });
    process.env["AWS_ENDPOINT_URL_LAMBDA"] = lambda.endpoint;
  });
  afterEach(() => lambda.close());
  afterAll(() => {
    process.env = environment;
  });

  const rotate = (relay = RELAY) =>
    requireActiveSite({
      roleRecord: { table: TABLE, region: DR_REGION, system: "mediadb", function: relay },
      site: "primary",
    });

  test("goes on where the DR region says that its site serves", async () => {
    await writeItem(OWN_REGION, { ...RECORD, active_site: "dr" });
    await writeItem(DR_REGION, RECORD);
    await expect(rotate()).resolves.toBeUndefined();
  });

  test("goes on by an emergency that the DR region knows of", async () => {
    await writeItem(DR_REGION, { ...RECORD, active_site: "dr", traffic_site: "dr" });
    await writeItem(DR_REGION, { ...RECORD, system: "mediadb#emergency", epoch: 4, reason: "it was lost" });
    await expect(rotate()).resolves.toBeUndefined();
  });

  test.each([
    {
      what: "the other site serves",
      item: { ...RECORD, active_site: "dr", traffic_site: "dr" },
      said: "the active site of mediadb is dr",
    },
    {
      what: "a failover is on its way",
      item: { ...RECORD, active_site: "dr" },
      said: "its traffic goes to primary",
    },
    {
      what: "the record makes no sense",
      item: { ...RECORD, epoch: 0 },
      said: "the item record of mediadb makes no sense",
    },
    { what: "there is no record", item: { system: "other" }, said: "there is no role record of mediadb" },
  ])("is paused where $what", async ({ item, said }) => {
    await writeItem(DR_REGION, item);
    await expect(rotate()).rejects.toThrow(/^rotation is paused: /);
    await expect(rotate()).rejects.toThrow(said);
  });

  test("is paused where the relay fails, as by a record that can't be read", async () => {
    await lambda.close();
    lambda = await startLocalLambda({ [RELAY]: () => Promise.reject(new Error("no answer")) });
    process.env["AWS_ENDPOINT_URL_LAMBDA"] = lambda.endpoint;
    await expect(rotate()).rejects.toThrow(
      `rotation is paused: can't read which site serves from ${TABLE} in ${DR_REGION}: RoleRelayError`,
    );
  });

  test("is paused where there is no relay", async () => {
    await expect(rotate("nobody")).rejects.toThrow(
      `can't read which site serves from ${TABLE} in ${DR_REGION}: ResourceNotFoundException`,
    );
  });
});
