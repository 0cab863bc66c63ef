import { asFirst } from "./database";
import type { PasswordVersions } from "./password-versions";
import { setOwnPassword } from "./roles";
import type { SecretContent } from "./secret-content";
import type { Settings } from "./settings";
import type { Change, Strategy } from "./strategy";

/**
 * One user changes its own password. Between the database's change and the secret's there is a moment in which the secret
 * is behind: for the administrator, whom no service uses.
 */
export class SingleUser implements Strategy {
  constructor(
    private readonly database: Settings["database"],
    private readonly versions: PasswordVersions,
  ) {}

  next(current: SecretContent, password: string): SecretContent {
    return { ...current, password };
  }

  async set({ current, pending }: Change): Promise<void> {
    const previous = await this.versions.at("AWSPREVIOUS");
    const logins = [
      // Set already, by a step that broke off after it.
      { ...pending, label: "AWSPENDING" },
      { ...current, label: "AWSCURRENT" },
      ...(previous ? [{ ...previous, label: "AWSPREVIOUS" }] : []),
    ];
    await asFirst(this.database, logins, async (client, { label }) => {
      if (label !== "AWSPENDING") await setOwnPassword(client, pending.password);
    });
  }

  async test(pending: SecretContent): Promise<void> {
    await asFirst(this.database, [{ ...pending, label: "AWSPENDING" }], (client) => client.query("SELECT 1"));
  }
}
