import {
  CancelKeyDeletionCommand,
  CreateAliasCommand,
  CreateKeyCommand,
  DescribeKeyCommand,
  EnableKeyCommand,
  EnableKeyRotationCommand,
  GetKeyRotationStatusCommand,
  ListResourceTagsCommand,
  TagResourceCommand,
  type KMSClient,
  type KeyMetadata,
} from "@aws-sdk/client-kms";
import { Refusal, ifPresent } from "./errors";
import { finding, type Finding, type Resource, type Run } from "./run";
import { describeTags, inspectTags } from "./tags";

/** The KMS key of one site. */
export interface KeyPlan {
  readonly region: string;
  readonly alias: string;
  readonly account: string;
  /** What the key is for; shown in the console. */
  readonly description: string;
  readonly tags: Readonly<Record<string, string>>;
  /** ARN of the key that the bucket is encrypted with now: it gets a lost alias back. */
  readonly keyInUse: () => Promise<string | undefined>;
}

/** The key of one site as the run left it. */
export interface StateKey {
  readonly id: string;
  readonly arn: string;
  /** AWS's key state, e.g. `Enabled`. */
  readonly state: string;
  /** Whether the alias pointed to it already. */
  readonly hasAlias: boolean;
}

/**
 * Finds the key by its alias, or makes both; it is customer-managed, enabled, rotated every year and tagged. Its key
 * policy is KMS's default: the account decides by IAM policies.
 */
export async function setUpKey(
  run: Run,
  kms: KMSClient,
  plan: KeyPlan,
): Promise<Resource<StateKey> | undefined> {
  const target = { region: plan.region, kind: "KMS key", name: plan.alias } as const;
  const resource = await run.resource(target, {
    find: () => findKey(kms, plan),
    create: () => createKey(kms, plan),
  });
  if (!resource) return undefined;
  const key = resource.value ?? { id: "", arn: "", state: "", hasAlias: false };
  await run.setting(resource, "alias", plan.alias, () => inspectAlias(kms, plan, key));
  await run.setting(resource, "state", "Enabled", () => inspectState(kms, key));
  await run.setting(resource, "rotation", "every year", () => inspectRotation(kms, key));
  await run.setting(resource, "tags", describeTags(plan.tags), () => inspectKeyTags(kms, plan, key));
  return resource;
}

async function findKey(kms: KMSClient, plan: KeyPlan): Promise<StateKey | undefined> {
  const byAlias = await describe(kms, plan.alias);
  if (byAlias) return usable(byAlias, plan, true);
  const inUse = await plan.keyInUse();
  const orphan = inUse === undefined ? undefined : await describe(kms, inUse);
  // A bucket that nobody configured is encrypted with AWS's own key, which can't have our alias.
  return orphan?.KeyManager === "CUSTOMER" ? usable(orphan, plan, false) : undefined;
}

async function describe(kms: KMSClient, keyId: string): Promise<KeyMetadata | undefined> {
  const reading = kms.send(new DescribeKeyCommand({ KeyId: keyId }));
  return (await ifPresent(reading, "NotFoundException"))?.KeyMetadata;
}

function usable(key: KeyMetadata, { alias, account }: KeyPlan, hasAlias: boolean): StateKey {
  const owner = key.Arn?.split(":")[4];
  const faults = [
    ...(key.KeyManager === "CUSTOMER" ? [] : ["is managed by AWS"]),
    ...(owner === account ? [] : [`belongs to account ${owner}`]),
    ...(key.KeySpec === "SYMMETRIC_DEFAULT" ? [] : [`is of the type ${key.KeySpec}`]),
    ...(key.Origin === "AWS_KMS"
      ? []
      : [`has key material of the origin ${key.Origin}, which does not rotate`]),
  ];
  if (faults.length > 0) {
    throw new Refusal(
      `the key ${key.KeyId} of ${alias} ${faults.join(" and ")}: remove the alias or the key by hand`,
    );
  }
  return { id: key.KeyId ?? "", arn: key.Arn ?? "", state: key.KeyState ?? "unknown", hasAlias };
}

async function createKey(kms: KMSClient, plan: KeyPlan): Promise<StateKey> {
  const Tags = Object.entries(plan.tags).map(([TagKey, TagValue]) => ({ TagKey, TagValue }));
  const { KeyMetadata: key } = await kms.send(new CreateKeyCommand({ Description: plan.description, Tags }));
  return { id: key?.KeyId ?? "", arn: key?.Arn ?? "", state: key?.KeyState ?? "unknown", hasAlias: false };
}

async function inspectAlias(
  kms: KMSClient,
  { alias }: KeyPlan,
  { id, hasAlias }: StateKey,
): Promise<Finding> {
  return finding(hasAlias, hasAlias ? `points to ${id}` : `missing (key ${id})`, () =>
    kms.send(new CreateAliasCommand({ AliasName: alias, TargetKeyId: id })),
  );
}

async function inspectState(kms: KMSClient, { id, state }: StateKey): Promise<Finding> {
  return finding(state === "Enabled", state, async () => {
    // A key that is to be deleted becomes a disabled one first.
    if (state === "PendingDeletion") await kms.send(new CancelKeyDeletionCommand({ KeyId: id }));
    await kms.send(new EnableKeyCommand({ KeyId: id }));
  });
}

async function inspectRotation(kms: KMSClient, { id }: StateKey): Promise<Finding> {
  const { KeyRotationEnabled } = await kms.send(new GetKeyRotationStatusCommand({ KeyId: id }));
  return finding(KeyRotationEnabled === true, KeyRotationEnabled ? "on" : "off", () =>
    kms.send(new EnableKeyRotationCommand({ KeyId: id })),
  );
}

async function inspectKeyTags(kms: KMSClient, { tags }: KeyPlan, { id }: StateKey): Promise<Finding> {
  const { Tags } = await kms.send(new ListResourceTagsCommand({ KeyId: id }));
  const present = Tags?.map(({ TagKey, TagValue }) => ({ Key: TagKey, Value: TagValue }));
  const wanted = Object.entries(tags).map(([TagKey, TagValue]) => ({ TagKey, TagValue }));
  return inspectTags(present, tags, () => kms.send(new TagResourceCommand({ KeyId: id, Tags: wanted })));
}
