import { RotationError } from "../rotation/errors";
import type { Stage } from "../rotation/secret-versions";
import { asFirst } from "./database";
import type { PasswordVersions } from "./password-versions";
import { setServiceRoles, wholeName } from "./roles";
import type { SecretContent } from "./secret-content";
import type { Settings } from "./settings";
import type { Change, Strategy } from "./strategy";

const SECOND_USER = "_clone";

/**
 * The administrator's password may have changed in the database before its secret says so, or the other way round: a
 * rotation of it may be under way, or have broken off.
 */
const ADMINISTRATOR_STAGES: readonly Stage[] = ["AWSCURRENT", "AWSPENDING", "AWSPREVIOUS"];

/**
 * Two users take turns, `x` and `x_clone`: the one in use keeps its password until the other one has taken over. So what
 * the secret says now is right at every moment.
 */
export class AlternatingUsers implements Strategy {
  constructor(
    private readonly database: Settings["database"],
    private readonly administrator: PasswordVersions,
  ) {}

  next(current: SecretContent, password: string): SecretContent {
    return { ...current, username: wholeName(otherUser(current.username)), password };
  }

  async set({ current, pending }: Change): Promise<void> {
    if (pending.username !== otherUser(current.username)) {
      throw new RotationError(
        `the pending version is of the user ${pending.username}, and ${current.username} is in use: ` +
          "remove the label AWSPENDING from it and rotate again",
      );
    }
    await asFirst(this.database, await this.administratorLogins(), (client, administrator) => {
      if ([current.username, pending.username].includes(administrator.username)) {
        throw new RotationError("a service must not use the administrator's user");
      }
      return setServiceRoles(client, {
        group: this.database.groupRole,
        database: this.database.name,
        current: { ...current, label: "AWSCURRENT" },
        next: { ...pending, label: "AWSPENDING" },
      });
    });
  }

  async test(pending: SecretContent): Promise<void> {
    await asFirst(this.database, [{ ...pending, label: "AWSPENDING" }], async (client) => {
      const { rows } = await client.query<{ role: string }>("SELECT current_user AS role");
      if (rows[0]?.role !== this.database.groupRole) {
        throw new RotationError(`${pending.username} does not become the role ${this.database.groupRole}`);
      }
    });
  }

  private async administratorLogins() {
    const contents = await Promise.all(
      ADMINISTRATOR_STAGES.map(async (stage) => {
        const content = await this.administrator.at(stage);
        return content && { ...content, label: `the administrator with ${stage}` };
      }),
    );
    return contents.filter((content) => content !== undefined);
  }
}

function otherUser(username: string): string {
  return username.endsWith(SECOND_USER) ? username.slice(0, -SECOND_USER.length) : username + SECOND_USER;
}
