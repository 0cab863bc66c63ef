/**
 * So long after the record has changed no task of the old site writes any more, in seconds: 4 until one that can read the record
 * has, 30 of grace for one that can't, and up to 20 from the time in the record to the write of it; rounded up.
 */
export const WRITERS_STOP_SECONDS = 60;
