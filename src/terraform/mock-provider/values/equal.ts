import { isObject, isUnknown, type Value } from "./cty";

/** Equality of values. Two unknown values are never equal: they may turn out to differ. */
export function sameValue(a: Value | undefined, b: Value | undefined): boolean {
  if (isUnknown(a) || isUnknown(b)) return false;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((element, index) => sameValue(element, b[index]));
  }
  if (isObject(a) && isObject(b)) {
    const names = Object.keys(a);
    return names.length === Object.keys(b).length && names.every((name) => sameValue(a[name], b[name]));
  }
  return (a ?? null) === (b ?? null);
}
