/** The first database of the instance. */
export const DATABASE_NAME = "streamflix";

/** The role in the database that owns what the service makes; both of the service's users are members of it. */
export const GROUP_ROLE = "streamflix_service";

/** The first of the service's two users in the database; the rotation makes both. */
export const SERVICE_USER = "streamflix_app";

/** Under which name the primary stack publishes the id of the global datastore for the DR stack. */
export const GLOBAL_DATASTORE_ID = "global-datastore-id";
