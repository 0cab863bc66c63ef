import type { Site } from "../../config/site";
import type { VirtualClock } from "../asl/clock";
import type { ExecutionEvent } from "../asl/events";
import type { World } from "../asl/execution";
import type { Hooks } from "../asl/hooks";
import { interpret, type ExecutionResult } from "../asl/interpret";
import type { Json } from "../asl/json";
import type { Random } from "../asl/random";
import type { AwsModel } from "../aws/model";
import type { Mode } from "../plan/model";
import type { Subject } from "./subject";

/** One execution of a site's state machine, as far as it is. */
export interface Run {
  readonly site: Site;
  readonly mode: Mode;
  readonly trigger: "operator" | "alarm";
  readonly arn: string;
  /** Milliseconds on the clock. */
  readonly startedAt: number;
  readonly events: ExecutionEvent[];
  /** Undefined while it runs. */
  result: ExecutionResult | undefined;
}

/** What goes wrong in an execution. */
export interface Faults {
  /** @returns undefined for an execution in which nothing does. */
  hooks?(run: Run): Hooks | undefined;
  /** Stands between the state machine and AWS. */
  task?(run: Run, world: World): World;
}

/** What executions are run with. */
export interface ExecutionsProps {
  readonly subject: Subject;
  readonly clock: VirtualClock;
  readonly random: Random;
  readonly model: () => AwsModel;
  /** Faults to inject. @default - none */
  readonly faults?: Faults;
  /** Told of what is nobody's fault but the model's. */
  readonly onMistake: (error: unknown) => void;
  readonly onEnd?: (run: Run, result: ExecutionResult) => void;
}

/** Runs what is synthesized, for both sites. */
export class Executions {
  readonly all: Run[] = [];

  constructor(private readonly props: ExecutionsProps) {}

  /** Those that have not ended. */
  get running(): readonly Run[] {
    return this.all.filter(({ result }) => result === undefined);
  }

  /**
   * @param known the execution's ARN, if Step Functions has started it already.
   * @param name the end of its name. @default - its number
   */
  start(
    site: Site,
    input: Json,
    { known, name: given }: { readonly known?: string; readonly name?: string } = {},
  ): Run {
    const { subject, clock, random, faults, onEnd } = this.props;
    const { machine, definition } = this.machineOf(site);
    const name = known?.split(":").at(-1) ?? `run-${given ?? this.all.length + 1}`;
    const id =
      known ?? `arn:aws:states:${subject.regions[site]}:${subject.account}:execution:${machine}:${name}`;
    const model = this.props.model();
    if (known === undefined) model.sfn.begin(id, input);
    const { mode, trigger = "operator" } = input as {
      readonly mode: Mode;
      readonly trigger?: Run["trigger"];
    };
    const run: Run = { site, mode, trigger, arn: id, startedAt: clock.now, events: [], result: undefined };
    this.all.push(run);
    const [world, hooks] = [model.worldOf(site), faults?.hooks?.(run)];
    void interpret(definition, {
      input,
      clock,
      random,
      task: faults?.task?.(run, world) ?? world,
      context: { Id: id, Name: name },
      ...(hooks && { hooks }),
      onEvent: (event) => {
        run.events.push(event);
      },
    }).then((result) => {
      run.result = result;
      // What a hook stops dead is what StopExecution leaves.
      model.sfn.end(id, result.status === "CRASHED" ? "ABORTED" : result.status);
      onEnd?.(run, result);
    }, this.props.onMistake);
    return run;
  }

  private machineOf(site: Site) {
    const { plan, definition } = this.props.subject.machines[site];
    return { machine: plan.machine, definition };
  }
}
