import { status, type StatusWorld } from "../../src/cli/actions/status";
import { statusCommand } from "../../src/cli/commands/status";
import type { Host } from "../../src/cli/host/host";
import { fakeClients, healthy, NOW, type Replies } from "../failover/status/world";
import { emptyOthers, plannedPayments, unplannedPayments } from "./planned-system";
import { PROJECT } from "./support";

/** The account of environments/dev.json. */
const me = { GetCallerIdentity: { Account: "123456789012", Arn: "arn:aws:iam::123456789012:user/me" } };

function ask(more: { readonly primary?: Replies; readonly dr?: Replies } = {}, systems = [plannedPayments]) {
  const regions: Readonly<Record<string, Replies>> = {
    "us-east-1": { ...healthy("primary"), ...me, ...more.primary },
    "us-east-2": { ...healthy("dr"), ...me, ...more.dr },
  };
  const world: StatusWorld = {
    clientsOf: (region) => fakeClients(region, regions[region] ?? {}),
    resolve: () => Promise.resolve([]),
    now: () => NOW,
  };
  return status(
    { root: PROJECT, variables: {}, systems: [...systems, ...emptyOthers] },
    { systems: ["payments"], timeoutMs: 50 },
    world,
  );
}

describe("the action status", () => {
  it("asks by the names of what is synthesized", async () => {
    const report = await ask();

    expect(report).toMatchObject({ ok: true, exitCode: 0, environment: "dev", problems: [], failure: "" });
    expect(report.systems[0]?.target.sites.dr.machine).toBe("payments-failover-dr-dev");
  });

  it("fails where a system is not protected", async () => {
    const executions = [{ name: "drill", executionArn: "arn", startDate: new Date(NOW) }];

    expect(await ask({ dr: { ListExecutions: { executions } } })).toMatchObject({
      ok: false,
      exitCode: 1,
      systems: [{ verdict: { state: "failover running" } }],
      failure: "",
    });
  });

  it("reports wrong credentials once", async () => {
    const wrong = { GetCallerIdentity: { Account: "999999999999", Arn: "arn" } };
    const report = await ask({ primary: wrong, dr: wrong });

    expect(report).toMatchObject({ ok: false, exitCode: 1, systems: [] });
    expect(report.failure).toBe(
      'wrong account: the credentials (arn) belong to 999999999999, the environment "dev" to 123456789012',
    );
  });

  it("reports a failover that is not built, and asks nothing", async () => {
    const report = await ask({}, [unplannedPayments]);

    expect(report).toMatchObject({ ok: false, exitCode: 1, systems: [] });
    expect(report.failure).toContain("the failover of payments is not built");
  });
});

describe("standby status", () => {
  it.each(["0", "-1", "soon"])("refuses a timeout of %s seconds", async (seconds) => {
    const command = statusCommand({} as Host)
      .exitOverride()
      .configureOutput({ writeErr: () => undefined });

    await expect(command.parseAsync([`--region-timeout=${seconds}`], { from: "user" })).rejects.toThrow(
      "It must be a number of seconds above 0.",
    );
  });
});
