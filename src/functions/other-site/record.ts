import type { Followers } from "./announce";
import { claim } from "./record-claim";
import { handBack } from "./record-hand-back";
import { releaseLock, takeLock } from "./record-lock";
import { open } from "./record-open";
import { readRecord } from "./record-read";
import type { RecordTable } from "./record-table";
import type { RecordRequest } from "./request";
import type { Tools } from "./tools";

/** What the operations on the role record work with, all of it in the DR region but the copy. */
export interface RecordProps {
  readonly truth: RecordTable;
  /** The same table in the primary region. */
  readonly copy: RecordTable;
  readonly followers: Followers;
}

/**
 * Reads or writes the role record for the primary site's state machine, which can't call the DR region itself.
 *
 * @throws LockHeld, EpochMoved or OtherSiteUnreachable.
 */
export function operate(
  { truth, copy, followers }: RecordProps,
  request: RecordRequest,
  tools: Tools,
): Promise<object> {
  switch (request.operation) {
    case "read":
      return readRecord(truth, copy, tools);
    case "take-lock":
      return takeLock(truth, request, tools);
    case "release-lock":
      return releaseLock(truth, request, tools);
    case "claim":
      return claim(truth, request, tools);
    case "open":
      return open(truth, followers, request, tools);
    case "hand-back":
      return handBack(truth, copy, followers, tools);
  }
}
