const MIB = 2 ** 20;

/** API Gateway takes and answers 10 MB at most (API Gateway quotas, read 2026-11): less than that, and a round number. */
export const LARGEST_GATEWAY_BODY_BYTES = 8 * MIB;
