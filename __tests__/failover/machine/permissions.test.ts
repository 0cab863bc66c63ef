import type { Branch, TaskState } from "../../../src/failover/asl/model";
import type { MachineScope } from "../../../src/failover/machine/step";
import { statementsOf } from "../../../src/failover/machine/permissions";
import { composed, scopeOf } from "./machines";

/** A promotion names the target only, and IAM is asked about both. */
const MEMBERS = [
  "arn:aws:rds:us-east-1:123456789012:cluster:shop-database-test",
  "arn:aws:rds:us-east-2:123456789012:cluster:shop-database-dr-test",
];

/** How IAM calls the services that Step Functions calls otherwise. */
const PREFIXES: Readonly<Record<string, string>> = {
  applicationautoscaling: "application-autoscaling",
  efs: "elasticfilesystem",
  elasticloadbalancingv2: "elasticloadbalancing",
  sfn: "states",
};

/** Calls in the own region about which IAM asks with what is in the other one. */
const ABOUT_BOTH = /^(rds:FailoverGlobalCluster|elasticfilesystem:DeleteReplicationConfiguration) /;

function tasksIn({ States }: Branch): TaskState[] {
  return Object.values(States).flatMap((state) => {
    if (state.Type === "Parallel") return state.Branches.flatMap(tasksIn);
    return state.Type === "Task" ? [state] : [];
  });
}

/** The action and the resources that a call needs, read from the definition alone. */
function neededBy({ Resource, Arguments }: TaskState, scope: MachineScope): string[] {
  const [service = "", api = ""] = Resource.replace("arn:aws:states:::", "")
    .replace("aws-sdk:", "")
    .split(":");
  const action =
    service === "lambda"
      ? "lambda:InvokeFunction"
      : `${PREFIXES[service] ?? service}:${api[0]!.toUpperCase()}${api.slice(1)}`;
  return resourcesOf(service, Arguments as Record<string, unknown>, scope).map(
    (resource) => `${action} on ${resource}`,
  );
}

function resourcesOf(service: string, args: Record<string, unknown>, scope: MachineScope): string[] {
  const { region, account } = scope;
  const arn = (of: string, rest: string) => `arn:aws:${of}:${region}:${account}:${rest}`;
  switch (service) {
    case "rds":
      if (args.DbInstanceIdentifier) return [arn("rds", `db:${String(args.DbInstanceIdentifier)}`)];
      if (args.TargetDbClusterIdentifier)
        return [`arn:aws:rds::${account}:global-cluster:${String(args.GlobalClusterIdentifier)}`, ...MEMBERS];
      return args.DbClusterIdentifier ? [arn("rds", `cluster:${String(args.DbClusterIdentifier)}`)] : ["*"];
    case "efs":
      // The source of a replication may be the other site's; the calls have ids, which AWS makes.
      return (args.SourceFileSystemId ? [region, scope.otherRegion] : [region]).map(
        (of) => `arn:aws:elasticfilesystem:${of}:${account}:file-system/*`,
      );
    case "backup":
      return [args.BackupVaultName ? arn("backup", `backup-vault:${String(args.BackupVaultName)}`) : "*"];
    case "ecs":
      return [
        arn("ecs", `service/${args.Cluster}/${args.Service ?? (args.Services as string[] | undefined)?.[0]}`),
      ];
    case "dynamodb":
      return [arn("dynamodb", `table/${args.TableName ?? Object.keys(args.RequestItems as object)[0]}`)];
    case "applicationautoscaling":
      return [arn("application-autoscaling", "scalable-target/*")];
    case "elasticloadbalancingv2":
    case "cloudwatch":
      return ["*"];
    case "ssm":
      return [arn("ssm", `parameter${args.Name}`)];
    case "sns":
      return [String(args.TopicArn)];
    case "sfn":
      return [`${scope.machineArn.replace(":stateMachine:", ":execution:")}:*`];
    case "lambda":
      return [String(args.FunctionName)];
    default:
      throw new Error(`what does ${service} act on?`);
  }
}

const MACHINES = (["aurora", "replica", "media"] as const).flatMap((database) =>
  (["primary", "dr"] as const).map((site) => ({ site, database })),
);

/** A deletion with a last snapshot needs what makes one, beside itself. */
function snapshotsOf({ Arguments }: TaskState, { region, account }: MachineScope): string[] {
  const { DbInstanceIdentifier: identifier, FinalDBSnapshotIdentifier } = Arguments as Record<
    string,
    unknown
  >;
  if (FinalDBSnapshotIdentifier === undefined) return [];
  const arn = (rest: string) => `arn:aws:rds:${region}:${account}:${rest}`;
  const snapshot = arn(`snapshot:${String(identifier)}-stale-*`);
  return [
    `rds:CreateDBSnapshot on ${arn(`db:${String(identifier)}`)}`,
    `rds:CreateDBSnapshot on ${snapshot}`,
    `rds:AddTagsToResource on ${snapshot}`,
  ];
}

/** A backup is made of a file system, by a role that is handed to AWS Backup. */
function backupsOf({ Arguments }: TaskState, { region, account }: MachineScope): string[] {
  const { IamRoleArn } = Arguments as Record<string, unknown>;
  if (IamRoleArn === undefined) return [];
  return [
    `iam:PassRole on ${String(IamRoleArn)}`,
    `elasticfilesystem:Backup on arn:aws:elasticfilesystem:${region}:${account}:file-system/*`,
  ];
}

describe.each(MACHINES)("the role of the $site site's machine with $database", ({ site, database }) => {
  const scope = scopeOf(site);
  const { definition, steps } = composed(site, database);
  const statements = statementsOf(steps);
  const needed = new Set(
    tasksIn(definition).flatMap((task) => [
      ...neededBy(task, scope),
      ...snapshotsOf(task, scope),
      ...backupsOf(task, scope),
    ]),
  );
  const granted = new Set(
    statements.flatMap(({ actions, resources = [] }) =>
      actions.flatMap((action) => resources.map((resource) => `${action} on ${resource}`)),
    ),
  );

  it("allows exactly the calls of the definition", () => {
    expect([...granted].sort()).toEqual([...needed].sort());
  });

  it("gives each statement its own id", () => {
    const sids = statements.map(({ sid }) => sid);
    expect(new Set(sids).size).toBe(sids.length);
  });

  it("acts in its own region only", () => {
    const elsewhere = [...granted].filter(
      (grant) => grant.includes(`:${scope.otherRegion}:`) && !ABOUT_BOTH.test(grant),
    );
    expect(elsewhere).toEqual([]);
  });
});
