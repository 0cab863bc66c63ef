import { CloudWatchClient, GetMetricDataCommand } from "@aws-sdk/client-cloudwatch";
import { GetObjectCommand, paginateListObjectsV2, S3Client } from "@aws-sdk/client-s3";
import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { gunzipSync } from "node:zlib";
import type { Site } from "../../src/config/site";
import { parseApiKeys } from "../../src/functions/api-keys/content";

const HOUR = 3_600_000;

/** A key of the API that is good now, of whichever client. */
export async function currentKey(region: string, secretArn: string): Promise<string> {
  const client = new SecretsManagerClient({ region });
  const { SecretString = "" } = await client.send(new GetSecretValueCommand({ SecretId: secretArn }));
  const keys = Object.values(parseApiKeys(SecretString).clients).flatMap(({ current }) => current ?? []);
  if (!keys[0]) throw new Error(`${secretArn} holds no key: has it been rotated once?`);
  return keys[0];
}

/** Where a site archives its events. */
export interface Archive {
  readonly site: Site;
  readonly region: string;
  readonly bucket: string;
}

/** The archived line of an event, if one of the objects written since then holds it. */
export async function archivedLine(
  { site, region, bucket }: Archive,
  id: string,
  since: Date,
): Promise<string | undefined> {
  const client = new S3Client({ region });
  const day = since.toISOString().slice(0, 10).replaceAll("-", "/");
  for await (const { Contents = [] } of paginateListObjectsV2(
    { client },
    { Bucket: bucket, Prefix: `events/${site}/${day}/` },
  )) {
    for (const { Key } of Contents.filter(({ LastModified }) => LastModified && LastModified > since)) {
      const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key }));
      const bytes = Buffer.from((await Body?.transformToByteArray()) ?? []);
      const text = Key?.endsWith(".gz") ? gunzipSync(bytes).toString() : bytes.toString();
      const found = text.split("\n").find((line) => line.includes(id));
      if (found) return found;
    }
  }
  return undefined;
}

/** The sum of a metric's values in the last hour, over everything that a search of CloudWatch finds. */
export async function sumOfLastHour(region: string, search: string): Promise<number> {
  const now = Date.now();
  const { MetricDataResults = [] } = await new CloudWatchClient({ region }).send(
    new GetMetricDataCommand({
      StartTime: new Date(now - HOUR),
      EndTime: new Date(now),
      MetricDataQueries: [{ Id: "found", Expression: `SEARCH('${search}', 'Sum', 300)`, ReturnData: true }],
    }),
  );
  return MetricDataResults.flatMap(({ Values = [] }) => Values).reduce((sum, value) => sum + value, 0);
}
