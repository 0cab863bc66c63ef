import { S3Client } from "@aws-sdk/client-s3";
import { readSettings } from "../read-settings";
import { streamHandler } from "../stream-handler";
import { Archive } from "./archive";
import { SERVICE, type Counted } from "./metrics";
import { settings } from "./settings";

/** S3 must answer or fail within the function's time, so that the batch comes again. */
const clientOptions = {
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 10_000, throwOnRequestTimeout: true },
};

const { ARCHIVE_BUCKET, SITE } = readSettings(settings, process.env);
const archive = new Archive({ client: new S3Client(clientOptions), bucket: ARCHIVE_BUCKET, site: SITE });

/** Archives a batch of events. */
export const handler = streamHandler<Counted>({
  service: SERVICE,
  failure: "batch not archived",
  dealer: (tell) => async (batch) => {
    const { records, unreadable } = await archive.write(batch);
    tell("EventsArchived", records);
    if (unreadable > 0) tell("UnreadableEventsArchived", unreadable);
  },
});
