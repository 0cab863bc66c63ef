import type { HistoryEvent } from "@aws-sdk/client-sfn";
import type { RegionalClients } from "../../../src/aws/clients";
import type { PerSite, Site } from "../../../src/config/site";
import { VirtualClock } from "../../../src/failover/asl/clock";
import type { Clock } from "../../../src/failover/operate/clock";
import type { Deployment } from "../../../src/failover/operate/deployment";
import type { MachineInput } from "../../../src/failover/operate/machine";
import { awsError } from "../status/world";
import { plan, primaryPlan } from "../plans";

export const REGIONS: PerSite<string> = { primary: "us-east-1", dr: "us-east-2" };
export const ACCOUNT = "111122223333";
const ROLE_TABLE = "payments-role-dr-dev";

/** The small plans, as if both sites were deployed. */
export function deployment(more: Partial<Deployment> = {}): Deployment {
  const site = (name: Site) => {
    const dr = name === "dr" ? "-dr" : "";
    const sitePlan = name === "dr" ? plan() : primaryPlan();
    return {
      site: name,
      region: REGIONS[name],
      plan: sitePlan,
      machineArn: `arn:aws:states:${REGIONS[name]}:${ACCOUNT}:stateMachine:${sitePlan.machine}`,
      service: {
        cluster: `payments-cluster${dr}-dev`,
        service: `payments-service${dr}-dev`,
        minimum: { active: 10, standby: 2 },
        maximum: 50,
        vcpus: 0.5,
      },
      database: {
        kind: "aurora" as const,
        identifier: `payments-database${dr}-dev`,
        globalDatabase: "payments-database-global-dev",
      },
      endpoint: `https://${name}.payments-dev.example.com`,
    };
  };
  return {
    system: "payments",
    environment: "dev",
    account: ACCOUNT,
    isProtected: false,
    roleTable: ROLE_TABLE,
    hasImage: true,
    endpoint: "https://payments-dev.example.com",
    sites: { primary: site("primary"), dr: site("dr") },
    ...more,
  };
}

/** One step of a scripted execution. */
export interface Act {
  readonly id: string;
  readonly seconds: number;
  /** What it changes in the world, when it is done. */
  readonly effect?: (world: World) => void;
  /** Whether its task fails; with `isFatal` the execution does. */
  readonly fails?: boolean;
  readonly isFatal?: boolean;
  readonly output?: object;
}

interface FakeExecution {
  readonly arn: string;
  readonly name: string;
  readonly machineArn: string;
  readonly input: MachineInput;
  readonly startedAt: number;
  readonly events: HistoryEvent[];
  status: string;
  stoppedAt?: number;
  error?: string;
}

interface FakeService {
  running: number;
  desired: number;
  minimum: number;
  maximum: number;
  isSuspended: boolean;
}

/** A little AWS in memory, on a virtual clock. Tests change its parts at will. */
export class World {
  readonly virtual = new VirtualClock();
  readonly clock: Clock = {
    now: () => this.virtual.epoch + this.virtual.now,
    sleep: (milliseconds, signal) => this.virtual.sleep(milliseconds, signal),
  };
  /** Items of the role table, the same in both regions. */
  readonly items: Record<string, Record<string, unknown>> = {
    payments: { active_site: "primary", traffic_site: "primary", epoch: 3 },
  };
  readonly executions: FakeExecution[] = [];
  readonly services: PerSite<FakeService> = {
    primary: { running: 10, desired: 10, minimum: 10, maximum: 50, isSuspended: false },
    dr: { running: 2, desired: 2, minimum: 2, maximum: 50, isSuspended: false },
  };
  readonly database = {
    writer: "primary" as Site,
    lagMilliseconds: 400,
    members: ["primary", "dr"] as Site[],
    status: { primary: "available", dr: "available" } as Record<Site, string>,
    movement: undefined as string | undefined,
  };
  account = ACCOUNT;
  /** Regions that do not answer. */
  readonly down = new Set<Site>();
  /** What a command answers instead, once for each error given. */
  readonly failures: Record<string, Error[]> = {};
  /** Every call that is no question: region, command and input. */
  readonly changes: { readonly site: Site; readonly name: string; readonly input: unknown }[] = [];
  /** What machines do, by site and mode. */
  readonly scripts: Record<string, readonly Act[]> = {};

