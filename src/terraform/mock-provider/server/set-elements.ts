import type { ResourceModel } from "../catalog";
import type { Block } from "../schema/model";
import { isObject, type ObjectValue, type Value } from "../values/cty";
import { sameValue } from "../values/equal";

/**
 * Whether an element of a set is one that was there before, whatever AWS has filled in. Terraform finds out by itself, but
 * not where the element holds a set of blocks again, such as the copies of a backup rule; there providers do.
 */
export function wasThere(
  { facts }: ResourceModel,
  block: Block,
  path: string,
  element: Value,
  was: Value,
): boolean {
  return same(block, path, element, was);

  function same(inside: Block, at: string, now: Value, before: Value): boolean {
    if (!isObject(now) || !isObject(before)) return sameValue(now, before);
    return (
      Object.keys(inside.attributes).every((name) => sameAttribute(inside, at, name, now, before)) &&
      Object.entries(inside.blocks).every(([name, nested]) =>
        sameBlocks(nested.block, `${at}${name}.`, listOf(now[name]), listOf(before[name])),
      )
    );
  }

  function sameAttribute(
    inside: Block,
    at: string,
    name: string,
    now: ObjectValue,
    before: ObjectValue,
  ): boolean {
    const given = now[name] ?? facts.defaults?.[at + name] ?? null;
    return (given === null && inside.attributes[name]?.computed) || sameValue(given, before[name] ?? null);
  }

  function sameBlocks(inside: Block, at: string, now: readonly Value[], before: readonly Value[]): boolean {
    return (
      now.length === before.length && now.every((one) => before.some((other) => same(inside, at, one, other)))
    );
  }
}

function listOf(value: Value | undefined): readonly Value[] {
  if (Array.isArray(value)) return value as readonly Value[];
  return value === undefined || value === null ? [] : [value];
}
