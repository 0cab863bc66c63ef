import { createHash, randomUUID } from "node:crypto";
import { SITES } from "../../src/config/site";
import { describeWithDeployment } from "../support/live";
import { ApiSystem, LONG_TEST, MINUTES, NAME } from "./api-system";
import { sumOfLastHour } from "./aws-data";
import { eventually } from "./deployed";

// What is written stays small and is written over by the next run; no failover is started. `standby drill` does that.
describeWithDeployment("globalstream", (outputs) => {
  const deployed = new ApiSystem("globalstream", outputs);
  beforeAll(() => deployed.open());

  test.each(SITES)(
    "reads titles through the cache of the %s site",
    async (site) => {
      await fetch(`${deployed.address(site)}/titles/${NAME}`, { headers: deployed.withKey() });
      const asked = await eventually(10 * MINUTES, async () => {
        const search = `{AWS/ElastiCache,CacheClusterId,CacheNodeId} MetricName="GetTypeCmds" globalstream-redis${deployed.endOf(site)}`;
        return (await sumOfLastHour(deployed.regionOf(site), search)) || undefined;
      });
      expect(asked).toBeGreaterThan(0);
    },
    LONG_TEST,
  );

  test(
    "mounts its file system: what is uploaded in parts comes back byte by byte",
    async () => {
      const media = Buffer.from(`live test of ${new Date().toISOString()}`);
      const sha256 = createHash("sha256").update(media).digest("hex");
      const title = `${deployed.service}/titles/${NAME}`;
      const upload = `${title}/media/uploads/${randomUUID()}`;
      expect((await deployed.send(title, "PUT", { name: "Live test" })).status).toBe(200);
      const part = await fetch(`${upload}/parts/1`, {
        method: "PUT",
        headers: deployed.withKey({ "content-type": "application/octet-stream", "x-sha256": sha256 }),
        body: media,
      });
      expect(part.status).toBe(200);
      expect((await deployed.send(upload, "POST", { parts: 1, sha256 })).status).toBe(202);
      const state = await eventually(2 * MINUTES, async () => {
        const answer = await fetch(upload, { headers: deployed.withKey() });
        const found = (await answer.json()) as { state: string };
        return ["ready", "failed"].includes(found.state) ? found.state : undefined;
      });
      expect(state).toBe("ready");
      const headers = deployed.withKey({ accept: "application/octet-stream" });
      const back = await fetch(`${title}/media`, { headers });
      expect(Buffer.from(await back.arrayBuffer())).toEqual(media);
    },
    LONG_TEST,
  );
});
