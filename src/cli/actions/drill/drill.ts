import { otherSite, type Site } from "../../../config/site";
import type { CanaryWriter } from "../../../failover/drill/canaries";
import { DrillJournal, JournalUnreadable, type JournalEntry } from "../../../failover/drill/journal";
import type { DrillResult } from "../../../failover/drill/result";
import { roleInForce, serves, type RoleInForce } from "../../../failover/operate/checks/role";
import { readSituation, type Situation } from "../../../failover/operate/situation";
import type { OperationDependencies, Operator } from "../failover/context";
import { moveBack } from "../failover/failback";
import { failure } from "../failover/failures";
import { operate, type Operation, type OperationRequest } from "../failover/operation";
import { succeeded, type OperationReport } from "../failover/report";
import { reprotectAfter } from "../failover/reprotection";
import { takeOver } from "../failover/take-over";
import { arrivalProblem, startCanaries, warmUp, type SiteClientOf } from "./drill-canaries";
import { DrillInjection } from "./drill-injection";
import { finishDrill } from "./finish";

/** What a drill works with. */
export interface DrillDependencies extends OperationDependencies {
  readonly siteClient: SiteClientOf;
}

/** What the user asked for. */
export interface DrillRequest extends Omit<OperationRequest, "command" | "isDryRun"> {
  /** @default - switchover in a protected environment, failover elsewhere */
  readonly mode?: "failover" | "switchover";
  /** Whether the system is left at the other site. @default false */
  readonly stays?: boolean;
  /** Where the report is written, absolute. */
  readonly reportFolder: string;
}

/** What a drill did and measured. */
export interface DrillReport extends OperationReport {
  /** @default - it did not begin */
  readonly drill?: DrillResult;
  /** The files of the report, absolute. */
  readonly files: readonly string[];
}

/** Fails a system over on purpose, measures what callers see, moves back, and writes a report. */
export async function drill(
  dependencies: DrillDependencies,
  request: DrillRequest,
  operator: Operator,
): Promise<DrillReport> {
  let running: Drill | undefined;
  const report = await operate(
    dependencies,
    { ...request, command: "drill" },
    operator,
    async (operation) => {
      running = new Drill(dependencies, request, operation);
      await running.run();
    },
  );
  return running?.hasBegun ? finishDrill(running, report) : { ...report, files: [] };
}

/** One drill, from its checks to the way back. */
export class Drill {
  readonly mode: "failover" | "switchover";
  readonly startedAt: string;
  /** The site that serves before and after. */
  readonly from: Site = "primary";
  /** Writes canaries from before the injection to the end. */
  writer: CanaryWriter | undefined;
  /** Whether it goes on with an earlier one that was interrupted. */
  isContinued = false;
  /** Whether there is something to report. */
  hasBegun = false;
  private readonly journal: DrillJournal;
  private readonly injection: DrillInjection;

  constructor(
    private readonly dependencies: DrillDependencies,
    readonly request: DrillRequest,
    readonly operation: Operation,
  ) {
    const { deployment, clock } = operation.context;
    this.mode = request.mode ?? (deployment.isProtected ? "switchover" : "failover");
    this.startedAt = new Date(clock.now()).toISOString();
    this.journal = new DrillJournal(dependencies.root, deployment.system, deployment.environment);
    this.injection = new DrillInjection(operation, this.journal);
  }

  /** @throws Failure that says what is left to do. */
  async run(): Promise<void> {
    const unfinished = this.readJournal();
    if (unfinished?.injection) await this.injection.revert(unfinished);
    if (!this.injection.isClean)
      throw failure("Nothing was started: an earlier drill still holds the service down.");
    const { situation, role } = await this.look();
    try {
      if (unfinished && role && role.epoch > unfinished.epoch) this.goOn(unfinished);
      else await this.takeOver(situation, role);
      if (!this.request.stays) await this.comeBack();
      if (this.injection.isClean) this.journal.remove();
    } finally {
      await this.injection.revertNow();
      await this.writer?.stop();
    }
  }

  private async takeOver(situation: Situation, role: RoleInForce | undefined): Promise<void> {
    const { deployment, standby } = this.operation.context;
    const { system, endpoint, isProtected } = deployment;
    if (!endpoint) {
      throw failure("A drill measures through the public name: set domain in the environment, and deploy.");
    }
    if (role && !serves(role, this.from)) {
      throw failure(
        `A drill begins at the ${this.from} site. Bring ${system} back first: ` +
          `${standby(`reprotect ${system}`)}, then ${standby(`failback ${system}`)}`,
      );
    }
    const target = otherSite(this.from);
    const takeover = { target, mode: this.mode, breakLock: false, isDrRegionLost: false } as const;
    const run = await takeOver(this.operation, takeover, {
      reason: `drill (${this.mode})`,
      situation,
      mustBeTyped: isProtected && this.mode === "failover",
      prepare: (epoch) => this.prepare(endpoint, epoch),
    });
    if (!run || !succeeded(run)) {
      this.operation.suggest(`failover ${system} --to ${target}`, "go on from where it stopped");
      throw failure(
        `The ${this.mode} failed. What was injected is taken back; nothing is moved back by itself.`,
      );
    }
    const problem = this.writer && (await arrivalProblem(this.writer, this.operation.context, target));
    if (problem !== undefined) this.operation.problems.push({ message: problem });
    await this.injection.revertNow();
  }

  /** Begins to write canaries, and then breaks the active site. */
  private async prepare(endpoint: string, epoch: number): Promise<void> {
    const { context } = this.operation;
    this.writer = startCanaries(context, this.dependencies.siteClient, endpoint, otherSite(this.from));
    await warmUp(this.writer, context, endpoint);
    this.hasBegun = true;
    const entry = { startedAt: this.startedAt, mode: this.mode, from: this.from, epoch };
    this.journal.write(entry);
    if (this.mode === "failover") await this.injection.inject(entry);
  }

  /** What is left of an earlier drill that was interrupted is the way back. */
  private goOn({ startedAt }: JournalEntry): void {
    const { context } = this.operation;
    this.isContinued = true;
    this.hasBegun = true;
    const text = `The drill of ${startedAt} was interrupted: going on with its way back.`;
    context.operator.onEvent({ type: "note", text });
    const { endpoint } = context.deployment;
    if (endpoint) this.writer = startCanaries(context, this.dependencies.siteClient, endpoint, this.from);
  }

  private async comeBack(): Promise<void> {
    const { system } = this.operation.context.deployment;
    const { role } = await this.look();
    if (!role || !serves(role, this.from)) {
      const since = this.operation.runs[0]?.startedAt ?? this.startedAt;
      const run = await reprotectAfter(this.operation, this.from, new Date(since), "drill");
      if (!run || !succeeded(run)) {
        this.operation.suggest(`drill ${system}`, "go on with the way back");
        throw failure(`${this.from} does not stand by again, so ${system} stays where it is.`);
      }
    }
    if (this.writer) this.writer.target = this.from;
    await moveBack(this.operation, { system, reason: "drill", isConfirmed: true });
  }

  private readJournal(): JournalEntry | undefined {
    try {
      return this.journal.read();
    } catch (error) {
      throw error instanceof JournalUnreadable ? failure(error.message) : error;
    }
  }

  private async look() {
    const { deployment, clients, clock } = this.operation.context;
    const situation = await readSituation(deployment, clients, clock.now());
    return { situation, role: roleInForce(situation) };
  }
}
