import { CloudWatchClient, GetMetricStatisticsCommand } from "@aws-sdk/client-cloudwatch";
import { GetParameterCommand, PutParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { operate } from "../../../src/functions/other-site/record";
import { readRequest, type RecordRequest } from "../../../src/functions/other-site/request";
import { describeWithMinistack, useEmptyAccounts } from "../../support/ministack";
import { makeRoleTable, SYSTEM, TABLE, type RoleTable } from "./role-tables";
import { virtualTools } from "./stub-client";

const MIRROR = "/standby/payments/dev/active-site";
const HOLDER = "arn:aws:states:us-east-1:111122223333:execution:payments-failover-dev:one";
const OTHER_HOLDER = HOLDER.replace("one", "two");
const AT_DR = { active_site: "dr", traffic_site: "dr", epoch: 2 };
const NOW = "2026-11-03T10:00:00.000Z";

describeWithMinistack("record", () => {
  let truth: RoleTable;
  let copy: RoleTable;
  const dr = () => ({ region: "us-east-2" });

  useEmptyAccounts(() => undefined);
  beforeEach(async () => {
    [truth, copy] = [await makeRoleTable("us-east-2"), await makeRoleTable("us-east-1")];
    await truth.put("record", AT_DR);
    await new SSMClient(dr()).send(new PutParameterCommand({ Name: MIRROR, Value: "dr", Type: "String" }));
  });

  function run(request: object) {
    const at = ({ client }: RoleTable) => ({
      client,
      table: TABLE,
      system: SYSTEM,
      site: "primary" as const,
    });
    const followers = {
      cloudWatch: new CloudWatchClient(dr()),
      ssm: new SSMClient(dr()),
      system: SYSTEM,
      suffix: "dev",
      mirror: MIRROR,
    };
    const props = { truth: at(truth), copy: at(copy), followers };
    return operate(
      props,
      readRequest({ action: "record", ...request }) as RecordRequest,
      virtualTools().tools,
    );
  }

  async function mirrored() {
    const { Parameter } = await new SSMClient(dr()).send(new GetParameterCommand({ Name: MIRROR }));
    return Parameter?.Value;
  }

  async function trafficMetric() {
    const { Datapoints = [] } = await new CloudWatchClient(dr()).send(
      new GetMetricStatisticsCommand({
        Namespace: "Standby",
        MetricName: "TrafficAtDr",
        Dimensions: [
          { Name: "System", Value: SYSTEM },
          { Name: "Environment", Value: "dev" },
        ],
        StartTime: new Date(Date.now() - 600_000),
        EndTime: new Date(Date.now() + 60_000),
        Period: 3600,
        Statistics: ["Maximum"],
      }),
    );
    return Datapoints.map(({ Maximum }) => Maximum);
  }

  describe("read", () => {
    const emergency = { active_site: "primary", traffic_site: "dr", epoch: 12, reason: "us-east-2 is lost" };

    test("answers the record in the DR region, not its copy", async () => {
      await copy.put("record", { ...AT_DR, epoch: 1 });
      await expect(run({ operation: "read" })).resolves.toEqual({ ...AT_DR, emergency: false });
    });

    test("answers an emergency of a higher epoch, and says that it is one", async () => {
      await copy.put("emergency", emergency);
      const { reason: _, ...holds } = emergency;
      await expect(run({ operation: "read" })).resolves.toEqual({ ...holds, emergency: true });
    });

    test.each([2, 1])("does not heed an emergency of epoch %i, which is over", async (epoch) => {
      await copy.put("emergency", { ...emergency, epoch });
      await expect(run({ operation: "read" })).resolves.toEqual({ ...AT_DR, emergency: false });
    });

    test("fails where there is no record", async () => {
      await truth.put("record", {});
      await expect(run({ operation: "read" })).rejects.toThrow("the item record of payments makes no sense");
    });
  });

  describe("the lock", () => {
    const take = { operation: "take-lock", holder: HOLDER, mode: "switchover" };
    const lock = { holder: HOLDER, mode: "switchover", taken_at: NOW };

    test("is taken in the DR region, also a second time by the same holder", async () => {
      await run(take);
      await expect(run(take)).resolves.toEqual({ holder: HOLDER });
      expect(await truth.get("lock")).toEqual(lock);
      expect(await copy.get("lock")).toBeUndefined();
    });

    test("is free where it has no holder", async () => {
      await truth.put("lock", { mode: "failover" });
      await run(take);
      expect(await truth.get("lock")).toEqual(lock);
    });

    test("is refused to a second one, naming the first", async () => {
      await truth.put("lock", { ...lock, holder: OTHER_HOLDER });
      await expect(run(take)).rejects.toMatchObject({
        name: "LockHeld",
        message: `${OTHER_HOLDER} holds the lock since ${NOW}`,
      });
    });

    test("is broken on demand", async () => {
      await truth.put("lock", { ...lock, holder: OTHER_HOLDER });
      await run({ ...take, breakLock: true });
      expect(await truth.get("lock")).toEqual(lock);
    });

    test("is given back by its holder only", async () => {
      await run(take);
      const giveBack = (holder: string) => run({ operation: "release-lock", holder });
      await expect(giveBack(OTHER_HOLDER)).resolves.toEqual({ released: false });
      expect(await truth.get("lock")).toEqual(lock);
      await expect(giveBack(HOLDER)).resolves.toEqual({ released: true });
      await expect(giveBack(HOLDER)).resolves.toEqual({ released: false });
      expect(await truth.get("lock")).toBeUndefined();
    });
  });

  describe("claim", () => {
    const claim = { operation: "claim", epoch: 2, holder: HOLDER };
    const claimed = { ...AT_DR, active_site: "primary", epoch: 3, changed_at: NOW, changed_by: HOLDER };

    test("makes the site active, and leaves traffic where it is", async () => {
      await expect(run(claim)).resolves.toEqual(claimed);
      expect(await truth.get("record")).toEqual(claimed);
    });

    test("answers the same to the same holder", async () => {
      await run(claim);
      await expect(run(claim)).resolves.toEqual(claimed);
      expect(await truth.get("record")).toEqual(claimed);
    });

    test("leaves a site that is active already in its epoch", async () => {
      const active = { ...claimed, changed_by: OTHER_HOLDER };
      await truth.put("record", active);
      await expect(run({ ...claim, epoch: 3 })).resolves.toEqual(active);
      expect(await truth.get("record")).toEqual(active);
    });

    test.each([
      ["somebody else has claimed it", { ...claimed, changed_by: OTHER_HOLDER }],
      ["it has moved to the other site", { ...AT_DR, epoch: 4 }],
      ["the holder's claim was overtaken", { ...claimed, active_site: "dr", epoch: 4 }],
    ])("is refused where %s", async (_what, record) => {
      await truth.put("record", record);
      await expect(run(claim)).rejects.toMatchObject({ name: "EpochMoved" });
      expect(await truth.get("record")).toEqual(record);
    });
  });

  describe("open", () => {
    const claimed = { ...AT_DR, active_site: "primary", epoch: 3 };

    test("leads traffic to the active site, and tells the metric and the mirror, also twice", async () => {
      await truth.put("record", claimed);
      await run({ operation: "open", epoch: 3 });
      const opened = { ...claimed, traffic_site: "primary" };
      await expect(run({ operation: "open", epoch: 3 })).resolves.toEqual(opened);
      expect(await truth.get("record")).toEqual(opened);
      expect(await mirrored()).toBe("primary");
      expect(await trafficMetric()).toEqual([0]);
    });

    test.each([
      ["the epoch has moved", { ...claimed, epoch: 4 }],
      ["the other site is active", { ...AT_DR, epoch: 3 }],
    ])("is refused where %s, and tells nobody", async (_what, record) => {
      await truth.put("record", record);
      await expect(run({ operation: "open", epoch: 3 })).rejects.toMatchObject({ name: "EpochMoved" });
      expect(await truth.get("record")).toEqual(record);
      expect(await mirrored()).toBe("dr");
      expect(await trafficMetric()).toEqual([]);
    });
  });

  describe("hand-back", () => {
    const record = {
      active_site: "primary",
      traffic_site: "primary",
      epoch: 3,
      changed_at: "2026-11-02T03:00:00.000Z",
      changed_by: HOLDER,
    };
    const emergency = { ...record, reason: "us-east-2 is lost" };

    test("writes the emergency into the record, tells the others, and forgets it", async () => {
      await copy.put("emergency", emergency);
      await copy.put("record", record);
      await expect(run({ operation: "hand-back" })).resolves.toEqual({ handedBack: true, record });
      expect(await truth.get("record")).toEqual(record);
      expect(await mirrored()).toBe("primary");
      expect(await trafficMetric()).toEqual([0]);
      expect(await copy.get("emergency")).toBeUndefined();
    });

    test("keeps the emergency until the record has come to the primary region, and then goes on", async () => {
      await copy.put("emergency", emergency);
      await copy.put("record", AT_DR);
      await expect(run({ operation: "hand-back" })).rejects.toMatchObject({ name: "OtherSiteUnreachable" });
      expect(await truth.get("record")).toEqual(record);
      expect(await copy.get("emergency")).toEqual(emergency);
      await copy.put("record", record);
      await expect(run({ operation: "hand-back" })).resolves.toEqual({ handedBack: true, record });
      expect(await copy.get("emergency")).toBeUndefined();
    });

    test("does nothing where there is no emergency", async () => {
      await expect(run({ operation: "hand-back" })).resolves.toEqual({ handedBack: false, record: AT_DR });
      expect(await mirrored()).toBe("dr");
    });

    test.each([
      ["gone on", { ...AT_DR, epoch: 4 }],
      ["taken the same epoch for the other site", { ...AT_DR, epoch: 3, changed_by: OTHER_HOLDER }],
    ])("leaves it to a human where the record has %s", async (_what, other) => {
      await truth.put("record", other);
      await copy.put("emergency", emergency);
      await expect(run({ operation: "hand-back" })).rejects.toMatchObject({
        name: "EpochMoved",
        message: expect.stringContaining("both sites have taken over") as string,
      });
      expect(await truth.get("record")).toEqual(other);
      expect(await copy.get("emergency")).toEqual(emergency);
    });
  });
});
