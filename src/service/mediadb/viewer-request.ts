import { z } from "zod";
import { problemsIn } from "../shared/request-problem";
import { textUpTo } from "../shared/text-up-to";
import type { Checked } from "../shared/titles/title-request";

/** The longest address that mail takes (RFC 5321, with the erratum 1690 of RFC 3696). */
const LONGEST_EMAIL = 254;

const EMAIL_PROBLEM = "must be an e-mail address";
const RESTRICTED_PROBLEM = "must be true or false";

/**
 * The id of a viewer, in lower case. Random and nothing else: it outlives the viewer in the list of erasures, so it must
 * not be made of a name, a time or a machine.
 */
export const viewerId = z.uuidv4({ error: "must be a random UUID (version 4)" }).toLowerCase();

const viewer = z.strictObject({
  displayName: textUpTo(100),
  email: z.email({ error: EMAIL_PROBLEM }).max(LONGEST_EMAIL, { error: EMAIL_PROBLEM }),
  country: z
    .string({ error: 'must be a country code, for example "DE"' })
    .regex(/^[A-Z]{2}$/, { error: "must be two capital letters (ISO 3166-1)" }),
  restricted: z.boolean({ error: RESTRICTED_PROBLEM }).default(false),
});

/** The body of `PUT /viewers/<id>`: no more of a person than the service needs. */
export type ViewerRequest = z.output<typeof viewer>;

/** Checks the id and the body of `PUT /viewers/<id>`. */
export function readViewerRequest(
  id: unknown,
  body: unknown,
): Checked<{ readonly id: string; readonly viewer: ViewerRequest }> {
  const checkedId = viewerId.safeParse(id);
  const checkedBody = viewer.safeParse(body);
  if (checkedId.success && checkedBody.success) return { id: checkedId.data, viewer: checkedBody.data };
  return { problems: [...problemsIn("id", checkedId.error), ...problemsIn("body", checkedBody.error)] };
}
