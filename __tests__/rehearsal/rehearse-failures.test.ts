import type { StackFolder } from "../../src/rehearsal/workspace";
import { GLOBAL } from "../../src/terraform/mock-provider";
import { describeWithTerraform } from "../support/optional";
import { REGIONS } from "../support/stack";
import { rehearsed, type Scene } from "./rehearsed";

/** The name of the only resource of a type in a stack. */
function onlyNameOf({ configuration }: StackFolder, type: string): string {
  const [name, ...others] = Object.keys(configuration.resource?.[type] ?? {});
  if (name === undefined || others.length > 0) throw new Error(`not one ${type}`);
  return name;
}

/** Somebody turns DNS names off in the console. */
function driftOfNetwork({ account }: Scene): void {
  const [network] = account.list("aws_vpc").filter(({ region }) => region === REGIONS.primary);
  if (!network) throw new Error("no network to change");
  account.update(network.region, network.type, network.id, { enable_dns_hostnames: false });
}

function firstSecretOf({ provider }: Scene): string {
  const [secret] = provider.secrets();
  if (!secret) throw new Error("the provider knows no secret");
  return secret.value;
}

describeWithTerraform("a rehearsal that fails", () => {
  it("stops with Terraform's own message, and destroys what was applied until then", async () => {
    let applied = 0;
    const { report, account, begun } = await rehearsed({
      first: ({ folders: { dr } }) =>
        dr.change("aws_nat_gateway", onlyNameOf(dr, "aws_nat_gateway"), {
          subnet_id: "subnet-0123456789abcdef0",
        }),
      at: { "payments-dr: plan": (scene) => (applied = scene.account.size) },
    });
    expect(report).toMatchObject({ ok: false, failure: { stack: "payments-dr", step: "plan" } });
    expect(report?.failure?.message).toMatch(/^Error: Reference to something that does not exist$/m);
    expect(begun.at(-1)).toBe("payments-dr: plan");
    expect(applied).toBeGreaterThan(0);
    expect(report?.steps.at(-1)).toMatchObject({ stack: "payments-primary", step: "state" });
    expect(account.list()).toEqual([]);
  });

  it.each([
    [true, ["payments-primary"]],
    [false, []],
  ])("says what it could not destroy, if that is real (%s)", async (makesRealResources, notDestroyed) => {
    const { report } = await rehearsed({
      makesRealResources,
      at: { "payments-dr: plan": ({ provider }) => provider.setRegionsDown?.(Object.values(REGIONS)) },
    });
    expect(report).toMatchObject({
      ok: false,
      failure: { stack: "payments-dr", step: "plan" },
      notDestroyed,
    });
  });

  it("destroys also what half an apply has made", async () => {
    const { report, account } = await rehearsed({
      at: {
        "payments-primary: apply": (scene) => {
          // Taken in the meantime by somebody else: known to AWS only when it is made.
          const name = "payments-flow-logs-dev";
          const role = { type: "aws_iam_role", region: GLOBAL, id: name, attributes: { name }, secrets: {} };
          scene.account.put(role);
        },
      },
    });
    expect(report?.failure).toMatchObject({
      stack: "payments-primary",
      step: "apply",
      message: expect.stringContaining('There already is aws_iam_role "payments-flow-logs-dev"') as string,
    });
    expect(account.list().map(({ id }) => id)).toEqual(["payments-flow-logs-dev"]);
  });

  it("shows the second plan when it isn't empty", async () => {
    const { report, account } = await rehearsed({ at: { "payments-primary: second plan": driftOfNetwork } });
    expect(report?.failure).toMatchObject({ stack: "payments-primary", step: "second plan" });
    expect(report?.failure?.message).toMatch(/the plan must be empty, but proposes:[^]*enable_dns_hostnames/);
    expect(account.list()).toEqual([]);
  });

  it("finds a resource that is declared but not in the state", async () => {
    const { report } = await rehearsed({
      at: {
        "payments-primary: state": ({ folders: { primary } }) => {
          const state = JSON.parse(primary.state ?? "") as {
            resources: { type: string }[];
          };
          state.resources = state.resources.filter(({ type }) => type !== "aws_flow_log");
          primary.state = JSON.stringify(state);
        },
      },
    });
    expect(report?.failure).toMatchObject({
      step: "state",
      message: expect.stringMatching(/^declared but not in the state: aws_flow_log\.\S+$/) as string,
    });
  });

  it("finds a secret in a state and a plan, and doesn't print it", async () => {
    let secret = "";
    const { report, account } = await rehearsed({
      at: {
        "payments-dr: plan": (scene) => {
          const { dr } = scene.folders;
          secret = firstSecretOf(scene);
          dr.change("aws_eip", onlyNameOf(dr, "aws_eip"), { tags: { Name: `password: ${secret}` } });
        },
      },
    });
    expect(report?.failure).toMatchObject({ step: "secrets" });
    const leaks = (report?.failure?.message ?? "")
      .split("\n")
      .map((line) => line.replace(/ of .* stands/, " stands"));
    expect([...new Set(leaks)]).toEqual([
      "a secret stands in the state of payments-dr",
      "a secret stands in the plan of payments-dr",
    ]);
    expect(secret).not.toBe("");
    expect(JSON.stringify(report)).not.toContain(secret);
    expect(account.list()).toEqual([]);
  });

  it("finds a password that was given in plain text", async () => {
    const password = "correct-horse";
    const { report } = await rehearsed({
      first: ({ folders: { dr } }) =>
        dr.change("aws_rds_cluster", onlyNameOf(dr, "aws_rds_cluster"), { master_password: password }),
    });
    expect(report?.failure).toMatchObject({
      step: "secrets",
      message: expect.stringMatching(
        /^a secret of aws_rds_cluster \S+ in us-east-2 stands in the state of/,
      ) as string,
    });
    expect(JSON.stringify(report)).not.toContain(password);
  });

  it("finds what is left after the destroy", async () => {
    const { report } = await rehearsed({
      at: {
        "payments-primary: destroy": ({ account }) =>
          account.put({
            type: "aws_sqs_queue",
            region: "us-east-2",
            id: "jobs",
            attributes: {},
            secrets: {},
          }),
      },
    });
    expect(report?.failure).toEqual({
      step: "leftovers",
      message: "left behind after destroy:\naws_sqs_queue jobs in us-east-2",
    });
  });
});
