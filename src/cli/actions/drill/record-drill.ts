import { PutCommand } from "@aws-sdk/lib-dynamodb";
import { countedRecoverySeconds, type DrillResult } from "../../../failover/drill/result";
import { itemKey, type Item } from "../../../role-record/items";
import { explain } from "../../../state/errors";
import type { Operation } from "../failover/operation";

/**
 * Writes down in the role table that there was a drill, for `status` and the alarm that misses drills. What was not measured
 * was no drill.
 *
 * @returns why it is not written down; undefined where it is.
 */
export async function recordDrill(
  { context: { deployment, clients } }: Operation,
  result: DrillResult,
  succeeded: boolean,
): Promise<string | undefined> {
  const { takeover, finishedAt, mode } = result;
  if (takeover?.lostSeconds === undefined) return undefined;
  const item: Item<"drill"> = {
    finished_at: finishedAt,
    recovery_seconds: countedRecoverySeconds(takeover, result),
    lost_seconds: takeover.lostSeconds,
    succeeded,
    mode,
  };
  try {
    await clients.dr.documents.send(
      new PutCommand({
        TableName: deployment.roleTable,
        Item: { ...itemKey(deployment.system, "drill"), ...item },
      }),
    );
    return undefined;
  } catch (error) {
    return `the drill could not be written down in ${deployment.roleTable}: ${explain(error)}`;
  }
}
