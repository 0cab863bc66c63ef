/** What the primary stack of every system publishes for the DR stack. */
export const CONTRACT = {
  dataKeyArn: "data-key-arn",
  serviceSecretArn: "service-secret-arn",
  zoneId: "zone-id",
  drHealthCheckId: "dr-health-check-id",
} as const;

/** What the primary stack of a system with files publishes beside. */
export const FILES_CONTRACT = {
  fileSystemId: "file-system-id",
  primaryFileSystemId: "primary-file-system-id",
} as const;
