import type { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { parseApiKeys, type ApiKeys, ApiKeysError } from "../api-keys/content";
import { RotationError } from "../rotation/errors";
import { Rotation } from "../rotation/rotation";
import { SecretVersions } from "../rotation/secret-versions";
import { checkKeys } from "./check-keys";
import { newKey } from "./new-key";
import { nextKeys } from "./next-keys";
import type { Settings } from "./settings";

const MILLISECONDS_AN_HOUR = 3_600_000;

/** The part of the grace period that must be left when the new keys come into use. */
const LEAST_GRACE = 0.5;

/** Which rotation of which secret. */
export interface KeyRotationProps {
  readonly client: SecretsManagerClient;
  readonly secretId: string;
  /** The version that the rotation makes. */
  readonly version: string;
  readonly settings: Settings;
  readonly now: () => Date;
}

/** One rotation of the API keys. */
export class KeyRotation extends Rotation<ApiKeys> {
  private readonly settings: Settings;
  private readonly now: () => Date;

  constructor({ client, secretId, version, settings, now }: KeyRotationProps) {
    super(new SecretVersions(client, secretId, parse), version);
    this.settings = settings;
    this.now = now;
  }

  protected next(current: ApiKeys): Promise<ApiKeys> {
    const { clients } = this.settings;
    const next = nextKeys({
      current,
      clients,
      validUntil: this.afterGrace(1),
      newKey: (client) => this.newKey(client),
    });
    return Promise.resolve(next);
  }

  /** The authorizers read the secret itself: there is nobody else to tell. */
  protected set(): Promise<void> {
    return Promise.resolve();
  }

  protected async test(pending: ApiKeys): Promise<void> {
    checkKeys({
      current: await this.versions.current(),
      pending,
      clients: this.settings.clients,
      now: this.now(),
      soonestEnd: this.afterGrace(LEAST_GRACE),
      strangeKey: this.newKey("nobody"),
    });
  }

  private newKey(client: string): string {
    const { roleRecord, suffix } = this.settings;
    return newKey({ system: roleRecord.system, suffix, client });
  }

  /** The end of a part of the grace period that begins now. */
  private afterGrace(part: number): Date {
    return new Date(this.now().getTime() + part * this.settings.graceHours * MILLISECONDS_AN_HOUR);
  }
}

function parse(text: string): ApiKeys {
  try {
    return parseApiKeys(text);
  } catch (error) {
    if (error instanceof ApiKeysError) throw new RotationError(error.message);
    throw error;
  }
}