  constructor() {
    for (const site of ["primary", "dr"] as const) {
      const takes = [
        { id: "confirm", seconds: 5 },
        { id: "promote", seconds: 60, effect: () => this.takeRole(site) },
        { id: "open", seconds: 1, effect: () => this.openTraffic(site) },
      ];
      this.scripts[`${site} failover`] = [...takes, measured(0.4)];
      this.scripts[`${site} switchover`] = [
        { id: "switch-over", seconds: 100, effect: () => this.takeRole(site) },
        { id: "open", seconds: 1, effect: () => this.openTraffic(site) },
      ];
      this.scripts[`${site} reprotect`] = [{ id: "rebuild", seconds: 600, effect: () => this.standBy(site) }];
    }
  }

  get record() {
    return this.items.payments as { active_site: Site; traffic_site: Site; epoch: number };
  }

  /** The site becomes the active one, and its database the writer. */
  takeRole(site: Site): void {
    Object.assign(this.record, {
      active_site: site,
      epoch: this.record.epoch + 1,
      changed_at: new Date(this.clock.now()).toISOString(),
    });
    this.database.writer = site;
  }

  openTraffic(site: Site): void {
    this.record.traffic_site = site;
    Object.assign(this.services[site], { running: 10, desired: 10, minimum: 10 });
  }

  standBy(site: Site): void {
    Object.assign(this.services[site], { running: 2, desired: 2, minimum: 2, isSuspended: false });
  }

  clientsOf = (region: string): RegionalClients => {
    const site: Site = region === REGIONS.dr ? "dr" : "primary";
    const send = (command: { readonly input: never; readonly constructor: { readonly name: string } }) => {
      const name = command.constructor.name.replace(/Command$/, "");
      return this.answer(site, name, command.input);
    };
    return new Proxy({} as RegionalClients, {
      get: (_target, property) => (property === "region" ? region : { send }),
    });
  };

  /** Starts an execution as an alarm or another operator would. */
  startElsewhere(site: Site, input: MachineInput, name = "from-an-alarm"): string {
    return this.start(deployment().sites[site].machineArn, name, input);
  }

  private async answer(site: Site, name: string, input: Record<string, unknown>): Promise<object> {
    if (this.down.has(site)) throw awsError("TimeoutError", `no answer within 5000 ms`);
    const failure = this.failures[name]?.shift();
    if (failure) throw failure;
    if (!/^(Get|List|Describe)/.test(name)) this.changes.push({ site, name, input });
    return this[name as "describe"](site, input as never);
  }

  /** Only its type: commands are answered by the methods of their names. */
  protected describe(_site: Site, _input: never): object {
    return {};
  }

  protected GetCallerIdentity() {
    return { Account: this.account, Arn: `arn:aws:iam::${this.account}:user/me` };
  }

  protected Get(_site: Site, { Key }: { Key: { system: string } }) {
    return { Item: this.items[Key.system] };
  }

  protected Put(_site: Site, { Item }: { Item: { system: string } }) {
    this.items[Item.system] = Item;
    return {};
  }

  protected ListExecutions(
    _site: Site,
    { stateMachineArn, statusFilter }: { stateMachineArn: string; statusFilter?: string },
  ) {
    const executions = this.executions
      .filter(
        ({ machineArn, status }) =>
          machineArn === stateMachineArn && (!statusFilter || status === statusFilter),
      )
      .sort((a, b) => b.startedAt - a.startedAt)
      .map(({ arn, name, startedAt, status }) => ({
        executionArn: arn,
        name,
        status,
        startDate: new Date(startedAt),
      }));
    return { executions };
  }

  protected DescribeExecution(_site: Site, { executionArn }: { executionArn: string }) {
    const { name, status, startedAt, stoppedAt, input, error } = this.find(executionArn);
    return {
      name,
      status,
      startDate: new Date(startedAt),
      ...(stoppedAt !== undefined && { stopDate: new Date(stoppedAt) }),
      input: JSON.stringify(input),
      ...(error && { error, cause: `${error} was the cause` }),
    };
  }

  protected GetExecutionHistory(
    _site: Site,
    { executionArn, nextToken = "0" }: { executionArn: string; nextToken?: string },
  ) {
    const { events } = this.find(executionArn);
    // Small pages, so that paging is tried by every test.
    const [from, size] = [Number(nextToken), 3];
    const page = [...events].reverse().slice(from, from + size);
    return { events: page, ...(from + size < events.length && { nextToken: String(from + size) }) };
  }

  protected StartExecution(
    _site: Site,
    { stateMachineArn, name, input }: { stateMachineArn: string; name: string; input: string },
  ) {
    return { executionArn: this.start(stateMachineArn, name, JSON.parse(input) as MachineInput) };
  }

  protected StopExecution(_site: Site, { executionArn }: { executionArn: string }) {
    this.end(this.find(executionArn), "ABORTED");
    return {};
  }

