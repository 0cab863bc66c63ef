import { statusOf, type SystemStatus } from "../../../src/cli/actions/status";
import { coloursFor } from "../../../src/cli/host/output";
import { statusText } from "../../../src/cli/host/status-text";
import {
  awsError,
  DEAD,
  DIGEST,
  fakeClients,
  globalCluster,
  healthy,
  ITEMS,
  NOW,
  OTHER_DIGEST,
  resolverTo,
  TARGET,
  task,
  type Replies,
} from "./world";

const TIMEOUT_MS = 50;
const plain = coloursFor({ write: () => undefined });

interface World {
  readonly primary?: Replies;
  readonly dr?: Replies;
  readonly items?: Readonly<Record<string, object>>;
  readonly namesLeadTo?: "primary" | "dr";
  readonly target?: typeof TARGET;
}

function look({ primary, dr, items = ITEMS, namesLeadTo = "primary", target = TARGET }: World = {}) {
  const regions: Readonly<Record<string, Replies>> = {
    "us-east-1": primary === DEAD ? DEAD : { ...healthy("primary", items), ...primary },
    "us-east-2": dr === DEAD ? DEAD : { ...healthy("dr", items), ...dr },
  };
  return statusOf(target, TIMEOUT_MS, {
    clientsOf: (region) => fakeClients(region, regions[region] ?? {}),
    resolve: resolverTo(namesLeadTo),
    now: () => NOW,
  });
}

const textOf = (status: SystemStatus) =>
  statusText({ ok: true, exitCode: 0, now: NOW, systems: [status], problems: [], failure: "" }, plain);

const movedToDr = {
  ...ITEMS,
  payments: {
    system: "payments",
    active_site: "dr",
    traffic_site: "dr",
    epoch: 2,
    changed_at: "2026-11-20T11:00:00Z",
    changed_by: "arn:aws:states:us-east-2:111122223333:execution:payments-failover-dr-dev:failover-e1",
  },
};

/** The primary site after it has been re-protected, and the DR site serving. */
const swapped: World = {
  items: movedToDr,
  namesLeadTo: "dr",
  primary: {
    DescribeGlobalClusters: globalCluster("dr"),
    DescribeServices: {
      services: [{ status: "ACTIVE", runningCount: 2, desiredCount: 2, taskDefinition: "t" }],
    },
    GetMetricData: { MetricDataResults: [{ Id: "m0", Values: [800] }] },
  },
  dr: {
    DescribeGlobalClusters: globalCluster("dr"),
    DescribeServices: {
      services: [{ status: "ACTIVE", runningCount: 12, desiredCount: 12, taskDefinition: "t" }],
    },
  },
};

describe("a healthy system", () => {
  it("is protected, with nothing to be looked at", async () => {
    const { verdict } = await look();

    expect(verdict).toMatchObject({ state: "protected", summary: "protected", reasons: [], warnings: [] });
    expect(verdict.next).toBeUndefined();
    expect(verdict.roles).toMatchObject({ activeSite: "primary", epoch: 1, isPossiblyOld: false });
  });

  it("is protected the other way round too, after a failover and a re-protection", async () => {
    const { verdict } = await look(swapped);

    expect(verdict).toMatchObject({ state: "protected", reasons: [], roles: { activeSite: "dr", epoch: 2 } });
  });

  it("is shown in a page", async () => {
    expect(textOf(await look())).toMatchInlineSnapshot(`
      "payments, dev: protected

        roles     primary is active, traffic goes to primary, epoch 1
        failover  none runs
        names     lead to the primary site
        switch    hc-1: Success
        probes    answers: yes, writes: yes
        canary    2026-11-20T11:59:50Z, 10 s ago
        drill     2026-11-01T12:00:00Z, 19 days ago: recovery time 3 min 50 s, lost 1 s

      us-east-1 (primary)
        service   payments-service-dev: 10 of 10 tasks run, 10 to 50
        image     payments-service-dev@sha256:aaaaaaaaaaaa
        database  payments-database-dev, writes, available
        quota     100 vCPUs of Fargate; serving takes 5, at most 25
        machine   0 executions run
        alarms    none

      us-east-2 (dr)
        service   payments-service-dr-dev: 2 of 2 tasks run, 2 to 50
        image     payments-service-dev@sha256:aaaaaaaaaaaa
        database  payments-database-dr-dev, follows, 0.4 s behind, available
        quota     100 vCPUs of Fargate; serving takes 5, at most 25
        machine   0 executions run
        alarms    none

      Objective of the recovery point: 5 min. Expected times: standby objectives payments
      "
    `);
  });
});

