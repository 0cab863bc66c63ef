import { AslError } from "../../../../src/failover/asl/asl-error";
import type { State } from "../../../../src/failover/asl/model";
import { validateMachine } from "../../../../src/failover/asl/validate";
import {
  EXECUTION_SECONDS,
  validationDefinition,
} from "../../../../src/constructs/backup/validation/definition";
import { checkAgainstSdk, type SdkCall } from "../../../support/sdk-types";
import { execute, type Reply } from "../../../failover/asl/run";

const INSTANCE = "mediadb-restore-check-dev";
const CLUSTER = "awsbackup-restore-test-1c2d3e";
const CLUSTER_ARN = `arn:aws:rds:eu-central-1:111122223333:cluster:${CLUSTER}`;
const PLAN_ARN =
  "arn:aws:backup:eu-central-1:111122223333:restore-testing-plan:mediadb_restore_test_dev-0f1e";

const machine = validationDefinition({
  planName: "mediadb_restore_test_dev",
  instanceIdentifier: INSTANCE,
  functionArn: "arn:aws:lambda:eu-central-1:111122223333:function:mediadb-validate-restore-dev",
  engine: "aurora-postgresql",
  capacityUnits: { minimum: 0.5, maximum: 4 },
});

/** The execution's name in `execute`. */
const OWN = "one";

const cluster = (more: object = {}) => ({
  DbClusters: [
    {
      DbClusterIdentifier: CLUSTER,
      Status: "available",
      TagList: [{ Key: "awsbackup-restore-test", Value: "job" }],
      ...more,
    },
  ],
});
const instance = (status = "available", owner = OWN, inCluster = CLUSTER) => ({
  DbInstances: [
    {
      DbInstanceIdentifier: INSTANCE,
      DbClusterIdentifier: inCluster,
      DbInstanceStatus: status,
      ...(status === "available" && { Endpoint: { Address: "host.example", Port: 5432 } }),
      TagList: [{ Key: "standby:validated-by", Value: owner }],
    },
  ],
});
const NOT_FOUND = new AslError("Rds.DbInstanceNotFoundException", "no such instance");
const DENIED = new AslError("Rds.RdsException", "not authorized");

const job = (more: object = {}) => ({
  RestoreJobId: "job-1",
  ResourceType: "Aurora",
  Status: "COMPLETED",
  CreatedResourceArn: CLUSTER_ARN,
  CreatedBy: { RestoreTestingPlanArn: PLAN_ARN },
  RecoveryPointCreationDate: "2026-11-15T02:00:00Z",
  ...more,
});

/** A world in which all goes well. */
const WELL: Readonly<Record<string, readonly Reply[]>> = {
  "look at job": [job()],
  "look at cluster": [cluster()],
  "cluster: look": [cluster({ Status: "modifying" }), cluster()],
  "instance: look": [instance("creating"), instance()],
  compare: [{ Payload: { status: "SUCCESSFUL", message: "all there" } }],
  "whose goes": [instance()],
  "gone: look": [instance("deleting"), NOT_FOUND],
};

async function run(replies: Readonly<Record<string, readonly Reply[]>> = {}) {
  const trace = await execute(machine, {
    input: { restoreJobId: "job-1" },
    replies: { ...WELL, ...replies },
  });
  const states = trace.calls.map((call) => call.slice(call.indexOf(" ") + 1));
  const given = (state: string) => trace.args[states.indexOf(state)];
  return { ...trace, states, given, reported: given("report") };
}

test("the machine is one that Step Functions takes, and calls what the AWS SDK has", () => {
  expect(validateMachine(machine)).toEqual([]);
  const calls = Object.entries(machine.States).flatMap(([state, block]): SdkCall[] => {
    const [, service, action] = /aws-sdk:(\w+):(\w+)$/.exec("Resource" in block ? block.Resource : "") ?? [];
    if (!service || !action || block.Type !== "Task") return [];
    return [{ state, service, action, args: block.Arguments ?? {}, expressions: texts(block) }];
  });
  expect(calls).toHaveLength(11);
  expect(checkAgainstSdk(calls)).toEqual([]);
});

function texts(state: State): string[] {
  const assigned = "Assign" in state ? Object.values(state.Assign ?? {}) : [];
  return assigned.filter((value) => typeof value === "string");
}

