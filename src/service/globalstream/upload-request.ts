import type { IncomingHttpHeaders } from "node:http";
import { z } from "zod";
import { problemsIn } from "../shared/request-problem";
import { titleId, type Checked } from "../shared/titles/title-request";
import { SHA256 } from "./digests";
import { MOST_PARTS } from "./limits";
import type { Completion } from "./uploads";

const SHA256_PROBLEM = "must be a SHA-256 as 64 digits out of 0-9 and a-f";
const sha256 = z.string({ error: SHA256_PROBLEM }).regex(SHA256, { error: SHA256_PROBLEM });

const COUNT_PROBLEM = `must be a whole number from 1 to ${MOST_PARTS}`;

/** What an upload is called: by its title, and by a name that the client chooses. Both are names of folders, too. */
const upload = z.object({ id: titleId, uploadId: titleId });

const part = upload.extend({
  number: z
    .string()
    .regex(/^[1-9]\d{0,4}$/, { error: COUNT_PROBLEM })
    .transform(Number)
    .refine((number) => number <= MOST_PARTS, { error: COUNT_PROBLEM }),
  "x-sha256": sha256,
});

const completion = z.strictObject({
  parts: z
    .int({ error: COUNT_PROBLEM })
    .min(1, { error: COUNT_PROBLEM })
    .max(MOST_PARTS, { error: COUNT_PROBLEM }),
  sha256,
});

/** The path of an upload. */
export interface UploadParams {
  readonly id: string;
  readonly uploadId: string;
}

/** A part that is sent. */
export interface PartRequest {
  readonly titleId: string;
  readonly uploadId: string;
  readonly number: number;
  readonly sha256: string;
}

/** Checks path and headers of a part. */
export function readPartRequest(params: object, headers: IncomingHttpHeaders): Checked<PartRequest> {
  const { success, data, error } = part.safeParse({ ...params, "x-sha256": headers["x-sha256"] });
  if (!success) return { problems: problemsIn("path", error) };
  return { titleId: data.id, uploadId: data.uploadId, number: data.number, sha256: data["x-sha256"] };
}

/** Checks path and body of the completion of an upload. */
export function readCompletion(params: object, body: unknown): Checked<Completion> {
  const path = upload.safeParse(params);
  const given = completion.safeParse(body);
  if (path.success && given.success) {
    return { titleId: path.data.id, uploadId: path.data.uploadId, ...given.data };
  }
  return { problems: [...problemsIn("path", path.error), ...problemsIn("body", given.error)] };
}

/** Checks the path of an upload that is looked up. */
export function isUploadPath(params: object): params is UploadParams {
  return upload.safeParse(params).success;
}
