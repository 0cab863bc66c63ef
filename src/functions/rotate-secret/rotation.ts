import { Rotation } from "../rotation/rotation";
import { AlternatingUsers } from "./alternating-users";
import type { PasswordVersions } from "./password-versions";
import type { SecretContent } from "./secret-content";
import type { Settings } from "./settings";
import { SingleUser } from "./single-user";
import type { Strategy } from "./strategy";

/** One rotation of a user's password. */
export class PasswordRotation extends Rotation<SecretContent, PasswordVersions> {
  /**
   * @param id the version that the rotation makes.
   */
  constructor(
    versions: PasswordVersions,
    id: string,
    private readonly database: Settings["database"],
  ) {
    super(versions, id);
  }

  protected async next(current: SecretContent): Promise<SecretContent> {
    return this.strategyOf(current).next(current, await this.versions.randomPassword());
  }

  protected async set(pending: SecretContent): Promise<void> {
    const current = await this.versions.current();
    await this.strategyOf(current).set({ current, pending });
  }

  protected async test(pending: SecretContent): Promise<void> {
    await this.strategyOf(pending).test(pending);
  }

  private strategyOf({ masterarn }: SecretContent): Strategy {
    return masterarn === undefined
      ? new SingleUser(this.database, this.versions)
      : new AlternatingUsers(this.database, this.versions.of(masterarn));
  }
}
