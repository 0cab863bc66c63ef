import type { Branch, State } from "../../../src/failover/asl/model";
import { checkAgainstSdk, stepFunctionsName, type SdkCall } from "../../support/sdk-types";
import { composed } from "./machines";

const SDK = "arn:aws:states:::aws-sdk:";

function callsIn({ States }: Branch): SdkCall[] {
  return Object.entries(States).flatMap(([name, state]): SdkCall[] => {
    if (state.Type === "Parallel") return state.Branches.flatMap(callsIn);
    if (state.Type !== "Task" || !state.Resource.startsWith(SDK)) return [];
    const [service = "", action = ""] = state.Resource.slice(SDK.length).split(":");
    return [{ state: name, service, action, args: state.Arguments ?? {}, expressions: textsIn(state) }];
  });
}

function textsIn({ Type, ...state }: State): string[] {
  const assigned = "Assign" in state ? Object.values(state.Assign ?? {}) : [];
  return Type === "Task" ? assigned.filter((value) => typeof value === "string") : [];
}

const calls = (["primary", "dr"] as const).flatMap((site) =>
  (["aurora", "replica", "media"] as const).flatMap((database) =>
    callsIn(composed(site, database).definition),
  ),
);

it("every call has the arguments that the AWS SDK has, and reads of the answers what is there", () => {
  expect(calls.length).toBeGreaterThan(30);
  expect(checkAgainstSdk(calls)).toEqual([]);
});

const target = { TargetDbClusterIdentifier: "x" };
const WRONG: readonly (Partial<SdkCall> & { readonly state: string; readonly said: string })[] = [
  { state: "wrong name", args: { ...target, GlobalClusterID: "x" }, said: "GlobalClusterID is not in" },
  { state: "spelling of the API", args: { ...target, DBClusterIdentifier: "x" }, said: "is not in" },
  { state: "wrong type", args: { ...target, GlobalClusterIdentifier: 1 }, said: "is not assignable" },
  { state: "missing argument", args: { GlobalClusterIdentifier: "x" }, said: "TargetDbClusterIdentifier" },
  {
    state: "unknown field of the answer",
    action: "describeGlobalClusters",
    args: {},
    expressions: ["{% $states.result.GlobalClusters.Members %}"],
    said: "the answer has no Members",
  },
  {
    state: "wrong spelling in a filter",
    action: "describeGlobalClusters",
    args: {},
    expressions: ["{% $exists($states.result.GlobalClusters.GlobalClusterMembers[DBClusterArn = 'x']) %}"],
    said: "the answer has no DBClusterArn",
  },
];

it("refuses wrong calls, each for its own mistake", () => {
  const wrong = WRONG.map((call) => ({
    service: "rds",
    action: "failoverGlobalCluster",
    args: {},
    expressions: [],
    ...call,
  }));
  const problems = checkAgainstSdk(wrong);
  for (const { state, said } of WRONG) {
    expect(problems).toContainEqual(expect.stringMatching(new RegExp(`^${state}: .*${said}`)));
  }
});

it.each([
  ["DBClusterIdentifier", "DbClusterIdentifier"],
  ["ServerlessV2ScalingConfiguration", "ServerlessV2ScalingConfiguration"],
  ["TargetGroupArn", "TargetGroupArn"],
  ["desiredCount", "DesiredCount"],
  ["S", "S"],
  ["CACertificateIdentifier", "CaCertificateIdentifier"],
  ["MultiAZ", "MultiAZ"],
  ["ReadReplicaSourceDBInstanceIdentifier", "ReadReplicaSourceDBInstanceIdentifier"],
])("spells %s as %s", (name, spelt) => {
  expect(stepFunctionsName(name)).toBe(spelt);
});
