import { AlternatingUsers } from "./alternating-users";
import { RotationError } from "./errors";
import type { SecretContent } from "./secret-content";
import type { SecretVersions } from "./secret-versions";
import type { Settings } from "./settings";
import { SingleUser } from "./single-user";
import type { Strategy } from "./strategy";

/** The steps in the order in which Secrets Manager calls them; after a failure it begins again with the first. */
export const STEPS = ["createSecret", "setSecret", "testSecret", "finishSecret"] as const;
export type Step = (typeof STEPS)[number];

/** One rotation of one secret. Each of its steps may be repeated. */
export class Rotation {
  /**
   * @param id the version that the rotation makes.
   */
  constructor(
    private readonly versions: SecretVersions,
    private readonly id: string,
    private readonly database: Settings["database"],
  ) {}

  /** Runs a step. Does nothing where the whole rotation is done. */
  async run(step: Step): Promise<void> {
    const labels = (await this.versions.stages())[this.id];
    if (labels?.includes("AWSCURRENT")) return;
    if (!labels?.includes("AWSPENDING")) {
      throw new RotationError(
        `the version ${this.id} is not pending: another rotation has replaced this one`,
      );
    }
    await this[step]();
  }

  private async createSecret(): Promise<void> {
    if (await this.versions.version(this.id)) return;
    const current = await this.versions.current();
    const next = this.strategyOf(current).next(current, await this.versions.randomPassword());
    await this.versions.putPending(this.id, next);
  }

  private async setSecret(): Promise<void> {
    const current = await this.versions.current();
    await this.strategyOf(current).set({ current, pending: await this.pending() });
  }

  private async testSecret(): Promise<void> {
    const pending = await this.pending();
    await this.strategyOf(pending).test(pending);
  }

  private async finishSecret(): Promise<void> {
    await this.versions.promote(this.id);
  }

  private async pending(): Promise<SecretContent> {
    const pending = await this.versions.version(this.id);
    if (!pending) throw new RotationError(`the pending version ${this.id} has no value yet`);
    return pending;
  }

  private strategyOf({ masterarn }: SecretContent): Strategy {
    return masterarn === undefined
      ? new SingleUser(this.database, this.versions)
      : new AlternatingUsers(this.database, this.versions.of(masterarn));
  }
}
