import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import { readRawItem, ROLE_ITEMS } from "../../role-record/read";
import type { RoleAnswer, RoleQuestion } from "../../role-record/relay";
import { readSettings } from "./settings";

/** Whoever asks gives up after 1.5 s, and asks again: nobody would hear of a second attempt. In milliseconds. */
const clientOptions = {
  maxAttempts: 1,
  requestHandler: { connectionTimeout: 500, requestTimeout: 1_000, throwOnRequestTimeout: true },
};

const question = z.strictObject({ item: z.enum(ROLE_ITEMS) });

const { ROLE_TABLE, ROLE_REGION, SYSTEM } = readSettings(process.env);
const dynamoDb = DynamoDBDocumentClient.from(new DynamoDBClient({ ...clientOptions, region: ROLE_REGION }));

/**
 * Answers an item of the role table as the DR region has it at this moment. Keeps nothing: an answer that is older than the
 * question would give the right to write for longer than the record does.
 *
 * @throws ZodError for another question; errors of DynamoDB as they are.
 */
export async function handler(event: RoleQuestion): Promise<RoleAnswer> {
  const { item } = question.parse(event);
  return { item: (await readRawItem(dynamoDb, ROLE_TABLE, SYSTEM, item)) ?? null };
}
