import * as z from "zod";
import { SUSPICIONS } from "../../constructs/failover/detection-metric";

const request = z.discriminatedUnion("action", [
  z.object({ action: z.literal("probe") }),
  z.object({ action: z.literal("confirm"), suspicion: z.enum(SUSPICIONS).default("unreachable") }),
  z.object({ action: z.literal("measure") }),
]);

/** What the function is asked for. */
export type Request = z.infer<typeof request>;

/** @throws Error naming all that is wrong with it. */
export function readRequest(event: unknown): Request {
  return request.parse(event);
}
