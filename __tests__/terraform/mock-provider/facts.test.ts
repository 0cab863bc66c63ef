import { resourceModel } from "../../../src/terraform/mock-provider/catalog";
import { attributeAt } from "../../../src/terraform/mock-provider/facts/complete";
import type { TypeFacts } from "../../../src/terraform/mock-provider/facts/model";
import { FACTS } from "../../../src/terraform/mock-provider/facts/table";
import type { Block } from "../../../src/terraform/mock-provider/schema/model";
import { words } from "../../../src/terraform/mock-provider/values/paths";

/** A path may also name a block, or go into an attribute that holds objects. */
function exists(block: Block, path: string): boolean {
  if (attributeAt(block, path)) return true;
  const [first = "", ...rest] = path.split(".");
  const nested = block.blocks[first]?.block;
  if (nested) return rest.length === 0 || exists(nested, rest.join("."));
  return JSON.stringify(block.attributes[first]?.type ?? "").includes(`"${rest.join(".")}":`);
}

/** Every path that the facts of a type mention. */
function mentioned(facts: TypeFacts): string[] {
  const lists = [
    facts.filled,
    facts.identity,
    facts.sensitive,
    facts.replaces,
    ...Object.values(facts.formats ?? {}),
  ];
  const groups = [...(facts.conflicts ?? []), ...(facts.exactlyOne ?? []), ...(facts.atLeastOne ?? [])];
  const pairs = [...Object.entries(facts.together ?? {}), ...Object.entries(facts.changing ?? {})].flat();
  const tables = [
    facts.defaults,
    facts.values,
    facts.lengths,
    facts.ranges,
    facts.patterns,
    facts.references,
  ];
  const names = [facts.uniqueName, facts.deletionProtection].filter((name) => name !== undefined);
  return [
    ...[...lists, ...groups, ...pairs].flatMap((text) => words(text)),
    ...tables.flatMap((table) => Object.keys(table ?? {})),
    ...Object.keys(facts.answers ?? {}),
    ...names,
  ];
}

describe.each(Object.keys(FACTS))("the facts of %s", (type) => {
  const { block, facts } = resourceModel(type);

  it("name nothing that the bindings don't have", () => {
    const missing = mentioned(facts).filter((path) => !exists(block, path));
    expect(missing).toEqual([]);
  });

  it("answer attributes that AWS decides", () => {
    const decidedByUser = Object.keys(facts.answers ?? {}).filter(
      (path) => !attributeAt(block, path)?.computed,
    );
    expect(decidedByUser).toEqual([]);
  });

  it("give defaults and answers that the rules for values allow", () => {
    const wrong = Object.entries(facts.defaults ?? {}).filter(
      ([path, value]) => facts.values?.[path] && !words(facts.values[path]).includes(String(value)),
    );
    expect(wrong).toEqual([]);
  });
});

it("references name types and attributes that the bindings have", () => {
  const references = Object.values(FACTS).flatMap((facts) => Object.values(facts.references ?? {}));
  const wrong = new Set<string>();
  for (const { to, by } of references) {
    const schemas = words(to).map((type) => resourceModel(type).block);
    for (const name of words(by)) {
      if (!schemas.some((block) => name in block.attributes)) wrong.add(`${to}: ${name}`);
    }
  }
  expect([...wrong]).toEqual([]);
});
