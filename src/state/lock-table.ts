import {
  CreateTableCommand,
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  ListTagsOfResourceCommand,
  TagResourceCommand,
  UpdateContinuousBackupsCommand,
  UpdateTableCommand,
  waitUntilTableExists,
  type DynamoDBClient,
  type TableDescription,
  type UpdateTableCommandInput,
} from "@aws-sdk/client-dynamodb";
import { Refusal, ifPresent } from "./errors";
import { finding, type Finding, type Run } from "./run";
import { describeTags, inspectTags, tagList } from "./tags";

/** The attribute that Terraform writes its locks under. Source: Terraform, backend "s3", DynamoDB state locking. */
export const LOCK_ATTRIBUTE = "LockID";

/** Longest wait for a table to become active, in seconds. It takes about ten; a change of its key some minutes. */
const ACTIVE_WITHIN_SECONDS = 600;

/** The lock table of one site. */
export interface LockTablePlan {
  readonly region: string;
  readonly name: string;
  /** ARN of the key that encrypts it; undefined in a dry run that found none. */
  readonly keyArn: string | undefined;
  /** Whether deletion protection has to be on. Where it need not be, one that is on stays on. */
  readonly protect: boolean;
  readonly tags: Readonly<Record<string, string>>;
}

/** Finds the lock table, or makes it, and brings its settings into order. Refuses one that Terraform can't lock in. */
export async function setUpLockTable(run: Run, dynamodb: DynamoDBClient, plan: LockTablePlan): Promise<void> {
  const target = { region: plan.region, kind: "DynamoDB table", name: plan.name } as const;
  const resource = await run.resource(target, {
    find: () => findTable(dynamodb, plan),
    create: () => createTable(dynamodb, plan),
  });
  if (!resource) return;
  const table = resource.value ?? {};
  const update = (change: Omit<UpdateTableCommandInput, "TableName">) => updateTable(dynamodb, plan, change);
  const protection = plan.protect ? "on" : "not needed in this environment";
  await run.setting(resource, "billing mode", "on demand", async () => inspectBilling(table, update));
  await run.setting(resource, "encryption", "with the site's key", async () =>
    inspectTableEncryption(table, plan, update),
  );
  await run.setting(resource, "deletion protection", protection, async () =>
    inspectProtection(table, plan, update),
  );
  await run.setting(resource, "point-in-time recovery", "on", () => inspectRecovery(dynamodb, plan));
  await run.setting(resource, "tags", describeTags(plan.tags), () => inspectTableTags(dynamodb, plan, table));
}

type Update = (change: Omit<UpdateTableCommandInput, "TableName">) => Promise<unknown>;

async function findTable(
  dynamodb: DynamoDBClient,
  plan: LockTablePlan,
): Promise<TableDescription | undefined> {
  const reading = dynamodb.send(new DescribeTableCommand({ TableName: plan.name }));
  const table = (await ifPresent(reading, "ResourceNotFoundException"))?.Table;
  if (!table) return undefined;
  const keys = (table.KeySchema ?? []).map(({ AttributeName, KeyType }) => {
    const type = table.AttributeDefinitions?.find((definition) => definition.AttributeName === AttributeName);
    return `${AttributeName} (${KeyType}, ${type?.AttributeType})`;
  });
  if (keys.join(", ") !== `${LOCK_ATTRIBUTE} (HASH, S)`) {
    throw new Refusal(
      `the table's key is ${keys.join(", ")}, Terraform needs ${LOCK_ATTRIBUTE} (HASH, S) alone; a key can't be changed: remove the table or choose another suffix`,
    );
  }
  return table.TableStatus === "ACTIVE" ? table : await whenActive(dynamodb, plan);
}

async function createTable(
  dynamodb: DynamoDBClient,
  plan: LockTablePlan,
): Promise<TableDescription | undefined> {
  await dynamodb.send(
    new CreateTableCommand({
      TableName: plan.name,
      AttributeDefinitions: [{ AttributeName: LOCK_ATTRIBUTE, AttributeType: "S" }],
      KeySchema: [{ AttributeName: LOCK_ATTRIBUTE, KeyType: "HASH" }],
      BillingMode: "PAY_PER_REQUEST",
      SSESpecification: { Enabled: true, SSEType: "KMS", KMSMasterKeyId: plan.keyArn },
      DeletionProtectionEnabled: plan.protect,
      Tags: tagList(plan.tags),
    }),
  );
  return whenActive(dynamodb, plan);
}

async function whenActive(
  dynamodb: DynamoDBClient,
  { name }: LockTablePlan,
): Promise<TableDescription | undefined> {
  await waitUntilTableExists(
    { client: dynamodb, maxWaitTime: ACTIVE_WITHIN_SECONDS, minDelay: 1, maxDelay: 10 },
    { TableName: name },
  );
  return (await dynamodb.send(new DescribeTableCommand({ TableName: name }))).Table;
}

async function updateTable(
  dynamodb: DynamoDBClient,
  plan: LockTablePlan,
  change: Omit<UpdateTableCommandInput, "TableName">,
): Promise<void> {
  await dynamodb.send(new UpdateTableCommand({ TableName: plan.name, ...change }));
  // DynamoDB takes one change at a time.
  await whenActive(dynamodb, plan);
}

function inspectBilling(table: TableDescription, update: Update): Finding {
  // A table that never was on demand has no summary.
  const mode = table.BillingModeSummary?.BillingMode ?? "PROVISIONED";
  const is = mode === "PAY_PER_REQUEST" ? "on demand" : mode;
  return finding(mode === "PAY_PER_REQUEST", is, () => update({ BillingMode: "PAY_PER_REQUEST" }));
}

function inspectTableEncryption(table: TableDescription, { keyArn }: LockTablePlan, update: Update): Finding {
  // Without a description it is encrypted with a key that DynamoDB owns.
  const present = table.SSEDescription?.KMSMasterKeyArn;
  return finding(keyArn !== undefined && present === keyArn, `with ${present ?? "a key of DynamoDB"}`, () =>
    update({ SSESpecification: { Enabled: true, SSEType: "KMS", KMSMasterKeyId: keyArn } }),
  );
}

function inspectProtection(table: TableDescription, { protect }: LockTablePlan, update: Update): Finding {
  const on = table.DeletionProtectionEnabled === true;
  return finding(on || !protect, on ? "on" : "off", () => update({ DeletionProtectionEnabled: true }));
}

async function inspectRecovery(dynamodb: DynamoDBClient, { name }: LockTablePlan): Promise<Finding> {
  const answer = await dynamodb.send(new DescribeContinuousBackupsCommand({ TableName: name }));
  const status =
    answer.ContinuousBackupsDescription?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus;
  const on = status === "ENABLED";
  return finding(on, on ? "on" : "off", () =>
    dynamodb.send(
      new UpdateContinuousBackupsCommand({
        TableName: name,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      }),
    ),
  );
}

async function inspectTableTags(
  dynamodb: DynamoDBClient,
  { tags }: LockTablePlan,
  { TableArn: ResourceArn }: TableDescription,
): Promise<Finding> {
  const { Tags } = await dynamodb.send(new ListTagsOfResourceCommand({ ResourceArn }));
  return inspectTags(Tags, tags, () =>
    dynamodb.send(new TagResourceCommand({ ResourceArn, Tags: tagList(tags) })),
  );
}
