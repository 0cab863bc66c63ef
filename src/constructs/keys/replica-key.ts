import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsReplicaKey } from "@cdktf/provider-aws/lib/kms-replica-key";
import { Construct } from "constructs";
import { nameFor, providerOf } from "../../stacks/aliased-scope";
import { RegionalStack } from "../../stacks/regional-stack";
import { deletionWindowInDays, keyPolicy } from "./key-policy";
import type { KeyProps, MultiRegionKey } from "./regional-key";

/** What the replica of a multi-region key is made from. */
export interface ReplicaKeyProps extends KeyProps {
  readonly primary: MultiRegionKey;
}

/**
 * The other region's half of a multi-region key. It decrypts on its own, also when the key's own region is gone.
 *
 * Stands in an aliased scope of the region that it is for. It is rotated with its primary key.
 */
export class ReplicaKey extends Construct {
  readonly arn: string;

  constructor(
    scope: Construct,
    id: string,
    { primary, purpose, description, services = [] }: ReplicaKeyProps,
  ) {
    super(scope, id);
    const stack = RegionalStack.of(this);
    const key = new KmsReplicaKey(this, "Default", {
      provider: providerOf(this),
      description,
      primaryKeyArn: primary.arn,
      deletionWindowInDays: deletionWindowInDays(stack),
      policy: keyPolicy(stack.environment.account, services),
    });
    new KmsAlias(this, "alias", {
      provider: providerOf(this),
      name: `alias/${nameFor(this, purpose, "kmsAlias")}`,
      targetKeyId: key.keyId,
    });
    this.arn = key.arn;
  }
}
