/** What the primary stack of every system publishes for the DR stack. */
export const CONTRACT = {
  dataKeyArn: "data-key-arn",
  serviceSecretArn: "service-secret-arn",
  zoneId: "zone-id",
  drHealthCheckId: "dr-health-check-id",
} as const;
