import { once } from "node:events";
import { createServer, type AddressInfo, type Socket } from "node:net";
import { describeWithMinistack, useEmptyAccounts } from "../../support/ministack";
import { createTable, DR_REGION, loadRelay, OWN_REGION, RECORD, tellRelay, writeItem } from "./role-table";

const EMERGENCY = { ...RECORD, system: "mediadb#emergency", epoch: 4, reason: "eu-west-1 is lost" };

describeWithMinistack("read-role", () => {
  const environment = { ...process.env };
  useEmptyAccounts(tellRelay);
  afterAll(() => {
    process.env = environment;
  });

  test("answers the items of the DR region, whatever the own region's copy says", async () => {
    for (const region of [OWN_REGION, DR_REGION]) await createTable(region);
    await writeItem(OWN_REGION, { ...RECORD, epoch: 99 });
    await writeItem(DR_REGION, RECORD);
    await writeItem(DR_REGION, EMERGENCY);
    const relay = loadRelay();
    expect(await relay({ item: "record" })).toEqual({ item: RECORD });
    expect(await relay({ item: "emergency" })).toEqual({ item: EMERGENCY });
  });

  test("asks each time, and leaves an item as it is, sense or none", async () => {
    await createTable(DR_REGION);
    const relay = loadRelay();
    expect(await relay({ item: "record" })).toEqual({ item: null });
    const nonsense = { ...RECORD, active_site: "moon" };
    await writeItem(DR_REGION, nonsense);
    expect(await relay({ item: "record" })).toEqual({ item: nonsense });
  });

  test.each([{ item: "lock" }, { item: "record", table: "other" }, {}, null])(
    "refuses the question %j",
    async (question) => {
      await createTable(DR_REGION);
      await expect(loadRelay()(question as never)).rejects.toThrow();
    },
  );

  test("fails where there is no table", async () => {
    await expect(loadRelay()({ item: "record" })).rejects.toThrow("Requested resource not found");
  });

  test("gives up a region that takes the connection and says nothing, before those who ask do", async () => {
    const sockets: Socket[] = [];
    const silent = createServer((socket) => void sockets.push(socket)).listen(0, "127.0.0.1");
    await once(silent, "listening");
    const { port } = silent.address() as AddressInfo;
    process.env["AWS_ENDPOINT_URL_DYNAMODB"] = `http://127.0.0.1:${port}`;
    const before = performance.now();
    try {
      await expect(loadRelay()({ item: "record" })).rejects.toThrow();
      expect(performance.now() - before).toBeLessThan(3_000);
      expect(sockets).toHaveLength(1);
    } finally {
      delete process.env["AWS_ENDPOINT_URL_DYNAMODB"];
      silent.close();
      sockets.forEach((socket) => socket.destroy());
    }
  });

  test("does not start without its settings, and names all that are missing", () => {
    delete process.env["ROLE_TABLE"];
    delete process.env["ROLE_REGION"];
    expect(loadRelay).toThrow(/ROLE_TABLE[^]*ROLE_REGION/);
  });
});