describe("the primary region lost", () => {
  const lost: World = {
    primary: DEAD,
    dr: {
      GetMetricData: {
        MetricDataResults: [
          { Id: "m0", Values: [0] },
          { Id: "m1", Values: [0] },
        ],
      },
    },
  };

  it("is not serving, and names the command", async () => {
    const { verdict } = await look(lost);

    expect(verdict.state).toBe("not serving");
    expect(verdict.summary).toContain("us-east-1 does not answer the probes");
    expect(verdict.next).toBe("npm run standby -- failover payments --to dr --dry-run");
    expect(verdict.roles).toMatchObject({ activeSite: "primary", isPossiblyOld: false });
  });

  it("still shows everything of the DR region, and what is missing", async () => {
    const text = textOf(await look(lost));

    expect(text).toContain("no answer: us-east-1 (timeout)");
    expect(text).toContain("none seen, as not every region answers");
    expect(text).toContain("payments-service-dr-dev: 2 of 2 tasks run");
    expect(text).toContain("primary is active, traffic goes to primary, epoch 1");
  });

  it("counts as not serving where no probe says anything", async () => {
    const { verdict } = await look({ primary: DEAD, dr: { GetMetricData: { MetricDataResults: [] } } });

    expect(verdict.summary).toContain(
      "us-east-1, which is active, gives no answer, and no probe saw it lately",
    );
  });

  it("is unprotected after the failover", async () => {
    const { verdict } = await look({ ...swapped, primary: DEAD });

    expect(verdict).toMatchObject({
      state: "unprotected",
      summary: "serving without protection because us-east-1, which stands by, gives no answer",
      next: "npm run standby -- reprotect payments",
    });
  });

  it("is only a warning while the probes reach the region", async () => {
    const { verdict } = await look({ primary: DEAD });

    expect(verdict.state).toBe("protected");
    expect(verdict.warnings).toEqual(["us-east-1, which is active, gives no answer here (timeout)"]);
  });
});

describe("the DR region lost", () => {
  it("reads the copy in the primary region, and says that it may be old", async () => {
    const status = await look({ dr: DEAD });

    expect(status.verdict).toMatchObject({
      state: "unprotected",
      next: "npm run standby -- failover payments --to primary --dr-region-lost --dry-run",
      roles: { activeSite: "primary", isPossiblyOld: true },
    });
    expect(status.verdict.summary).toContain("nobody takes writes without an emergency record");
    expect(status.verdict.warnings).toContain(
      "the role record is a copy, as us-east-2 gives no answer: it may be old",
    );
    expect(textOf(status)).toContain("by a copy that may be old");
  });

  it("obeys an emergency record with a higher epoch", async () => {
    const emergency = {
      ...ITEMS.payments,
      system: "payments#emergency",
      epoch: 12,
      reason: "Ohio is gone",
    };
    const items = { ...ITEMS, payments: movedToDr.payments, "payments#emergency": emergency };
    const { verdict } = await look({ items, dr: DEAD });

    expect(verdict.roles).toMatchObject({ activeSite: "primary", epoch: 12, isEmergency: true });
    expect(verdict.reasons).toContainEqual(
      expect.stringContaining("the emergency record holds (Ohio is gone)"),
    );
  });

  it("says that the record must be handed back when the region is there again", async () => {
    const emergency = { ...ITEMS.payments, system: "payments#emergency", epoch: 12, reason: "Ohio was gone" };
    const { verdict } = await look({ items: { ...ITEMS, "payments#emergency": emergency } });

    expect(verdict).toMatchObject({ state: "unprotected", next: "npm run standby -- reprotect payments" });
  });

  it("ignores an emergency record that is older than the record", async () => {
    const emergency = { ...ITEMS.payments, system: "payments#emergency", epoch: 2, reason: "long ago" };
    const items = { ...ITEMS, payments: { ...ITEMS.payments, epoch: 3 }, "payments#emergency": emergency };

    expect((await look({ items })).verdict).toMatchObject({ state: "protected", roles: { epoch: 3 } });
  });
});

