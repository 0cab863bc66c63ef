import type { DatabaseNames } from "../shared/service-secret";

/** What things are called inside of the database. */
export const DATABASE_NAMES: DatabaseNames = {
  database: "mediadb",
  groupRole: "mediadb_service",
  serviceUser: "mediadb_app",
};
