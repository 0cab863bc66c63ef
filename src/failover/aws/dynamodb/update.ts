import { resolveName, resolveValue, type Placeholders } from "./placeholders";
import { Tokens } from "./tokens";
import type { AttributeValue, Item } from "./value";

/**
 * What becomes of an item by an update expression. It knows `SET` to values and `REMOVE` (DynamoDB developer guide, update
 * expressions, read 2026-11).
 *
 * @throws Error on anything else.
 */
export function updated(expression: string, item: Item, placeholders: Placeholders): Item {
  const tokens = new Tokens(expression);
  const changed: Record<string, AttributeValue> = { ...item };
  while (!tokens.isAtEnd) {
    if (tokens.skip("SET")) {
      do {
        const name = resolveName(tokens.take("an attribute"), placeholders);
        tokens.expect("=");
        changed[name] = resolveValue(tokens.take("a value"), placeholders);
      } while (tokens.skip(","));
    } else if (tokens.skip("REMOVE")) {
      do delete changed[resolveName(tokens.take("an attribute"), placeholders)];
      while (tokens.skip(","));
    } else {
      throw new Error(`the model does not know '${expression}' from '${tokens.peek()}' on`);
    }
  }
  return changed;
}