describe("both regions lost", () => {
  it("is unknown, and every region says why", async () => {
    const { verdict } = await look({ primary: DEAD, dr: DEAD });

    expect(verdict).toMatchObject({
      state: "unknown",
      roles: undefined,
      reasons: [
        "no region answers with a role record",
        "us-east-1 gives no answer (timeout)",
        "us-east-2 gives no answer (timeout)",
      ],
    });
  });

  it("asks everything before the first answer is given up", async () => {
    const asked: string[] = [];
    const waiting = statusOf(TARGET, TIMEOUT_MS, {
      clientsOf: (region) => fakeClients(region, DEAD, asked),
      resolve: () => new Promise(() => {}),
      now: () => NOW,
    });

    expect(asked.map((question) => question.split(": ")[1])).toEqual(
      expect.arrayContaining([
        "Get",
        "ListExecutions",
        "DescribeGlobalClusters",
        "DescribeServices",
        "GetParameter",
      ]),
    );
    expect(new Set(asked.map((question) => question.split(": ")[0]))).toEqual(
      new Set(["us-east-1", "us-east-2"]),
    );
    await waiting;
  });
});

describe("credentials and deployment", () => {
  it("refuses credentials of another account", async () => {
    const wrong = {
      GetCallerIdentity: { Account: "999999999999", Arn: "arn:aws:iam::999999999999:user/me" },
    };

    await expect(look({ primary: wrong, dr: wrong })).rejects.toThrow(
      'wrong account: the credentials (arn:aws:iam::999999999999:user/me) belong to 999999999999, the environment "dev" to 111122223333',
    );
  });

  it("refuses them although the primary region is lost", async () => {
    const wrong = { GetCallerIdentity: { Account: "999999999999", Arn: "x" } };

    await expect(look({ primary: DEAD, dr: wrong })).rejects.toThrow("wrong account");
  });

  it.each([
    ["CredentialsProviderError", "no AWS credentials found"],
    ["ExpiredTokenException", "the AWS credentials have expired"],
  ])("explains %s", async (name, message) => {
    const broken = { GetCallerIdentity: awsError(name) };

    await expect(look({ primary: broken, dr: broken })).rejects.toThrow(message);
  });

  it("says that nothing is deployed where no region has the role table", async () => {
    const none = { Get: awsError("ResourceNotFoundException") };

    await expect(look({ primary: none, dr: none })).rejects.toThrow(
      'payments is not deployed in environment "dev": there is no table payments-role-dr-dev in us-east-1 or us-east-2',
    );
  });

  it("does not say so while a region is silent", async () => {
    const none = { Get: awsError("ResourceNotFoundException") };

    expect((await look({ primary: DEAD, dr: none })).verdict.state).toBe("unknown");
  });
});

describe("an operation", () => {
  const running = {
    ListExecutions: {
      executions: [
        { name: "failover-e1-1", executionArn: "arn:x", startDate: new Date("2026-11-20T11:58:00Z") },
      ],
    },
  };

  it("is what counts while it runs", async () => {
    const { verdict } = await look({ dr: running, primary: DEAD });

    expect(verdict).toMatchObject({
      state: "failover running",
      summary: "failover running: failover-e1-1 in us-east-2 since 2026-11-20T11:58:00.000Z",
      next: "npm run standby -- failover payments --follow",
    });
  });

  it("has left its lock behind where none runs", async () => {
    const lock = {
      system: "payments#lock",
      holder: "arn:dead",
      taken_at: "2026-11-20T10:00:00Z",
      mode: "failover",
    };
    const { verdict } = await look({ items: { ...ITEMS, "payments#lock": lock } });

    expect(verdict).toMatchObject({
      state: "unprotected",
      reasons: ["the lock is held by arn:dead since 2026-11-20T10:00:00Z (failover), and no execution runs"],
    });
  });
});

