import type { DatabaseNames } from "../shared/service-secret";

/** What things are called inside of the database. */
export const DATABASE_NAMES: DatabaseNames = {
  database: "streamflix",
  groupRole: "streamflix_service",
  serviceUser: "streamflix_app",
};

/** Under which name the primary stack publishes the id of the global datastore for the DR stack. */
export const GLOBAL_DATASTORE_ID = "global-datastore-id";
