import * as z from "zod";
import { MODES } from "../../failover/plan/model";

const action = z.literal("record");
/** The ARN of the execution that asks. */
const holder = z.string().min(1);
const epoch = z.int().min(1);

const record = z.discriminatedUnion("operation", [
  z.object({ action, operation: z.literal("read") }),
  z.object({
    action,
    operation: z.literal("take-lock"),
    holder,
    mode: z.enum(MODES),
    breakLock: z.boolean().default(false),
  }),
  z.object({ action, operation: z.literal("release-lock"), holder }),
  z.object({ action, operation: z.literal("claim"), epoch, holder }),
  z.object({ action, operation: z.literal("open"), epoch }),
  z.object({ action, operation: z.literal("hand-back") }),
]);

const request = z.discriminatedUnion("action", [
  z.object({ action: z.literal("fence") }),
  z.object({ action: z.literal("switch-over") }),
  z.object({ action: z.literal("create-replica") }),
  z.object({
    action: z.literal("start-reprotection"),
    epoch,
    reason: z.string().min(1),
    trigger: z.enum(["operator", "alarm"]).default("operator"),
  }),
  record,
]);

/** What the function is asked for. */
export type Request = z.infer<typeof request>;

/** What is asked for of the role record. */
export type RecordRequest = z.infer<typeof record>;

/** One operation on the role record. */
export type RecordOperation<Name extends RecordRequest["operation"]> = Extract<
  RecordRequest,
  { operation: Name }
>;

/** @throws Error naming all that is wrong with it. */
export function readRequest(event: unknown): Request {
  return request.parse(event);
}
