import { RotationError } from "../rotation/errors";

/** What a secret holds. */
export interface SecretContent {
  readonly username: string;
  readonly password: string;
  /** The ARN of the administrator's secret, which sets the passwords of this one. The administrator sets its own. */
  readonly masterarn?: string;
}

/**
 * Reads the text of a secret.
 *
 * @throws RotationError that does not repeat the text.
 */
export function parseContent(text: string | undefined): SecretContent {
  const content = parseJson(text);
  const { username, password, masterarn } = content;
  if (!isText(username) || !isText(password) || !(masterarn === undefined || isText(masterarn))) {
    throw new RotationError(
      "the secret's value must have the texts username, password and perhaps masterarn",
    );
  }
  // Whatever else somebody keeps in it stays in it.
  return content as unknown as SecretContent;
}

function parseJson(text: string | undefined): Record<string, unknown> {
  try {
    const content: unknown = JSON.parse(text ?? "");
    if (typeof content === "object" && content !== null) return content as Record<string, unknown>;
  } catch {
    // The parser's error repeats the text.
  }
  throw new RotationError("the secret's value is not a JSON object");
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}
