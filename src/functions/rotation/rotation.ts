import { RotationError } from "./errors";
import type { SecretVersions } from "./secret-versions";

/** The steps in the order in which Secrets Manager calls them; after a failure it begins again with the first. */
export const STEPS = ["createSecret", "setSecret", "testSecret", "finishSecret"] as const;
export type Step = (typeof STEPS)[number];

/** One rotation of one secret. Each of its steps may be repeated. */
export abstract class Rotation<
  Content extends object,
  Versions extends SecretVersions<Content> = SecretVersions<Content>,
> {
  /**
   * @param id the version that the rotation makes.
   */
  constructor(
    protected readonly versions: Versions,
    private readonly id: string,
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

  /** What is to follow. */
  protected abstract next(current: Content): Promise<Content>;

  /** Makes whoever is asked for the secret take what is pending. May be repeated. */
  protected abstract set(pending: Content): Promise<void>;

  /** Proves that it is taken. */
  protected abstract test(pending: Content): Promise<void>;

  private async createSecret(): Promise<void> {
    if (await this.versions.version(this.id)) return;
    await this.versions.putPending(this.id, await this.next(await this.versions.current()));
  }

  private async setSecret(): Promise<void> {
    await this.set(await this.pending());
  }

  private async testSecret(): Promise<void> {
    await this.test(await this.pending());
  }

  private async finishSecret(): Promise<void> {
    await this.versions.promote(this.id);
  }

  private async pending(): Promise<Content> {
    const pending = await this.versions.version(this.id);
    if (!pending) throw new RotationError(`the pending version ${this.id} has no value yet`);
    return pending;
  }
}
