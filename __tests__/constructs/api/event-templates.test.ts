import {
  putRecordsTemplate,
  REFUSED_TEMPLATE,
  TAKEN_TEMPLATE,
  UNAVAILABLE_TEMPLATE,
} from "../../../src/constructs/api/event-templates";
import { runTemplate } from "../../support/api-gateway/mapping-template";
import { event, events } from "./events";

interface PutRecords {
  readonly StreamName: string;
  readonly Records: readonly { readonly Data: string; readonly PartitionKey: string }[];
}

const template = putRecordsTemplate("payments-events-dev");

/** What Kinesis is sent for a batch. */
function sent(batch: unknown): PutRecords {
  return JSON.parse(runTemplate(template, JSON.stringify(batch)).body) as PutRecords;
}

const decoded = ({ Records }: PutRecords) =>
  Records.map(({ Data }) => JSON.parse(Buffer.from(Data, "base64").toString("utf8")) as unknown);

test.each([1, 2, 100])("a batch of %d events gives as many records, each the whole event", (count) => {
  const batch = events(count);
  const request = sent(batch);
  expect(request.StreamName).toBe("payments-events-dev");
  expect(decoded(request)).toEqual(batch.events);
});

test("a viewer's events go by the viewer, an event without one by its id", () => {
  const anonymous = { ...event(), viewerId: undefined, id: "0f9c3b5e-6f0a-4a57-9f0c-000000000009" };
  const { Records } = sent({ events: [event(), anonymous, event()] });
  expect(Records.map(({ PartitionKey }) => PartitionKey)).toEqual(["v-4f1c", anonymous.id, "v-4f1c"]);
});

// The model lets none of these through. If it ever did, no text could say anything to Kinesis but itself.
test.each([
  `"}],"StreamName":"other","Records":[{"Data":"","PartitionKey":"x`,
  "o'neill",
  "back\\slash \\' \\\"",
  "line\nfeed\ttab\u0000",
  "ü ✓ \u{1F600} \u2028",
  "$event #end $input.path('$') #set($x = 1)",
  "</script>",
])("%j stays inside of its record", (text) => {
  const batch = { events: [event({ viewerId: text, titleId: text })] };
  const request = sent(batch);
  expect(Object.keys(request)).toEqual(["StreamName", "Records"]);
  expect(request.StreamName).toBe("payments-events-dev");
  expect(request.Records.map(({ PartitionKey }) => PartitionKey)).toEqual([text]);
  expect(decoded(request)).toEqual(batch.events);
});

test("an empty list, which the model refuses, gives no record", () => {
  expect(sent({ events: [] }).Records).toEqual([]);
});

const record = { SequenceNumber: "1", ShardId: "shardId-000000000000" };
const refused = { ErrorCode: "ProvisionedThroughputExceededException", ErrorMessage: 'Rate "exceeded"' };

test("whoever has sent a batch is told how many events were taken", () => {
  const answer = runTemplate(
    TAKEN_TEMPLATE,
    JSON.stringify({ FailedRecordCount: 0, Records: [record, record] }),
  );
  expect(answer).toEqual({ body: expect.anything() as string, status: undefined, headers: {} });
  expect(JSON.parse(answer.body)).toEqual({ taken: 2 });
});

test.each([
  [[refused], 0, [0]],
  [[record, refused, record, refused], 2, [1, 3]],
])(
  "a batch that was not taken whole is no success, and its answer names what to send again (%#)",
  (Records, taken, failed) => {
    const body = JSON.stringify({ FailedRecordCount: failed.length, Records });
    const answer = runTemplate(TAKEN_TEMPLATE, body);
    expect(answer.status).toBe(503);
    expect(answer.headers).toEqual({ "Retry-After": "1" });
    expect(JSON.parse(answer.body)).toMatchObject({ status: 503, taken, failed });
  },
);

test.each([
  ["ProvisionedThroughputExceededException", 429],
  ["com.amazonaws.kinesis.v20131202#ProvisionedThroughputExceededException", 429],
  ["KMSThrottlingException", 429],
  ["ResourceNotFoundException", 500],
  ["AccessDeniedException", 500],
  ["ValidationException", 500],
  ["KMSAccessDeniedException", 500],
])("Kinesis's %s becomes %d", (type, status) => {
  const answer = runTemplate(
    REFUSED_TEMPLATE,
    JSON.stringify({ __type: type, message: 'stream "secret" of 111122223333' }),
  );
  expect(answer.status ?? 500).toBe(status);
  expect(answer.headers).toEqual(status === 429 ? { "Retry-After": "1" } : {});
  expect(JSON.parse(answer.body)).toMatchObject({ status });
  expect(answer.body).not.toContain("111122223333");
});

test("an error without a type is ours", () => {
  expect(JSON.parse(runTemplate(REFUSED_TEMPLATE, "{}").body)).toMatchObject({ status: 500 });
});

test("where Kinesis is ill, nothing was taken", () => {
  expect(JSON.parse(runTemplate(UNAVAILABLE_TEMPLATE, "{}").body)).toMatchObject({ status: 503 });
});
