import { CANARY_SCHEMA, EPOCH_SCHEMA } from "../shared/schema";
import { TITLE_SCHEMA } from "../shared/titles/title-schema";

/**
 * The changes that make the schema, oldest first. Never edit one that was released: add another. Each must leave a
 * schema that the service before it can work with, since both run during a deployment.
 */
export const MIGRATIONS: readonly string[] = [
  `${EPOCH_SCHEMA}
  ${TITLE_SCHEMA}
  ${CANARY_SCHEMA}`,
];
