import { resolveName, resolveValue, type Placeholders } from "./placeholders";
import { Tokens } from "./tokens";
import { compareValues, type Item } from "./value";

type Test = (item: Item, placeholders: Placeholders) => boolean;

const COMPARISONS: Readonly<Record<string, (order: number) => boolean>> = {
  "=": (order) => order === 0,
  "<>": (order) => order !== 0,
  "<": (order) => order < 0,
  "<=": (order) => order <= 0,
  ">": (order) => order > 0,
  ">=": (order) => order >= 0,
};

const parsed = new Map<string, Test>();

/**
 * Whether a condition holds for an item; a missing item is an empty one.
 *
 * It knows comparisons of an attribute with a value, `attribute_exists`, `attribute_not_exists`, AND, OR, NOT and parentheses
 * (DynamoDB developer guide, condition expressions, read 2026-11).
 *
 * @throws Error on anything else.
 */
export function holds(condition: string, item: Item, placeholders: Placeholders): boolean {
  let test = parsed.get(condition);
  if (!test) {
    const tokens = new Tokens(condition);
    test = either(tokens);
    if (!tokens.isAtEnd) throw new Error(`the model does not know '${condition}' from '${tokens.peek()}' on`);
    parsed.set(condition, test);
  }
  return test(item, placeholders);
}

function either(tokens: Tokens): Test {
  const tests = [both(tokens)];
  while (tokens.skip("OR")) tests.push(both(tokens));
  return (...given) => tests.some((test) => test(...given));
}

function both(tokens: Tokens): Test {
  const tests = [negated(tokens)];
  while (tokens.skip("AND")) tests.push(negated(tokens));
  return (...given) => tests.every((test) => test(...given));
}

function negated(tokens: Tokens): Test {
  if (!tokens.skip("NOT")) return single(tokens);
  const test = negated(tokens);
  return (...given) => !test(...given);
}

function single(tokens: Tokens): Test {
  if (tokens.skip("(")) {
    const test = either(tokens);
    tokens.expect(")");
    return test;
  }
  if (tokens.skip("attribute_not_exists")) return exists(tokens, false);
  if (tokens.skip("attribute_exists")) return exists(tokens, true);
  return comparison(tokens);
}

function exists(tokens: Tokens, wanted: boolean): Test {
  tokens.expect("(");
  const name = tokens.take("an attribute");
  tokens.expect(")");
  return (item, placeholders) => resolveName(name, placeholders) in item === wanted;
}

function comparison(tokens: Tokens): Test {
  const name = tokens.take("an attribute");
  const operator = tokens.take("a comparison");
  const fits = COMPARISONS[operator];
  if (!fits) throw new Error(`the model does not know the comparison '${operator}'`);
  const value = tokens.take("a value");
  return (item, placeholders) => {
    const wanted = resolveValue(value, placeholders);
    const found = item[resolveName(name, placeholders)];
    const order = found && compareValues(found, wanted);
    // What is not there, or of another type, differs from everything.
    return order === undefined ? operator === "<>" : fits(order);
  };
}