describe("the active site", () => {
  it.each<[string, World, string]>([
    [
      "answers, and takes no writes",
      {
        dr: {
          GetMetricData: {
            MetricDataResults: [
              { Id: "m0", Values: [1] },
              { Id: "m1", Values: [0] },
            ],
          },
        },
      },
      "us-east-1 answers the probes and takes no writes",
    ],
    [
      "runs no task",
      { primary: { DescribeServices: { services: [{ status: "ACTIVE", runningCount: 0 }] } } },
      "no task of payments-service-dev runs in us-east-1",
    ],
    [
      "has no service",
      { primary: { DescribeServices: { services: [], failures: [{}] } } },
      "no task of payments-service-dev runs in us-east-1",
    ],
    [
      "is not the database's writer",
      {
        primary: { DescribeGlobalClusters: globalCluster("dr") },
        dr: { DescribeGlobalClusters: globalCluster("dr") },
      },
      "us-east-1 is active, and the database takes writes in us-east-2",
    ],
  ])("does not serve when it %s", async (_what, world, reason) => {
    const { verdict } = await look(world);

    expect(verdict.state).toBe("not serving");
    expect(verdict.reasons[0]).toBe(reason);
  });
});

describe("the standby site", () => {
  const oneMember = () => {
    const [cluster] = globalCluster("primary").GlobalClusters;
    return {
      GlobalClusters: [{ ...cluster, GlobalClusterMembers: cluster?.GlobalClusterMembers.slice(0, 1) }],
    };
  };
  const lag = (values: number[]) => ({
    GetMetricData: ({ MetricDataQueries }: { MetricDataQueries: { Id: string }[] }) => ({
      MetricDataResults: MetricDataQueries.map(({ Id }) => ({
        Id,
        Values: MetricDataQueries.length > 1 ? [1] : values,
      })),
    }),
  });

  it.each<[string, World, string]>([
    [
      "has no machine",
      { dr: { ListExecutions: awsError("StateMachineDoesNotExist") } },
      "us-east-2 has no state machine: deploy it",
    ],
    [
      "is far behind",
      { dr: lag([301_000]) },
      "the database in us-east-2 is 5 min 1 s behind, and the objective is 5 min",
    ],
    [
      "does not say how far it is behind",
      { dr: lag([]) },
      "the database in us-east-2 does not say how far it is behind",
    ],
    [
      "has lost its member",
      { dr: { DescribeGlobalClusters: oneMember() } },
      "the database has no member in us-east-2: it must be rebuilt",
    ],
    [
      "has a database in repair",
      { dr: { DescribeDBClusters: { DBClusters: [{ Status: "rebooting" }] } } },
      "the database in us-east-2 is rebooting",
    ],
    [
      "waits for a database that moves",
      {
        dr: {
          DescribeGlobalClusters: globalCluster("primary", { FailoverState: { Status: "switching-over" } }),
        },
      },
      "the database is switching-over",
    ],
    [
      "can't be asked about its database",
      { dr: { DescribeDBClusters: "silence" } },
      "nobody says whether the database follows in us-east-2",
    ],
    [
      "runs too few tasks",
      {
        dr: { DescribeServices: { services: [{ status: "ACTIVE", runningCount: 1, taskDefinition: "t" }] } },
      },
      "1 of at least 2 tasks of payments-service-dr-dev run in us-east-2",
    ],
    [
      "has no service",
      { dr: { DescribeServices: awsError("ClusterNotFoundException") } },
      "there is no service payments-service-dr-dev in us-east-2",
    ],
    [
      "must not scale",
      {
        dr: {
          DescribeScalableTargets: {
            ScalableTargets: [
              { MinCapacity: 2, MaxCapacity: 50, SuspendedState: { ScheduledScalingSuspended: true } },
            ],
          },
        },
      },
      "the scaling of payments-service-dr-dev in us-east-2 is suspended",
    ],
    [
      "runs another image",
      { dr: { DescribeTaskDefinition: task("us-east-2", OTHER_DIGEST) } },
      "payments-service-dr-dev in us-east-2 runs another image than payments-service-dev",
    ],
    [
      "lacks the image",
      { dr: { DescribeImages: awsError("ImageNotFoundException") } },
      `the registry in us-east-2 lacks payments-service-dev@${DIGEST}`,
    ],
    [
      "may not grow",
      { dr: { GetServiceQuota: { Quota: { Value: 4 } } } },
      "the quota of Fargate in us-east-2 is 4 vCPUs, and serving takes 5: ask for more",
    ],
    [
      "gets the traffic already",
      { items: { ...ITEMS, payments: { ...ITEMS.payments, traffic_site: "dr" } }, namesLeadTo: "dr" },
      "the primary site is active, and traffic goes to the dr site",
    ],
    [
      "gets the names",
      { namesLeadTo: "dr" },
      "the names lead to the dr site, and traffic belongs to the primary site",
    ],
  ])("protects nothing when it %s", async (_what, world, reason) => {
    const { verdict } = await look(world);

    expect(verdict).toMatchObject({ state: "unprotected", reasons: [reason] });
    expect(verdict.summary).toBe(`serving without protection because ${reason}`);
  });
});

