const MIB = 2 ** 20;

/** API Gateway takes and answers 10 MB at most (API Gateway quotas, read 2026-11): less than that, and a round number. */
export const LARGEST_ANSWER_BYTES = 8 * MIB;
export const LARGEST_PART_BYTES = 8 * MIB;

/** Parts of an upload: enough for the largest media. */
export const MOST_PARTS = 10_000;

/** Bytes of a segment; the last one may be shorter. */
export const SEGMENT_BYTES = 4 * MIB;
