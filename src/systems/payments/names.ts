/** How long application logs are kept, in days (PY-LOG-01). */
export const APPLICATION_LOG_DAYS = 7;

/** The first database of the cluster. */
export const DATABASE_NAME = "payments";

/** The role in the database that owns what the service makes; both of the service's users are members of it. */
export const GROUP_ROLE = "payments_service";

/** The first of the service's two users in the database; the rotation makes both. */
export const SERVICE_USER = "payments_app";