describe("warnings", () => {
  const drill = ITEMS["payments#drill"];
  const { "payments#drill": _none, ...undrilled } = ITEMS;
  const alarm = { AlarmName: "payments-site-impaired-dev", StateTransitionedTimestamp: new Date(NOW) };

  it.each<[string, World, string]>([
    [
      "an old drill",
      { items: { ...ITEMS, "payments#drill": { ...drill, finished_at: "2026-08-01T12:00:00Z" } } },
      "the last drill was 111 days ago: one is due every 90",
    ],
    [
      "a failed drill",
      { items: { ...ITEMS, "payments#drill": { ...drill, succeeded: false } } },
      "the last drill failed",
    ],
    ["no drill", { items: undrilled }, "there was no drill yet: npm run standby -- drill payments"],
    [
      "an alarm",
      {
        primary: {
          DescribeAlarms: { CompositeAlarms: [alarm, { AlarmName: "payments-site-impaired-prod" }] },
        },
      },
      "alarm payments-site-impaired-dev speaks since 2026-11-20T12:00:00.000Z",
    ],
    [
      "a quota below the most tasks",
      {
        dr: {
          GetServiceQuota: awsError("NoSuchResourceException"),
          GetAWSDefaultServiceQuota: { Quota: { Value: 6 } },
        },
      },
      "the quota of Fargate in us-east-2 is 6 vCPUs, and the service may grow to 25: ask for more",
    ],
  ])("tell of %s, and the system stays protected", async (_what, world, warning) => {
    const { verdict } = await look(world);

    expect(verdict).toMatchObject({ state: "protected", warnings: [warning] });
  });

  it("reads all pages of alarms", async () => {
    const pages = ({ NextToken }: { NextToken?: string }) =>
      NextToken ? { MetricAlarms: [alarm] } : { MetricAlarms: [], NextToken: "more" };

    expect((await look({ primary: { DescribeAlarms: pages } })).verdict.warnings).toHaveLength(1);
  });
});

describe("answers that are missing", () => {
  it("costs one line each where a call is refused", async () => {
    const status = await look({
      dr: {
        GetServiceQuota: awsError("AccessDeniedException", "no right to servicequotas:GetServiceQuota"),
        GetHealthCheck: "silence",
      },
    });
    const text = textOf(status);

    expect(status.verdict.state).toBe("protected");
    expect(text).toContain("no answer: us-east-2 (not allowed: no right to servicequotas:GetServiceQuota)");
    expect(text).toContain("no answer: us-east-1 (timeout)");
  });

  it("tells a region that can't be reached in a word", async () => {
    const unreachable = Object.assign(new Error("getaddrinfo ENOTFOUND ecs"), { code: "ENOTFOUND" });

    expect(textOf(await look({ dr: { DescribeServices: unreachable } }))).toContain(
      "no answer: us-east-2 (ENOTFOUND)",
    );
  });

  it("does not ask for names where there is no domain", async () => {
    const target = { ...TARGET, names: undefined, switchParameter: undefined };

    expect(textOf(await look({ target }))).toContain("no answer: DNS (the environment has no domain)");
  });

  it("does not let a note that makes no sense hide the roles", async () => {
    const items = { ...ITEMS, "payments#drill": { system: "payments#drill", finished_at: "yesterday" } };

    expect((await look({ items })).verdict).toMatchObject({ state: "protected", roles: { epoch: 1 } });
  });

  it("names an item of roles that makes no sense", async () => {
    const items = { ...ITEMS, payments: { ...ITEMS.payments, epoch: "one" } };

    const text = textOf(await look({ items }));

    expect(text).toContain("unknown because no region answers with a role record");
    expect(text).toContain("the item record of payments makes no sense: epoch");
  });
});
