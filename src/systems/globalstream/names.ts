/** The first database of the cluster. */
export const DATABASE_NAME = "globalstream";

/** The role in the database that owns what the service makes; both of the service's users are members of it. */
export const GROUP_ROLE = "globalstream_service";

/** The first of the service's two users in the database; the rotation makes both. */
export const SERVICE_USER = "globalstream_app";

/** The cache's thing in names: `globalstream-redis-<suffix>` (GS-NAM-04). */
export const REDIS = "redis";
