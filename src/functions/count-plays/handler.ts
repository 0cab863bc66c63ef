import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { readSettings } from "../read-settings";
import { streamHandler } from "../stream-handler";
import { Counter } from "./counter";
import { SERVICE, type Counted } from "./metrics";
import { PlayCounts } from "./play-counts";
import { settings } from "./settings";

/** DynamoDB must answer or fail within the function's time, so that the batch comes again. */
const clientOptions = {
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 3_000, throwOnRequestTimeout: true },
};

const { TABLE_NAME, SITE } = readSettings(settings, process.env);
const client = DynamoDBDocumentClient.from(new DynamoDBClient(clientOptions));

/** Counts the plays in a batch of events. */
export const handler = streamHandler<Counted>({
  service: SERVICE,
  failure: "batch not counted",
  dealer: (tell) => {
    const counter = new Counter({ counts: new PlayCounts(client, TABLE_NAME, SITE), tell });
    return (batch) => counter.count(batch);
  },
});
