import type { DrillJournal, JournalEntry } from "../../../failover/drill/journal";
import { inject, planInjection, revert, revertCommands, sizeAfter } from "../../../failover/drill/injection";
import type { Site } from "../../../config/site";
import { roleInForce } from "../../../failover/operate/checks/role";
import { readSituation } from "../../../failover/operate/situation";
import { serviceState } from "../../../failover/status/service";
import { explain } from "../../../state/errors";
import { failure } from "../failover/failures";
import type { Operation } from "../failover/operation";

/** How long AWS may take to say what a service is like, in milliseconds. */
const PATIENCE_MS = 10_000;

/** Breaks the active site's service, and takes that back whatever happens. */
export class DrillInjection {
  private entry: JournalEntry | undefined;
  /** Whether nothing is left that somebody must take back. */
  isClean = true;

  constructor(
    private readonly operation: Operation,
    private readonly journal: DrillJournal,
  ) {}

  /** The journal knows it before AWS does. */
  async inject(entry: JournalEntry): Promise<void> {
    const target = this.targetAt(entry.from);
    if (!target) return;
    const state = await serviceState(target.clients, target.service, AbortSignal.timeout(PATIENCE_MS));
    const injection = state && planInjection(entry.from, state);
    if (!injection) throw failure(`There is no service ${target.service.service}, or it has no scaling.`);
    this.entry = { ...entry, injection };
    this.journal.write(this.entry);
    const { operator } = this.operation.context;
    operator.onEvent({
      type: "note",
      text: `Injecting the failure: ${target.service.service} gets no tasks, and its scaling is suspended.`,
    });
    await inject(target, injection);
  }

  /** Takes back what this drill has injected, if it has. */
  async revertNow(): Promise<void> {
    if (this.entry) await this.revert(this.entry);
  }

  /** Takes back what a drill has injected. Where that fails, a human gets the commands, and the journal keeps it. */
  async revert(entry: JournalEntry): Promise<void> {
    const { injection, ...rest } = entry;
    const target = injection && this.targetAt(injection.site);
    if (!injection || !target) return;
    this.entry = undefined;
    const { deployment, operator } = this.operation.context;
    const size = sizeAfter(injection, target.service, await this.isActive(injection.site));
    try {
      await revert(target, size);
      operator.onEvent({
        type: "note",
        text: `Injection taken back: ${target.service.service} has ${size.desired} tasks and its scaling again.`,
      });
      this.journal.write(rest);
    } catch (error) {
      this.isClean = false;
      const commands = revertCommands(deployment.sites[injection.site], size);
      const message = `The injection could not be taken back (${explain(error)}). Do it by hand:`;
      operator.onEvent({ type: "note", text: [message, ...commands].join("\n  ") });
      this.operation.problems.push({ message: [message, ...commands].join("\n  "), site: injection.site });
    }
  }

  /** Whether the site still has its role. Where nobody says so it counts as before. */
  private async isActive(site: Site): Promise<boolean> {
    const { deployment, clients, clock } = this.operation.context;
    const role = roleInForce(await readSituation(deployment, clients, clock.now()));
    return role === undefined || role.active_site === site;
  }

  private targetAt(site: Site) {
    const { deployment, clients } = this.operation.context;
    const { service } = deployment.sites[site];
    return service && { clients: clients[site], site, service };
  }
}
