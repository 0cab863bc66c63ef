import { assignmentsOf, tasksOf, transitionsOf, walkStates } from "../../../src/failover/asl/structure";
import { MAXIMAL } from "./fixtures";

test("walks through all states, those of branches after their Parallel, with their paths", () => {
  expect(walkStates(MAXIMAL).map(({ path }) => path)).toEqual([
    "ask: who",
    "refuse",
    "take over",
    "take over/0/promote",
    "take over/0/pause",
    "take over/0/done",
    "take over/1/raise",
    "settle",
    "finish",
  ]);
  const raise = walkStates(MAXIMAL).find(({ name }) => name === "raise");
  expect(raise?.branch.StartAt).toBe("raise");
});

test("lists all calls with their arguments", () => {
  expect(tasksOf(MAXIMAL).map(({ name, resource }) => `${name} ${resource}`)).toEqual([
    "promote arn:aws:states:::aws-sdk:rds:describeDBClusters",
    "raise arn:aws:states:::lambda:invoke",
  ]);
  expect(tasksOf(MAXIMAL)[1]).toMatchObject({ path: "take over/1/raise", arguments: { FunctionName: "f" } });
});

test("lists all ways", () => {
  const ways = transitionsOf(MAXIMAL).map(({ from, to, by }) => `${from ?? "-"} ${by} ${to ?? "-"}`);
  expect(ways).toEqual([
    "- StartAt ask: who",
    "- StartAt promote",
    "- StartAt raise",
    "ask: who Choices take over",
    "ask: who Default refuse",
    "refuse Fail -",
    "take over Next settle",
    "take over Catch refuse",
    "promote Next pause",
    "promote Catch pause",
    "pause Next done",
    "done Succeed -",
    "raise End -",
    "settle Next finish",
    "finish End -",
  ]);
});

test("lists what a state assigns, in whichever field", () => {
  const fields = walkStates(MAXIMAL).flatMap(({ name, state }) =>
    assignmentsOf(state).map(({ field, values }) => `${name} ${field} ${Object.keys(values).join()}`),
  );
  expect(fields).toEqual([
    "ask: who Assign mode",
    "ask: who Choices[0]/Assign mode,list",
    "take over Assign results",
    "promote Assign status",
    "promote Catch[0]/Assign status",
    "settle Assign settled",
    "finish Assign x",
  ]);
});