  protected DescribeServices(site: Site) {
    const { running, desired } = this.services[site];
    return { services: [{ status: "ACTIVE", runningCount: running, desiredCount: desired }] };
  }

  protected UpdateService(site: Site, { desiredCount }: { desiredCount: number }) {
    Object.assign(this.services[site], { desired: desiredCount, running: desiredCount });
    return {};
  }

  protected DescribeScalableTargets(site: Site) {
    const { minimum, maximum, isSuspended } = this.services[site];
    const SuspendedState = { DynamicScalingInSuspended: isSuspended };
    return { ScalableTargets: [{ MinCapacity: minimum, MaxCapacity: maximum, SuspendedState }] };
  }

  protected RegisterScalableTarget(
    site: Site,
    input: {
      MinCapacity: number;
      MaxCapacity: number;
      SuspendedState: { DynamicScalingInSuspended: boolean };
    },
  ) {
    Object.assign(this.services[site], {
      minimum: input.MinCapacity,
      maximum: input.MaxCapacity,
      isSuspended: input.SuspendedState.DynamicScalingInSuspended,
    });
    return {};
  }

  protected DescribeGlobalClusters() {
    const { members, writer, movement } = this.database;
    return {
      GlobalClusters: [
        {
          Status: "available",
          ...(movement && { FailoverState: { Status: movement } }),
          GlobalClusterMembers: members.map((site) => ({
            DBClusterArn: `arn:aws:rds:${REGIONS[site]}:${ACCOUNT}:cluster:${deployment().sites[site].database?.identifier}`,
            IsWriter: site === writer,
          })),
        },
      ],
    };
  }

  protected DescribeDBClusters(site: Site) {
    return { DBClusters: [{ Status: this.database.status[site] }] };
  }

  protected GetMetricData(site: Site) {
    const { writer, lagMilliseconds } = this.database;
    return { MetricDataResults: [{ Id: "m0", Values: site === writer ? [] : [lagMilliseconds] }] };
  }

  private find(arn: string): FakeExecution {
    const found = this.executions.find((execution) => execution.arn === arn);
    if (!found) throw awsError("ExecutionDoesNotExist", arn);
    return found;
  }

  private start(machineArn: string, name: string, input: MachineInput): string {
    const arn = `${machineArn.replace(":stateMachine:", ":execution:")}:${name}`;
    const startedAt = this.clock.now();
    const execution: FakeExecution = {
      arn,
      name,
      machineArn,
      input,
      startedAt,
      events: [],
      status: "RUNNING",
    };
    this.executions.push(execution);
    const site: Site = machineArn.includes(REGIONS.dr) ? "dr" : "primary";
    this.tell(execution, "ExecutionStarted");
    void this.play(execution, this.scripts[`${site} ${input.mode}`] ?? []);
    return arn;
  }

  private async play(execution: FakeExecution, acts: readonly Act[]): Promise<void> {
    for (const { id, seconds, effect, fails, isFatal, output } of acts) {
      this.tell(execution, "TaskStateEntered", { stateEnteredEventDetails: { name: `${id}: call` } });
      await this.virtual.sleep(seconds * 1000);
      if (execution.status !== "RUNNING") return;
      effect?.(this);
      if (fails) this.tell(execution, "TaskFailed");
      else {
        const taskSucceededEventDetails = {
          resource: "",
          resourceType: "",
          output: JSON.stringify({ Payload: output }),
        };
        this.tell(execution, "TaskSucceeded", { taskSucceededEventDetails });
      }
      if (isFatal) {
        execution.error = "PromotionTimedOut";
        this.end(execution, "FAILED");
        return;
      }
      this.tell(execution, "TaskStateExited", { stateExitedEventDetails: { name: `${id}: call` } });
    }
    this.end(execution, "SUCCEEDED");
  }

  private end(execution: FakeExecution, status: "SUCCEEDED" | "FAILED" | "ABORTED"): void {
    const types = {
      SUCCEEDED: "ExecutionSucceeded",
      FAILED: "ExecutionFailed",
      ABORTED: "ExecutionAborted",
    } as const;
    this.tell(execution, types[status]);
    execution.status = status;
    execution.stoppedAt = this.clock.now();
  }

  private tell(
    { events }: FakeExecution,
    type: HistoryEvent["type"],
    details: Partial<HistoryEvent> = {},
  ): void {
    const id = events.length + 1;
    events.push({ id, previousEventId: id - 1, type, timestamp: new Date(this.clock.now()), ...details });
  }
}

/** The step that measures the loss. */
function measured(lostSeconds: number): Act {
  return { id: "measure", seconds: 3, output: { answers: true, lostSeconds } };
}
