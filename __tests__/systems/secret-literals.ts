/** Names of arguments whose value is a secret. */
const SECRET_NAME = /(password|secret_string|private_key|auth_token|access_key)(_wo)?$/;

/** What secrets look like, wherever they stand: AWS access keys, private keys, long runs of base64. */
const SECRET_VALUE =
  /\b(AKIA|ASIA)[A-Z0-9]{16}\b|-----BEGIN [A-Z ]*PRIVATE KEY|(?<![\w/+.-])(?=[A-Za-z/+]*\d)(?=[A-Z0-9/+]*[a-z])(?=[a-z0-9/+]*[A-Z])[A-Za-z0-9/+]{40,}/;

/** The paths of a configuration under which a secret stands in plain text. References are no secrets. */
export function secretLiterals(value: unknown, path = ""): string[] {
  if (typeof value === "string") {
    const name = path.split(".").at(-1) ?? "";
    const isReference = /^\$\{.*\}$/s.test(value);
    return (SECRET_NAME.test(name) && !isReference) || SECRET_VALUE.test(value) ? [path] : [];
  }
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) =>
    secretLiterals(child, path ? `${path}.${key}` : key),
  );
}
