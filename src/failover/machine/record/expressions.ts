/** The execution's ARN, which the lock and the record keep. */
export const ME = "{% $states.context.Execution.Id %}";

/** JSONata: the item of a key in the answer of a BatchGetItem. */
export function item(key: string): string {
  return `$states.result.Responses.*[system.S = '${key}']`;
}

/** JSONata: a text attribute, or another text where it is missing. */
export function textOr(path: string, other: string): string {
  return `$exists(${path}.S) ? ${path}.S : '${other}'`;
}

/** JSONata: a number attribute, or 0 where it is missing. */
export function numberOrZero(path: string): string {
  return `$exists(${path}.N) ? $number(${path}.N) : 0`;
}
