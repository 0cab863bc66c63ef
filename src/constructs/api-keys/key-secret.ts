import type { SecretsmanagerSecretVersion } from "@cdktf/provider-aws/lib/secretsmanager-secret-version";
import type { Construct } from "constructs";
import type { PerSite } from "../../config/site";
import type { ApiKeys } from "../../functions/api-keys/content";
import { RegionalStack } from "../../stacks/regional-stack";
import { RotatedSecret } from "../secrets/rotated-secret";
import { API_KEYS } from "./names";

/** Nobody has a key before the first rotation, and so none is in Terraform's hands. */
const NO_KEYS: ApiKeys = { clients: {} };

/** What the secret of the API keys is made from. */
export interface KeySecretProps {
  /** Encrypt the secret and its copy, each in its own region. */
  readonly keyArns: PerSite<string>;
}

/** The secret that holds the API keys, and its copy in the DR region. */
export class KeySecret extends RotatedSecret {
  readonly version: SecretsmanagerSecretVersion;

  constructor(scope: Construct, id: string, { keyArns }: KeySecretProps) {
    super(scope, id, {
      purpose: API_KEYS,
      description: "The keys of the API's clients: each one's current key, and the one before until it ends",
      keyArn: keyArns.primary,
      replica: { region: RegionalStack.of(scope).regions.dr, keyArn: keyArns.dr },
    });
    this.version = this.addFirstVersion(NO_KEYS);
  }
}