test("a valid restore: an instance is made, compared, taken away, and then reported", async () => {
  const { result, states, given, reported } = await run();
  expect(result).toMatchObject({ status: "SUCCEEDED", output: { status: "SUCCESSFUL" } });
  expect(states).toEqual([
    "look at job",
    "look at cluster",
    "set capacity",
    "cluster: look",
    "cluster: look",
    "create instance",
    "instance: look",
    "instance: look",
    "compare",
    "whose goes",
    "delete instance",
    "gone: look",
    "gone: look",
    "report",
  ]);
  expect(given("set capacity")).toMatchObject({
    DbClusterIdentifier: CLUSTER,
    ServerlessV2ScalingConfiguration: { MinCapacity: 0.5, MaxCapacity: 4 },
  });
  expect(given("create instance")).toMatchObject({
    DbInstanceIdentifier: INSTANCE,
    DbClusterIdentifier: CLUSTER,
    DbInstanceClass: "db.serverless",
    PubliclyAccessible: false,
  });
  expect(given("compare")).toMatchObject({
    Payload: { host: "host.example", port: "5432", recoveryPoint: "2026-11-15T02:00:00Z" },
  });
  expect(given("delete instance")).toEqual({ DbInstanceIdentifier: INSTANCE });
  expect(reported).toEqual({
    RestoreJobId: "job-1",
    ValidationStatus: "SUCCESSFUL",
    ValidationStatusMessage: "all there",
  });
});

test("what the function finds wrong is reported, after the instance is gone, and fails the execution", async () => {
  const { result, states, reported } = await run({
    compare: [{ Payload: { status: "FAILED", message: "plays: 3 rows missing" } }],
  });
  expect(states.slice(-4)).toEqual(["delete instance", "gone: look", "gone: look", "report"]);
  expect(reported).toMatchObject({
    ValidationStatus: "FAILED",
    ValidationStatusMessage: "plays: 3 rows missing",
  });
  expect(result).toMatchObject({
    status: "FAILED",
    error: "RestoreNotValid",
    cause: "plays: 3 rows missing",
  });
});

describe("nothing is touched", () => {
  const touching = ["set capacity", "create instance", "delete instance", "report"];
  const touched = (states: readonly string[]) => states.filter((state) => touching.includes(state));

  test("where files were restored", async () => {
    const { result, states } = await run({ "look at job": [job({ ResourceType: "EFS" })] });
    expect(result).toMatchObject({ status: "SUCCEEDED", output: { status: "EFS: nothing to validate" } });
    expect(touched(states)).toEqual([]);
  });

  test.each(["SUCCESSFUL", "FAILED"])(
    "where the result is %s already: the event came late",
    async (found) => {
      const { result, states } = await run({ "look at job": [job({ ValidationStatus: found })] });
      expect(result).toMatchObject({ status: "SUCCEEDED", output: { status: `validated before: ${found}` } });
      expect(touched(states)).toEqual([]);
    },
  );

  test.each([
    ["a job by hand", job({ CreatedBy: undefined })],
    [
      "another plan's job",
      job({ CreatedBy: { RestoreTestingPlanArn: `${PLAN_ARN}`.replace("mediadb", "other") } }),
    ],
    ["an unknown job", new AslError("Backup.ResourceNotFoundException", "no job")],
  ])("for %s", async (_, reply) => {
    const { result, states } = await run({ "look at job": [reply] });
    expect(result).toMatchObject({ status: "FAILED", error: "NotARestoreTest" });
    expect(touched(states)).toEqual([]);
  });

  test.each([
    ["without the tag", cluster({ TagList: [{ Key: "Name", Value: "mediadb" }] })],
    ["without any tag", cluster({ TagList: undefined })],
    ["of another name", cluster({ DbClusterIdentifier: "mediadb-database-dev" })],
  ])("of a cluster %s: that is reported", async (_, reply) => {
    const { result, states, reported } = await run({ "look at cluster": [reply] });
    expect(touched(states)).toEqual(["report"]);
    expect(reported).toMatchObject({ ValidationStatus: "FAILED" });
    expect(result).toMatchObject({
      error: "RestoreNotValid",
      cause: expect.stringMatching(/not touched$/) as string,
    });
  });
});

