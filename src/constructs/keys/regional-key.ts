import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { Construct } from "constructs";
import { nameFor, providerOf } from "../../stacks/aliased-scope";
import { RegionalStack } from "../../stacks/regional-stack";
import { deletionWindowInDays, keyPolicy, type KeyService } from "./key-policy";

/** What a customer-managed key is made from. */
export interface KeyProps {
  /** What it encrypts; part of its alias. */
  readonly purpose: string;
  readonly description: string;
  /**
   * AWS services that use it in their own name.
   *
   * @default - only what IAM policies of the account allow
   */
  readonly services?: readonly KeyService[];
}

/** A customer-managed key, rotated every year, for data that never leaves its region. */
export class RegionalKey extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: KeyProps) {
    super(scope, id);
    this.arn = declareKey(this, props, false).arn;
  }
}

/**
 * A customer-managed key whose ciphertext can be read in both regions, rotated every year.
 *
 * It must be one from the start: a single-region key can't become one.
 */
export class MultiRegionKey extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: KeyProps) {
    super(scope, id);
    this.arn = declareKey(this, props, true).arn;
  }
}

function declareKey(
  scope: Construct,
  { purpose, description, services = [] }: KeyProps,
  multiRegion: boolean,
): KmsKey {
  const stack = RegionalStack.of(scope);
  const key = new KmsKey(scope, "Default", {
    provider: providerOf(scope),
    description,
    multiRegion,
    enableKeyRotation: true,
    deletionWindowInDays: deletionWindowInDays(stack),
    policy: keyPolicy(stack.environment.account, services),
  });
  new KmsAlias(scope, "alias", {
    provider: providerOf(scope),
    name: `alias/${nameFor(scope, purpose, "kmsAlias")}`,
    targetKeyId: key.keyId,
  });
  return key;
}
