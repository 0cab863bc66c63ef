import { describeWithTerraform } from "../support/optional";
import { protectedEnvironment } from "../support/synthesis";
import { rehearsed, type Rehearsed } from "./rehearsed";

const DEPLOYMENT = [
  "payments-primary: init",
  "payments-primary: validate",
  "payments-dr: init",
  "payments-dr: validate",
  "payments-primary: plan",
  "payments-primary: apply",
  "payments-primary: state",
  "payments-dr: plan",
  "payments-dr: apply",
  "payments-dr: state",
  "payments-primary: second plan",
  "payments-dr: second plan",
  "payments: secrets",
];
// The small payments have no state machine: that is said.
const FAILOVER = "payments: failover";
const DESTRUCTION = ["payments-dr: destroy", "payments-primary: destroy", "payments: leftovers"];

describeWithTerraform("a rehearsal of a destroyable environment", () => {
  let rehearsal: Rehearsed;
  beforeAll(async () => {
    rehearsal = await rehearsed({ withIndependence: true });
  });

  it("goes through every step, and leaves nothing", () => {
    const { report, account, begun } = rehearsal;
    expect(report?.failure).toBeUndefined();
    expect(report).toMatchObject({ system: "payments", ok: true });
    expect(begun).toEqual([...DEPLOYMENT, "payments-dr: independence", FAILOVER, ...DESTRUCTION]);
    expect(report?.steps.map(({ system, stack, step }) => `${stack ?? system}: ${step}`)).toEqual(begun);
    expect(account.list()).toEqual([]);
  });

  it("says what it has seen", () => {
    const { report } = rehearsal;
    const seen = report?.steps.map(({ stack, step, detail }) => [`${stack ?? "both"}: ${step}`, detail]);
    const { "payments-primary": primary, "payments-dr": dr } = report?.resources ?? {};
    const frozen = report?.frozenWithoutGlobalServices ?? [];
    expect(Object.fromEntries(seen ?? [])).toMatchObject({
      "payments-primary: plan": `${primary} to add`,
      "payments-dr: plan": `${dr} to add`,
      "payments-dr: second plan": "no changes",
      "both: secrets": expect.stringMatching(
        /^[1-9]\d* secrets, found in none of 4 states and plans$/,
      ) as string,
      "payments-dr: independence": `with us-east-1 down: empty plan, a change applied and taken back, with -refresh=false; ${frozen.length} global resources can't change`,
      "both: failover": "skipped: the stacks have no state machine that moves their roles",
      "both: leftovers": "nothing left",
    });
  });

  it("lists what can't be changed without the global services", () => {
    const types = rehearsal.report?.frozenWithoutGlobalServices.map((address) => address.split(".")[0]);
    expect([...new Set(types)]).toEqual([
      "aws_iam_role",
      "aws_iam_role_policy",
      "aws_iam_role_policy_attachment",
    ]);
  });
});

describeWithTerraform("a rehearsal of a protected environment", () => {
  it("wants Terraform to refuse to destroy a protected environment", async () => {
    const { report, begun } = await rehearsed({ environment: protectedEnvironment() });
    expect(report?.failure).toBeUndefined();
    expect(begun).toEqual([...DEPLOYMENT, FAILOVER, "payments-dr: destroy", "payments-primary: destroy"]);
    expect(report?.steps.at(-1)?.detail).toBe("refused, as it must be in a protected environment");
  });

  it("fails when a protected environment can be destroyed", async () => {
    const { report, account } = await rehearsed({ isProtected: true });
    expect(report?.failure).toMatchObject({
      stack: "payments-dr",
      step: "destroy",
      message: expect.stringContaining("could be destroyed") as string,
    });
    expect(account.list()).toEqual([]);
  });
});

describeWithTerraform("a rehearsal that ends with the plans", () => {
  it("applies the primary stack only, since the plan of the DR stack reads what that publishes", async () => {
    const { report, begun } = await rehearsed({ plansOnly: true });
    expect(report).toMatchObject({ ok: true, notDestroyed: [] });
    // A plan validates too.
    const planned = DEPLOYMENT.slice(0, DEPLOYMENT.indexOf("payments-dr: plan") + 1);
    expect(begun).toEqual(planned.filter((title) => !title.endsWith(": validate")));
  });

  it("goes on to the end where resources are real: they have to go", async () => {
    const { begun, account } = await rehearsed({ plansOnly: true, makesRealResources: true });
    expect(begun).toEqual([...DEPLOYMENT, FAILOVER, ...DESTRUCTION]);
    expect(account.list()).toEqual([]);
  });
});
