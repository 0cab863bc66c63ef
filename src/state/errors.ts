/** A state that must not be repaired automatically; the message says why and what to do. */
export class Refusal extends Error {
  override readonly name = "Refusal";
}

/** The run was interrupted between two steps. */
export class Stopped extends Error {
  override readonly name = "Stopped";
}

const NO_CREDENTIALS = ["CredentialsProviderError", "TokenProviderError"];

const EXPIRED_CREDENTIALS = [
  "ExpiredToken",
  "ExpiredTokenException",
  "RequestExpired",
  "TokenRefreshRequired",
];

const INVALID_CREDENTIALS = [
  "IncompleteSignature",
  "InvalidAccessKeyId",
  "InvalidClientTokenId",
  "InvalidToken",
  "SignatureDoesNotMatch",
  "UnrecognizedClientException",
];

const DENIED = ["AccessDenied", "AccessDeniedException", "AuthorizationError", "UnauthorizedOperation"];

const UNREACHABLE = [
  "ECONNREFUSED",
  "ECONNRESET",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "ETIMEDOUT",
  "TimeoutError",
];

/** Whether an error says that the endpoint could not be reached at all. */
export function isUnreachable(error: unknown): boolean {
  return UNREACHABLE.includes(errorCode(error)) || UNREACHABLE.includes(errorName(error));
}

/** The name of an AWS error, e.g. `NoSuchBucket`; empty for what is no error. */
export function errorName(error: unknown): string {
  return error instanceof Error ? error.name : "";
}

/** The HTTP status with which AWS answered; undefined where it did not answer. */
export function httpStatus(error: unknown): number | undefined {
  const metadata = (error as { $metadata?: { httpStatusCode?: number } } | undefined)?.$metadata;
  return metadata?.httpStatusCode;
}

/** Says in a sentence what went wrong and, where that is known, what to do about it. */
export function explain(error: unknown): string {
  const name = errorName(error);
  const message = error instanceof Error ? error.message : String(error);
  if (name === "Refusal") return message;
  if (NO_CREDENTIALS.includes(name)) {
    return `no AWS credentials found: set AWS_PROFILE or the AWS_ACCESS_KEY_ID variables, or sign in with "aws sso login" (${message})`;
  }
  if (EXPIRED_CREDENTIALS.includes(name)) {
    return `the AWS credentials have expired: sign in again, then run this command again (${name})`;
  }
  if (INVALID_CREDENTIALS.includes(name)) return `AWS does not accept the credentials (${name}: ${message})`;
  if (DENIED.includes(name)) return `not allowed: ${message}`;
  if (isUnreachable(error))
    return `AWS does not answer (${errorCode(error) || name}${message ? `: ${message}` : ""})`;
  return name && name !== "Error" ? `${name}: ${message}` : message;
}

function errorCode(error: unknown): string {
  const code = (error as { code?: unknown } | undefined)?.code;
  return typeof code === "string" ? code : "";
}

/**
 * Reads something that may not exist.
 *
 * @param names AWS's error names for "there is none".
 * @returns undefined where there is none.
 */
export async function ifPresent<T>(reading: Promise<T>, ...names: string[]): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (names.includes(errorName(error))) return undefined;
    throw error;
  }
}
