import type { Site } from "../../config/site";
import type { Json } from "../asl/json";
import { serviceError, type Service } from "./service";
import type { Surroundings } from "./surroundings";

/** How an execution stands, in Step Functions' words. */
export type ExecutionStatus = "RUNNING" | "SUCCEEDED" | "FAILED" | "TIMED_OUT" | "ABORTED";

/** Told when one site's function starts the machine of the other one: runs it, or does not. */
export type OnStart = (site: Site, input: Json, executionArn: string) => void;

/**
 * Step Functions: which executions there are, and how they stand. Whoever runs them says so with `begin` and `end`.
 *
 * Sources: Step Functions API reference (StartExecution: the same name and input while it runs is the same execution,
 * afterwards the name is taken for 90 days; DescribeExecution), read 2026-11.
 */
export class Sfn {
  readonly #executions = new Map<string, { status: ExecutionStatus; readonly input: string }>();

  constructor(
    private readonly world: Surroundings,
    private readonly onStart: OnStart,
  ) {}

  /** An execution has begun. */
  begin(executionArn: string, input: Json): void {
    this.#executions.set(executionArn, { status: "RUNNING", input: JSON.stringify(input) });
  }

  /** It has ended; whoever asks is told so from now on. */
  end(executionArn: string, status: Exclude<ExecutionStatus, "RUNNING">): void {
    const execution = this.#executions.get(executionArn);
    if (!execution) throw new Error(`the execution ${executionArn} has not begun`);
    execution.status = status;
  }

  readonly actions: Service = {
    describeExecution: ({ ExecutionArn }: { readonly ExecutionArn: string }) => {
      const execution = this.#executions.get(ExecutionArn);
      if (execution) return { ExecutionArn, Status: execution.status };
      throw serviceError("Sfn", "ExecutionDoesNotExistException", `There is no ${ExecutionArn}.`);
    },
    startExecution: (
      args: { readonly StateMachineArn: string; readonly Name: string; readonly Input: string },
      region: string,
    ) => {
      const { StateMachineArn, Name, Input } = args;
      const machine = this.world.store
        .find("aws_sfn_state_machine", region)
        .find(({ attributes }) => attributes["arn"] === StateMachineArn);
      if (!machine) {
        throw serviceError("Sfn", "StateMachineDoesNotExistException", `There is no ${StateMachineArn}.`);
      }
      const ExecutionArn = `${StateMachineArn.replace(":stateMachine:", ":execution:")}:${Name}`;
      const known = this.#executions.get(ExecutionArn);
      if (known && (known.status !== "RUNNING" || known.input !== Input)) {
        throw serviceError("Sfn", "ExecutionAlreadyExistsException", `${Name} was used already.`);
      }
      if (!known) {
        const input = JSON.parse(Input) as Json;
        this.begin(ExecutionArn, input);
        this.onStart(this.siteIn(region), input, ExecutionArn);
      }
      return { ExecutionArn };
    },
  };

  private siteIn(region: string): Site {
    return region === this.world.regions.primary ? "primary" : "dr";
  }
}
