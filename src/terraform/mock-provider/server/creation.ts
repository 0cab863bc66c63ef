import type { ResourceModel } from "../catalog";
import type { Answer } from "../facts/model";
import type { Block } from "../schema/model";
import { Answerer, type Place } from "../values/answers";
import { isObject, isUnknown, type ObjectValue, type Value } from "../values/cty";
import { serviceOf } from "./session";

/** What a type answers when its facts don't say: the forms that most of AWS uses. */
function usualAnswers(model: ResourceModel): Record<string, Answer> {
  const kind = model.type.replace(/^aws_/, "").replaceAll("_", "-");
  const region = model.global ? "" : "{region}";
  const answers: Record<string, Answer> = {
    id: `${kind}-{hex17}`,
    arn: `arn:{partition}:${serviceOf(model.type)}:${region}:{account}:${kind}/{id}`,
    owner_id: "{account}",
  };
  for (const name of Object.keys(model.block.attributes)) {
    const named = name.endsWith("_prefix") ? name.slice(0, -"_prefix".length) : undefined;
    if (named !== undefined)
      answers[named] = (resource) => `${resource.get(name) ?? "terraform-"}${resource.hex(named, 26)}`;
  }
  return answers;
}

/** Keys sorted, unknown values left out: the same resource always reads the same. */
function canonical(value: Value): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (!isObject(value)) return isUnknown(value) ? null : value;
  const known = Object.entries(value).filter(([, inner]) => inner !== null && !isUnknown(inner));
  return known.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, inner]) => [name, canonical(inner)]);
}

/**
 * Fills in everything that AWS decides.
 * @param copy tells resources apart that are alike in everything else; 0 for the first
 * @param before what the resource was before this change
 */
export function fillIn(
  model: ResourceModel,
  planned: ObjectValue,
  place: Place,
  copy: number,
  before?: ObjectValue,
): ObjectValue {
  const identity = JSON.stringify([model.type, place.region, canonical(planned), copy]);
  const answers = { ...usualAnswers(model), ...model.facts.answers };
  const answerer = new Answerer(answers, place, identity, planned, before);
  return fillBlock(model.block, "", planned, answerer);
}

function fillBlock(block: Block, path: string, planned: ObjectValue, answerer: Answerer): ObjectValue {
  const filled: ObjectValue = {};
  for (const [name, attribute] of Object.entries(block.attributes)) {
    const value = planned[name] ?? null;
    filled[name] = isUnknown(value) ? answerer.answer(path + name, attribute.type, planned) : value;
  }
  for (const [name, nested] of Object.entries(block.blocks)) {
    const value = planned[name] ?? null;
    const fill = (inner: Value): Value =>
      isObject(inner) ? fillBlock(nested.block, `${path}${name}.`, inner, answerer) : null;
    filled[name] = Array.isArray(value) ? value.map(fill) : isUnknown(value) ? [] : fill(value);
  }
  return filled;
}
