import { randomUUID } from "node:crypto";
import { SITES } from "../../src/config/site";
import { describeDrills, describeWithDeployment } from "../support/live";
import { ApiSystem, LONG_TEST, MINUTES, NAME } from "./api-system";
import { eventually, jsonOf } from "./deployed";
import { currentVersion, failOver, isSteady, recentRestores, rotate } from "./mediadb-data";

/** A drill waits for a regional failover and for the way back, which copies the files once more. */
const HOURS = 3_600_000;

// What is written stays small and is written over by the next run, but for one erased viewer a run; nothing is interrupted
// but by the drills, which somebody has to ask for.
describeWithDeployment("mediadb", (outputs) => {
  const deployed = new ApiSystem("mediadb", outputs);
  const output = (name: string) => deployed.output("primary", name);
  beforeAll(() => deployed.open());

  test.each(SITES)("the service of the %s site is steady (MD-TST-02)", async (site) => {
    const names = [deployed.output(site, "ClusterName"), deployed.output(site, "ServiceName")] as const;
    expect(await isSteady(deployed.regionOf(site), ...names)).toBe(true);
  });

  test("media that are stored come back byte by byte", async () => {
    const title = `${deployed.service}/titles/${NAME}`;
    expect((await deployed.send(title, "PUT", { name: "Live test" })).status).toBe(200);
    const body = Buffer.from(`live test of ${new Date().toISOString()}`);
    const headers = deployed.withKey({ "content-type": "application/octet-stream" });
    expect((await fetch(`${title}/media`, { method: "PUT", headers, body })).ok).toBe(true);
    const accept = deployed.withKey({ accept: "application/octet-stream" });
    const back = await fetch(`${title}/media`, { headers: accept });
    expect(Buffer.from(await back.arrayBuffer())).toEqual(body);
  });

  test("a viewer signs in, is exported, and erased for good: the id is not taken again (MD-GDP-01)", async () => {
    const id = randomUUID();
    const viewer = `${deployed.service}/viewers/${id}`;
    const about = { displayName: "Live test", email: "live-test@example.com", country: "DE" };
    expect((await deployed.send(viewer, "PUT", about)).status).toBe(200);
    const session = await deployed.send(`${deployed.service}/sessions`, "POST", { viewer: id });
    expect(session.status).toBe(201);
    const { token } = (await session.json()) as { token: string };
    const signedIn = deployed.withKey({ authorization: `Bearer ${token}` });
    const current = () => fetch(`${deployed.service}/sessions/current`, { headers: signedIn });
    expect((await current()).status).toBe(200);
    const exported = await fetch(`${viewer}/export`, { headers: deployed.withKey() });
    expect(await exported.json()).toMatchObject({ viewer: about });
    const erased = await fetch(viewer, { method: "DELETE", headers: deployed.withKey() });
    expect(await erased.json()).toMatchObject({ viewerId: id, deleted: { viewers: 1, sessions: 1 } });
    expect((await current()).status).toBe(404);
    expect((await deployed.send(viewer, "PUT", about)).status).toBe(410);
  });

  test(
    "the service's password is rotated without an interruption, and the DR site has the new one (MD-TST-02)",
    async () => {
      const region = deployed.regionOf("primary");
      const secret = output("DatabaseServiceSecretArn");
      const before = await currentVersion(region, secret);
      await rotate(region, secret);
      const after = await eventually(5 * MINUTES, async () => {
        const version = await currentVersion(region, secret);
        return version !== before ? version : undefined;
      });
      expect(after).toBeDefined();
      const written = await deployed.writeCanary();
      for (const site of SITES) expect([site, await deployed.reads(site, written)]).toEqual([site, true]);
      const dr = deployed.regionOf("dr");
      const copied = await eventually(5 * MINUTES, async () => {
        const version = await currentVersion(dr, secret.replace(region, dr));
        return version === after ? version : undefined;
      });
      expect(copied).toBe(after);
    },
    LONG_TEST,
  );

  describeDrills("drills of mediadb", () => {
    test(
      "writes go on within two minutes after another instance of the region has taken over (MD-DRL-01)",
      async () => {
        const site = await deployed.serving();
        await failOver(deployed.regionOf(site), deployed.output(site, "DatabaseClusterIdentifier"));
        const written = await eventually(2 * MINUTES, () => deployed.writeCanary().catch(() => undefined));
        expect(written).toBeDefined();
      },
      LONG_TEST,
    );

    test.each(SITES)(
      "what was restored in the %s site last was found to be good (MD-DRL-02)",
      async (site) => {
        const end = deployed.endOf(site).replaceAll("-", "_");
        const restores = await recentRestores(deployed.regionOf(site), `mediadb_restore_test${end}`);
        const states = restores.map(({ ResourceType, Status, ValidationStatus }) =>
          [ResourceType, Status, ResourceType === "Aurora" && ValidationStatus].filter(Boolean).join(" "),
        );
        expect([...new Set(states)].sort()).toEqual(["Aurora COMPLETED SUCCESSFUL", "EFS COMPLETED"]);
      },
    );

    test(
      "a regional failover and the way back meet the objectives (MD-DRL-03, MD-DRL-04)",
      async () => {
        const report = await jsonOf(["drill", "mediadb", "--yes"]);
        expect(report).toMatchObject({ exitCode: 0, drill: { stays: false, misses: [] } });
      },
      6 * HOURS,
    );
  });
});
