import { readFileSync } from "node:fs";
import { z } from "zod";

/** A variable that may hold anything but nothing. */
export const text = z.string({ error: "is missing" });

export const hostName = text.regex(/^[A-Za-z0-9][A-Za-z0-9.-]*$/, { error: "must be a host name" });

export const region = text.regex(/^[a-z]{2}(-[a-z]+)+-\d$/, {
  error: "must be a region, for example us-east-1",
});

export const secretArn = text.regex(/^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:.+$/, {
  error: "must be the ARN of a secret",
});

/** The path of a file with certificates, read at once. */
export const certificates = text.transform((path, context) => {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    context.addIssue(`can't be read: ${(error as Error).message}`);
    return z.NEVER;
  }
});

/** Where something listens: a scheme, a host and mostly a port, without a path. */
export const origin = text.regex(/^https?:\/\/[A-Za-z0-9][A-Za-z0-9.-]*(:\d{1,5})?$/, {
  error: "must be an address without a path, for example http://127.0.0.1:4318",
});

const PERCENT_ERROR = "must be a number from 0 to 100";

/** A share; parts of a percent may be given. */
export const percent = text
  .regex(/^\d{1,3}(\.\d{1,6})?$/, { error: PERCENT_ERROR })
  .transform(Number)
  .pipe(z.number().max(100, { error: PERCENT_ERROR }));

/** A whole number within bounds, both allowed. */
export function wholeNumber(least: number, most: number) {
  const error = `must be a whole number from ${least} to ${most}`;
  return text
    .regex(/^\d{1,15}$/, { error })
    .transform(Number)
    .pipe(z.number().min(least, { error }).max(most, { error }));
}
