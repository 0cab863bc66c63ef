import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { escapeIdentifier } from "pg";
import { ErasureList } from "../../erasure-list/erasure-list";
import { asFirst } from "../rotate-secret/database";
import { PasswordVersions } from "../rotate-secret/password-versions";
import { fitForLog, RotationError } from "../rotation/errors";
import { readWhoServes } from "../rotation/role-record";
import type { Stage } from "../rotation/secret-versions";
import { deleteExpired, type Deleted } from "./deletion";
import { FencedBatches } from "./fenced-batches";
import type { Settings } from "./settings";

/** Right after a failover the copy of the secret can be ahead of the copy of the database. */
const STAGES: readonly Stage[] = ["AWSCURRENT", "AWSPREVIOUS"];

/** How a run has ended: with what it has deleted, or why there was nothing to do. */
export type Outcome =
  ({ readonly did: "delete" } & Deleted) | { readonly did: "nothing"; readonly reason: string };

/** What a run works with. */
export interface RunProps {
  readonly settings: Settings;
  readonly secrets: SecretsManagerClient;
  readonly dynamoDb: DynamoDBClient;
  /** Whether there is time for another batch. */
  readonly hasTime: () => boolean;
}

/**
 * Deletes where the site is active.
 *
 * @throws RotationError where nobody can tell who serves, or the database refuses; errors of AWS as they are.
 */
export async function run({ settings, secrets, dynamoDb, hasTime }: RunProps): Promise<Outcome> {
  const { site, database, rules } = settings;
  const { active_site: active, traffic_site: traffic } = await readWhoServes(settings.roleRecord);
  if (active !== site || traffic !== site) {
    return { did: "nothing", reason: `the active site is ${active}, and traffic goes to ${traffic}` };
  }
  const erasures = new ErasureList(dynamoDb, settings.erasureTable);
  return asFirst(database, await loginsOf(secrets, settings.secretArn), async (client) => {
    await client.query(`SET ROLE ${escapeIdentifier(database.groupRole)}`);
    const batches = await FencedBatches.of(client, site);
    if (!batches) return { did: "nothing", reason: "the service has made no tables yet" };
    const deleted = await deleteExpired({ batches, erased: () => erasedIn(erasures), rules, hasTime });
    return { did: "delete", ...deleted };
  });
}

/** Who was erased, page by page. @throws RotationError */
async function* erasedIn(erasures: ErasureList): AsyncGenerator<readonly string[]> {
  try {
    yield* erasures.pages();
  } catch (error) {
    throw new RotationError(`the list of erasures can't be read: ${fitForLog(error).message}`);
  }
}

async function loginsOf(client: SecretsManagerClient, secretArn: string) {
  const versions = new PasswordVersions(client, secretArn);
  const contents = await Promise.all(
    STAGES.map(async (label) => {
      const content = await versions.at(label);
      return content && { ...content, label };
    }),
  );
  return contents.filter((content) => content !== undefined);
}
