/** What the AWS SDK says of an answer. */
interface Answered {
  readonly $metadata?: { readonly httpStatusCode?: number };
}

/**
 * Whether AWS has answered that it did not do what it was asked for: throttled, not allowed, not in this state. An error of
 * the service, or no answer, leaves open what was done.
 */
export function wasRefused(error: unknown): boolean {
  const status = (error as Answered).$metadata?.httpStatusCode ?? 0;
  return status >= 400 && status < 500;
}
