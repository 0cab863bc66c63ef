import { LARGEST_GATEWAY_BODY_BYTES } from "../shared/gateway-limit";

const MIB = 2 ** 20;

/** What goes through API Gateway at once. */
export const LARGEST_ANSWER_BYTES = LARGEST_GATEWAY_BODY_BYTES;
export const LARGEST_PART_BYTES = LARGEST_GATEWAY_BODY_BYTES;

/** Parts of an upload: enough for the largest media. */
export const MOST_PARTS = 10_000;

/** Bytes of a segment; the last one may be shorter. */
export const SEGMENT_BYTES = 4 * MIB;
