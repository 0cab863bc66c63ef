/** Starts the keys of what load balancers log; the kind of log follows. */
export const LOAD_BALANCER_LOGS_PREFIX = "load-balancer";

/** Starts the keys of what buckets log of requests to them; the bucket's name follows. */
export const BUCKET_LOGS_PREFIX = "bucket";
