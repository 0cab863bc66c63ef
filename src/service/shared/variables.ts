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

/** A whole number within bounds, both allowed. */
export function wholeNumber(least: number, most: number) {
  const error = `must be a whole number from ${least} to ${most}`;
  return text
    .regex(/^\d{1,15}$/, { error })
    .transform(Number)
    .pipe(z.number().min(least, { error }).max(most, { error }));
}
