import type { PerSite, Site } from "../config/site";
import { EMERGENCY_METRIC, TRAFFIC_METRIC } from "../constructs/dns/traffic-metric";
import { VirtualClock } from "../failover/asl/clock";
import { interpret, type ExecutionResult } from "../failover/asl/interpret";
import { seeded } from "../failover/asl/random";
import type { Json } from "../failover/asl/json";
import { AwsModel } from "../failover/aws/model";
import type { ResourceStore } from "../failover/aws/store";
import { DURATIONS } from "../failover/durations";
import type { Mode } from "../failover/plan/model";
import type { SynthesizedMachine } from "../failover/plan/read";
import { RehearsalFailure } from "./report";

/** Only the jitter of repetitions is drawn. */
const SEED = 1;

/** Between two looks whether AWS still changes a database, in milliseconds. */
const REST_MS = 30_000;

/** Metrics that move the system's names. */
const SWITCHES = [TRAFFIC_METRIC, EMERGENCY_METRIC];

/** What state machines run on. */
export interface FailoverStageProps {
  readonly regions: PerSite<string>;
  readonly machines: PerSite<SynthesizedMachine>;
  /** What Terraform has made. */
  readonly store: ResourceStore;
}

/** An operation that has ended well. */
export interface Operation {
  /** From the start until the names of the system move, in seconds; undefined where they stay. */
  readonly switchedAfter: number | undefined;
}

/** Runs the synthesized state machines of both sites against a model of AWS that changes what Terraform has made. */
export class FailoverStage {
  readonly model: AwsModel;
  private readonly clock = new VirtualClock();
  private readonly random = seeded(SEED);
  private readonly followers: Promise<ExecutionResult>[] = [];
  private down: readonly string[] = [];
  private switchedAt: number | undefined;
  private executions = 0;

  constructor(private readonly props: FailoverStageProps) {
    this.model = new AwsModel({
      clock: this.clock,
      store: props.store,
      regions: props.regions,
      duration: (name) => DURATIONS[name].expectedSeconds,
      isReachable: (region, from) => !this.down.includes(region) && !this.down.includes(from),
      onStart: (site, input, executionArn) => this.followers.push(this.execute(site, input, executionArn)),
      onHappening: (happening) => {
        if (happening.type !== "metric published" || !SWITCHES.includes(happening.metric)) return;
        this.switchedAt = this.clock.now;
      },
    });
  }

  /**
   * Lets a site's state machine do something, and the other one's what it starts there.
   *
   * @param down regions that are lost meanwhile, and back afterwards.
   * @throws RehearsalFailure if one of them does not succeed.
   */
  async operate(site: Site, mode: Mode, down: readonly string[] = []): Promise<Operation> {
    this.down = down;
    this.switchedAt = undefined;
    const startedAt = this.clock.now;
    const executionArn = `${this.executionsOf(site)}:rehearsal-${(this.executions += 1)}`;
    const input = { mode, trigger: "operator", reason: "rehearsal" };
    this.model.sfn.begin(executionArn, input);
    expectSuccess(site, mode, await this.clock.settle(this.execute(site, input, executionArn)));
    for (const result of await this.clock.settle(Promise.all(this.followers.splice(0)))) {
      expectSuccess(site, "what it started", result);
    }
    this.down = [];
    await this.clock.settle(this.rest());
    const { switchedAt } = this;
    return { switchedAfter: switchedAt && (switchedAt - startedAt) / 1000 };
  }

  /** A call that somebody else makes, in the region that is called. */
  call(region: string, service: string, action: string, args: Json): Promise<unknown> {
    return this.clock.settle(this.model.call({ from: region, region, service, action, args }));
  }

  /** What AWS changes by itself is done before Terraform looks. */
  private async rest(): Promise<void> {
    while (this.model.rds.instances.areBusy) await this.clock.sleep(REST_MS);
  }

  private async execute(site: Site, input: Json, executionArn: string): Promise<ExecutionResult> {
    const result = await interpret(this.props.machines[site].definition, {
      input,
      clock: this.clock,
      random: this.random,
      task: this.model.worldOf(site),
      context: { Id: executionArn, Name: executionArn.split(":").at(-1) ?? executionArn },
    });
    this.model.sfn.end(executionArn, result.status === "CRASHED" ? "ABORTED" : result.status);
    return result;
  }

  /** The ARN of all executions of a site's machine. */
  private executionsOf(site: Site): string {
    const { store, regions, machines } = this.props;
    const { machine } = machines[site].plan;
    const found = store
      .find("aws_sfn_state_machine", regions[site])
      .find(({ attributes }) => attributes.name === machine);
    if (!found) throw new RehearsalFailure(`${machine} was not made`);
    return String(found.attributes.arn).replace(":stateMachine:", ":execution:");
  }
}

function expectSuccess(site: Site, what: string, result: ExecutionResult): void {
  if (result.status === "SUCCEEDED") return;
  const why = "error" in result ? `: ${result.error}: ${result.cause}` : "";
  throw new RehearsalFailure(`the state machine of the ${site} site, ${what}: ${result.status}${why}`);
}
