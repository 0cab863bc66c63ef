import type { Check } from "../../../failover/operate/checks/check";
import type { Preview } from "../../../failover/operate/preview";
import { EXIT } from "../exit-codes";
import type { FailureProblem } from "../failure";
import type { NextCommand } from "../start-report";
import { openContext, type OperationContext, type OperationDependencies, type Operator } from "./context";
import { asFailure } from "./failures";
import { succeeded, type OperationReport, type RunReport } from "./report";

/** What the user asked for. */
export interface OperationRequest {
  /** The command's name. */
  readonly command: string;
  readonly system: string;
  /** Whether only checks are made. @default false */
  readonly isDryRun?: boolean;
}

/** An operation while it runs: what it finds out, for its report. */
export class Operation {
  readonly checks: Check[] = [];
  readonly runs: RunReport[] = [];
  readonly next: NextCommand[] = [];
  readonly problems: FailureProblem[] = [];
  preview: Preview | undefined;

  constructor(
    readonly context: OperationContext,
    readonly request: OperationRequest,
  ) {}

  /** Keeps checks, and tells them. */
  check(checks: readonly Check[]): void {
    this.checks.push(...checks);
    this.context.operator.onEvent({ type: "checked", checks });
  }

  /** Says what to do afterwards, by a command of Standby. */
  suggest(args: string, purpose: string): void {
    this.suggestCommand(this.context.standby(args), purpose);
  }

  /** Says what to do afterwards, by any command. */
  suggestCommand(command: string, purpose: string): void {
    this.next.push({ command, purpose });
  }
}

/**
 * Runs an operation on a system.
 *
 * @returns a report, also when something is wrong that the user can mend.
 * @throws the signal's reason when interrupted.
 */
export async function operate(
  dependencies: OperationDependencies,
  request: OperationRequest,
  operator: Operator,
  work: (operation: Operation) => Promise<void>,
): Promise<OperationReport> {
  let operation: Operation | undefined;
  try {
    operation = new Operation(await openContext(dependencies, request.system, operator), request);
    await work(operation);
    return reportOf(request, operation);
  } catch (error) {
    operator.signal.throwIfAborted();
    const { message, problems } = asFailure(error);
    return reportOf(request, operation, { message, problems });
  }
}

function reportOf(
  { command, system, isDryRun = false }: OperationRequest,
  operation: Operation | undefined,
  failed?: { readonly message: string; readonly problems: readonly object[] },
): OperationReport {
  const runs = operation?.runs ?? [];
  const problems = [
    ...(failed?.problems ?? []).map((problem) => ({ ...problem }) as FailureProblem),
    ...runs.flatMap(({ problem, execution }) =>
      problem === undefined ? [] : [{ message: problem, execution }],
    ),
    ...(operation?.problems ?? []),
  ];
  const ok = failed === undefined && runs.every(succeeded) && problems.length === 0;
  const preview = operation?.preview;
  return {
    ok,
    exitCode: ok ? EXIT.done : EXIT.failed,
    command,
    system,
    ...(operation && { environment: operation.context.deployment.environment }),
    isDryRun,
    checks: operation?.checks ?? [],
    ...(preview && { preview }),
    runs,
    next: operation?.next ?? [],
    problems,
    failure: failed?.message ?? problems.map(({ message }) => message).join("\n"),
  };
}
