import { certificates, hostName, text, wholeNumber } from "../variables";

/** What a service is told of its cache: fields of a zod object. */
export const CACHE_VARIABLES = {
  CACHE_HOST: hostName,
  CACHE_PORT: wholeNumber(1, 65_535).default(6379),
  CACHE_USER: text,
  CACHE_GROUP: text,
  CACHE_CA_FILE: certificates.optional(),
};
