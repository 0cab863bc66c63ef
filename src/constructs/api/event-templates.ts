import { RETRY_AFTER_SECONDS } from "./gateway-responses";

/**
 * A batch of events as Kinesis's PutRecords takes it. Of each event the whole text goes in as Base64, so that nothing in it can end
 * the string that it stands in.
 *
 * The partition key is the viewer: what one viewer does stays in one shard. An event without a viewer has no order to keep and goes
 * by its own id: many players of one title must not meet in one shard. `escapeJavaScript` makes `\'` of a single quote, which JSON
 * does not know: it is made undone, as the developer guide says (variables for data transformations, read 2026-11).
 */
export function putRecordsTemplate(streamName: string): string {
  return [
    "{",
    `  "StreamName": "${streamName}",`,
    '  "Records": [',
    "#foreach($event in $input.path('$.events'))",
    "#if($event.viewerId)#set($key = $event.viewerId)#else#set($key = $event.id)#end",
    "    {",
    '      "Data": "$util.base64Encode($input.json("$.events[$foreach.index]"))",',
    `      "PartitionKey": "$util.escapeJavaScript($key).replaceAll("\\\\'", "'")"`,
    "    }#if($foreach.hasNext),#end",
    "",
    "#end",
    "  ]",
    "}",
  ].join("\n");
}

const RETRY_LATER = `#set($context.responseOverride.header.Retry-After = "${RETRY_AFTER_SECONDS}")`;

/**
 * What a caller is told after PutRecords: 202 and how many events were taken; 503 if Kinesis refused some of them, with their places
 * in the batch, so that those alone are sent again.
 */
export const TAKEN_TEMPLATE = [
  "#set($records = $input.path('$.Records'))",
  "#set($failed = $input.path('$.FailedRecordCount'))",
  "#set($taken = $records.size() - $failed)",
  "#if($failed > 0)",
  "#set($context.responseOverride.status = 503)",
  RETRY_LATER,
  "#set($separator = '')",
  '{"type":"about:blank","title":"Service Unavailable","status":503,"detail":"Some events were not taken: send those again.",' +
    '"taken":$taken,"failed":[#foreach($record in $records)#if($record.ErrorCode)$separator$foreach.index#set($separator = \',\')#end#end],' +
    '"requestId":"$context.requestId"}',
  "#else",
  '{"taken":$taken}',
  "#end",
].join("\n");

/**
 * Kinesis refused the request as a whole: 429 if it or the key's service was asked too often, else 500, since the request was made
 * here and not by the caller. Which of them it was, Kinesis says in `__type` (Kinesis API reference, PutRecords, errors, read 2026-11).
 */
export const REFUSED_TEMPLATE = [
  "#set($type = $input.path('$.__type'))",
  '#if($type.contains("ProvisionedThroughputExceeded") || $type.contains("Throttling"))',
  "#set($context.responseOverride.status = 429)",
  RETRY_LATER,
  problem(429, "Too Many Requests", "Too many events at once: send the batch again."),
  "#else",
  problem(500, "Internal Server Error", "The events could not be handed on."),
  "#end",
].join("\n");

/** Kinesis is ill, or says what nobody expects. */
export const UNAVAILABLE_TEMPLATE = problem(
  503,
  "Service Unavailable",
  "No event was taken: send the batch again.",
);

function problem(status: number, title: string, detail: string): string {
  return `{"type":"about:blank","title":"${title}","status":${status},"detail":"${detail}","requestId":"$context.requestId"}`;
}
