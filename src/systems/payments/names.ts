import type { DatabaseNames } from "../shared/service-secret";

/** How long application logs are kept, in days (PY-LOG-01). */
export const APPLICATION_LOG_DAYS = 7;

/** What things are called inside of the database. */
export const DATABASE_NAMES: DatabaseNames = {
  database: "payments",
  groupRole: "payments_service",
  serviceUser: "payments_app",
};
