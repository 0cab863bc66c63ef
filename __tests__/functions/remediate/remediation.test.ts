import { Memory } from "../../../src/functions/remediate/memory";
import { whyRolesMove } from "../../../src/functions/remediate/moving-roles";
import { Remediation, type News } from "../../../src/functions/remediate/remediation";
import type { Finding, Remedy } from "../../../src/functions/remediate/remedy";
import { describeWithMinistack, useEmptyAccounts } from "../../support/ministack";
import { makeRoleTable, SYSTEM, TABLE, type RoleTable } from "../other-site/role-tables";
import { VirtualClock } from "../virtual-clock";
import { readEvent } from "./read-event";

const RECORD = { active_site: "primary", traffic_site: "primary", epoch: 1 };
const HOLDER = "arn:aws:states:us-east-1:111122223333:execution:payments-failover-dev:one";
const PROPOSAL = "force a new deployment of payments-service-dev";
const event = readEvent("task-exited");

/** An error as the SDK throws it. */
function awsError(name: string, httpStatusCode?: number): Error {
  return Object.assign(new Error(name), { name, $metadata: { httpStatusCode } });
}

describeWithMinistack("remediation", () => {
  let table: RoleTable;
  let clock: VirtualClock;
  let acts: number;
  let told: News[];
  let counted: string[];
  /** What the next calls of AWS throw. */
  let failures: Error[];

  useEmptyAccounts(() => undefined);
  beforeEach(async () => {
    table = await makeRoleTable("us-east-2");
    await table.put("record", RECORD);
    clock = new VirtualClock();
    [acts, told, counted, failures] = [0, [], [], []];
  });

  /** A remedy that finds its trouble again as often as it looks. */
  function remedy(finding: Partial<Finding> = {}): Remedy {
    return {
      name: "restart-service",
      limit: { times: 1, withinMinutes: 60 },
      examine: () =>
        Promise.resolve({
          kind: "act",
          subject: "service",
          saw: "1 of 4 tasks run",
          proposal: PROPOSAL,
          act: () => {
            acts += 1;
            const failure = failures.shift();
            return failure ? Promise.reject(failure) : Promise.resolve();
          },
          ...finding,
        } as Finding),
    };
  }

  interface Given {
    readonly mode?: "act" | "report";
    readonly site?: string;
    readonly remedies?: readonly Remedy[];
    /** Where the role record is looked for. */
    readonly tableName?: string;
  }

  function meet(
    given: object = event,
    { mode = "act", site = "primary", remedies = [remedy()], tableName = TABLE }: Given = {},
  ) {
    const place = { client: table.client, table: tableName, system: SYSTEM };
    return new Remediation({
      remedies,
      mode,
      memory: new Memory({ ...place, site }, clock.now),
      whyRolesMove: () => whyRolesMove(place),
      tell: (news) => Promise.resolve(void told.push(news)),
      count: (name, result) => counted.push(`${name} ${result}`),
      log: () => undefined,
      now: clock.now,
    }).meet(given);
  }

  const another = (id: string, time = clock.now().toISOString()) => ({ ...event, id, time });

  test("acts, says what it saw and did, and counts it", async () => {
    expect(await meet()).toBe("acted");
    expect(acts).toBe(1);
    expect(told).toMatchObject([
      { remedy: "restart-service", result: "acted", saw: "1 of 4 tasks run", text: `Done: ${PROPOSAL}.` },
    ]);
    expect(counted).toEqual(["restart-service acted"]);
  });

  test("acts once for an event that comes twice, and tells of it once", async () => {
    await meet();
    expect(await meet()).toBe("unneeded");
    expect(acts).toBe(1);
    expect(told).toHaveLength(1);
  });

  test("acts once for an event that comes twice at the same time", async () => {
    const results = await Promise.all([meet(), meet()]);
    expect(results.sort()).toEqual(["acted", "unneeded"]);
    expect(acts).toBe(1);
  });

  test("acts no oftener than its limit, and again when the window has passed", async () => {
    await meet();
    clock.pass(59 * 60_000);
    expect(await meet(another("second"))).toBe("reported");
    expect(acts).toBe(1);
    expect(told.at(-1)?.text).toBe(`Not done: ${PROPOSAL}, because it was done once within 60 minutes.`);
    clock.pass(60_000);
    expect(await meet(another("third"))).toBe("acted");
    expect(acts).toBe(2);
  });

  test("counts each site and each remedy for itself", async () => {
    await meet();
    expect(await meet(another("second"), { site: "dr" })).toBe("acted");
    const other = { ...remedy(), name: "close-rules" } as const;
    expect(await meet(another("third"), { remedies: [other] })).toBe("acted");
    expect(acts).toBe(3);
  });

  test("only tells what it would do in report mode, once an hour of one subject", async () => {
    expect(await meet(event, { mode: "report" })).toBe("reported");
    expect(await meet(another("second"), { mode: "report" })).toBe("reported");
    expect(acts).toBe(0);
    expect(told).toMatchObject([
      { result: "reported", text: `Not done: ${PROPOSAL}, because remediation.mode is report.` },
    ]);
    clock.pass(60 * 60_000);
    await meet(another("third"), { mode: "report" });
    expect(told).toHaveLength(2);
  });

  test("tells of another subject within the hour", async () => {
    await meet(event, { mode: "report" });
    await meet(event, { mode: "report", remedies: [remedy({ subject: "sgr-1" } as Partial<Finding>)] });
    expect(told).toHaveLength(2);
  });

  test("does not act on an event that is older than 15 minutes", async () => {
    clock.pass(15 * 60_000);
    expect(await meet({ ...event, id: "just in time" })).toBe("acted");
    clock.pass(60_000);
    expect(await meet({ ...event, id: "late" })).toBe("reported");
    expect(acts).toBe(1);
    expect(told.at(-1)?.text).toContain("because the event is 16 minutes old");
  });

  test.each(["lock", "emergencyLock"] as const)(
    "does not act while a failover holds the %s",
    async (name) => {
      await table.put(name, { holder: HOLDER, taken_at: "2026-11-03T09:59:00.000Z" });
      expect(await meet()).toBe("reported");
      expect(acts).toBe(0);
      expect(told[0]?.text).toBe(
        `Not done: ${PROPOSAL}, because a failover moves roles: ${HOLDER} holds the lock.`,
      );
    },
  );

  test("acts when the lock is free again", async () => {
    await table.put("lock", { taken_at: "2026-11-03T09:59:00.000Z" });
    expect(await meet()).toBe("acted");
  });

  test("does not act while the active site is not the one that traffic goes to", async () => {
    await table.put("record", { active_site: "dr", traffic_site: "primary", epoch: 2 });
    expect(await meet()).toBe("reported");
    expect(acts).toBe(0);
    expect(told[0]?.text).toContain("a failover has not ended: dr is active, and traffic goes to primary");
  });

  test("acts in the site that stands by as well: its service must be ready", async () => {
    await table.put("record", { active_site: "dr", traffic_site: "dr", epoch: 2 });
    expect(await meet()).toBe("acted");
  });

  test.each([
    { what: "there is no table", tableName: "gone", why: "ResourceNotFoundException" },
    { what: "the record makes no sense", tableName: TABLE, why: "RoleTableError" },
  ])("tells people and does not act where $what", async ({ tableName, why }) => {
    await table.put("record", { active_site: "moon" });
    expect(await meet(event, { tableName })).toBe("reported");
    expect(acts).toBe(0);
    expect(told[0]?.text).toContain(`nobody can tell whether roles move: ${why}`);
  });

  test("tries again after AWS has refused, and has not acted before", async () => {
    failures = [awsError("ThrottlingException", 400)];
    await expect(meet()).rejects.toThrow("ThrottlingException");
    expect(told).toEqual([]);
    expect(counted).toEqual([]);
    expect(await meet()).toBe("acted");
    expect(acts).toBe(2);
  });

  test.each([
    { what: "nobody answers", error: awsError("TimeoutError") },
    { what: "the service fails", error: awsError("InternalFailure", 500) },
  ])("does not try again where $what, and asks people to look", async ({ error }) => {
    failures = [error];
    await expect(meet()).rejects.toThrow(error.name);
    expect(told).toMatchObject([
      { result: "reported", text: `Perhaps done: ${PROPOSAL}. AWS did not say so (${error.name}): look.` },
    ]);
    expect(await meet()).toBe("unneeded");
    expect(acts).toBe(1);
  });

  test("asks people to look where it can't forget what AWS has refused: no attempt would follow", async () => {
    failures = [awsError("ThrottlingException", 400)];
    const release = jest.spyOn(Memory.prototype, "release").mockRejectedValueOnce(new Error("no way"));
    await expect(meet()).rejects.toThrow("ThrottlingException");
    release.mockRestore();
    expect(told).toMatchObject([{ result: "reported", text: expect.stringContaining("look.") as string }]);
    expect(await meet()).toBe("unneeded");
    expect(acts).toBe(1);
  });

  test("tells what a person has to do", async () => {
    const report = {
      kind: "report",
      subject: "capacity",
      saw: "no room",
      why: "no restart makes room",
    } as const;
    const remedies = [{ ...remedy(), examine: () => Promise.resolve(report) }];
    expect(await meet(event, { remedies })).toBe("reported");
    expect(told).toMatchObject([{ result: "reported", text: "Not done: no restart makes room." }]);
  });

  test("says nothing where nothing is needed", async () => {
    const remedies = [
      { ...remedy(), examine: () => Promise.resolve({ kind: "unneeded", why: "all is well" } as const) },
    ];
    expect(await meet(event, { remedies })).toBe("unneeded");
    expect(told).toEqual([]);
    expect(counted).toEqual(["restart-service unneeded"]);
  });

  test("asks the remedies one after the other, and refuses what none knows", async () => {
    const stranger: Remedy = {
      ...remedy(),
      name: "raise-capacity",
      examine: () => Promise.resolve(undefined),
    };
    expect(await meet(event, { remedies: [stranger, remedy()] })).toBe("acted");
    await expect(meet(event, { remedies: [stranger] })).rejects.toThrow(
      `no remedy knows the event ${event.id} (ECS Task State Change)`,
    );
  });

  test.each([
    {
      what: "another service's event",
      given: { ...event, "detail-type": "EC2 Instance State-change Notification" },
    },
    { what: "an event without details", given: { ...event, detail: {} } },
    { what: "nothing", given: {} },
  ])("refuses $what", async ({ given }) => {
    await expect(meet(given)).rejects.toThrow();
    expect(acts).toBe(0);
  });
});
