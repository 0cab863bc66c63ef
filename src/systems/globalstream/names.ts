import type { DatabaseNames } from "../shared/service-secret";

/** What things are called inside of the database. */
export const DATABASE_NAMES: DatabaseNames = {
  database: "globalstream",
  groupRole: "globalstream_service",
  serviceUser: "globalstream_app",
};

/** The cache's thing in names: `globalstream-redis-<suffix>` (GS-NAM-04). */
export const REDIS = "redis";