describe("every failure is reported, and leaves no instance:", () => {
  test.each([
    ["look at cluster", DENIED, [NOT_FOUND]],
    ["set capacity", DENIED, [NOT_FOUND]],
    ["create instance", DENIED, [NOT_FOUND]],
    ["create instance", DENIED, [instance("creating")]],
    ["instance: look", instance("failed"), [instance("failed")]],
    ["cluster: look", cluster({ Status: "failing" }), [NOT_FOUND]],
    ["compare", new AslError("Lambda.Unknown", "out of memory"), [instance()]],
    ["compare", { Payload: {} }, [instance()]],
  ] as const)("%s, %j", async (state, reply, whose) => {
    const { result, states, reported } = await run({ [state]: [reply], "whose goes": whose });
    expect(reported).toMatchObject({ ValidationStatus: "FAILED" });
    expect(result).toMatchObject({ status: "FAILED", error: "RestoreNotValid" });
    const [first] = whose;
    expect(states.includes("delete instance")).toBe(first !== NOT_FOUND);
    expect(result.endedAt).toBeLessThan(EXECUTION_SECONDS * 1000);
  });

  test("with the error's words", async () => {
    const { reported } = await run({ "set capacity": [DENIED], "whose goes": [NOT_FOUND] });
    expect(reported).toMatchObject({
      ValidationStatusMessage: "The validation broke off: Rds.RdsException: not authorized",
    });
  });

  test("an instance that does not go is a failure too, however good the backup is", async () => {
    const { reported, result } = await run({ "gone: look": [instance("deleting")] });
    expect(reported).toMatchObject({
      ValidationStatus: "FAILED",
      ValidationStatusMessage: expect.stringMatching(
        /^all there; the instance mediadb-restore-check-dev could not be deleted/,
      ) as string,
    });
    expect(result.endedAt).toBeLessThan(EXECUTION_SECONDS * 1000);
  });

  test("one that is being deleted is waited for", async () => {
    const { result } = await run({
      "delete instance": [new AslError("Rds.InvalidDbInstanceStateException", "deleting")],
    });
    expect(result).toMatchObject({ status: "SUCCEEDED" });
  });

  test("a result that AWS Backup does not take fails the execution", async () => {
    const { result } = await run({ report: [new AslError("Backup.InvalidRequestException", "too late")] });
    expect(result).toMatchObject({ status: "FAILED", error: "ResultNotReported" });
  });
});

test("a cluster that another execution is just changing is waited for", async () => {
  const { result } = await run({
    "set capacity": [new AslError("Rds.InvalidDbClusterStateException", "modifying")],
  });
  expect(result).toMatchObject({ status: "SUCCEEDED" });
});

describe("an instance that is there already", () => {
  const there = { "create instance": [new AslError("Rds.DbInstanceAlreadyExistsException", "there")] };

  test("is the execution's own, where an attempt seemed to fail", async () => {
    const { result } = await run({ ...there, "whose is it": [instance("creating")] });
    expect(result).toMatchObject({ status: "SUCCEEDED", output: { status: "SUCCESSFUL" } });
  });

  test("is another execution's, which was started by the same event: it is left to that one", async () => {
    const { result, states } = await run({ ...there, "whose is it": [instance("creating", "two")] });
    expect(result).toMatchObject({ status: "SUCCEEDED", output: { status: "left to the execution two" } });
    expect(states.at(-1)).toBe("whose is it");
  });

  test("is left over from a former test: it is reported, and not deleted", async () => {
    const left = instance("available", "two", "awsbackup-restore-test-former");
    const { reported, states } = await run({ ...there, "whose is it": [left] });
    expect(states).not.toContain("delete instance");
    expect(reported).toMatchObject({
      ValidationStatus: "FAILED",
      ValidationStatusMessage: expect.stringContaining(
        "is left over in awsbackup-restore-test-former",
      ) as string,
    });
  });

  test("is not deleted by an execution that failed, where it is another one's", async () => {
    const { states, reported } = await run({
      "set capacity": [DENIED],
      "whose goes": [instance("available", "two")],
    });
    expect(states).not.toContain("delete instance");
    expect(reported).toMatchObject({ ValidationStatus: "FAILED" });
  });
});
