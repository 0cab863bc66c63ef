/** How long application logs are kept, in days (PY-LOG-01). */
export const APPLICATION_LOG_DAYS = 7;

/** The first database of the cluster. */
export const DATABASE_NAME = "payments";

/** The role in the database that owns what the service makes; both of the service's users are members of it. */
export const GROUP_ROLE = "payments_service";

/** What the primary stack publishes for the DR stack. */
export const CONTRACT = {
  dataKeyArn: "data-key-arn",
  serviceSecretArn: "service-secret-arn",
  zoneId: "zone-id",
  drHealthCheckId: "dr-health-check-id",
} as const;
