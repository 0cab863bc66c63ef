import type { ResourceModel } from "../catalog";
import type { Reference } from "../facts/model";
import { problem } from "../server/diagnostics";
import type { Diagnostic } from "../server/messages";
import type { Cloud } from "../server/session";
import { GLOBAL, type Store } from "../store/store";
import type { ObjectValue, Value } from "../values/cty";
import { valuesAt, words, type Step } from "../values/paths";

/** Where a value that names a resource says that resource is. */
interface Target {
  /** `undefined` when the value may name something in any region. */
  region: string | undefined;
  account: string | undefined;
}

const ARN = /^arn:[\w-]+:[\w-]+:([\w-]*):(\d{12}|aws)?:/;

function targetOf(value: string, region: string, account: string): Target {
  const arn = ARN.exec(value);
  if (!arn) return { region, account };
  return { region: arn[1] || undefined, account: arn[2] || account };
}

function exists(reference: Reference, value: string, target: Target, store: Store): boolean {
  // Some services want a log group's ARN with all of its streams.
  const named = value.replace(/:\*$/, "");
  return words(reference.to).some((type) =>
    [target.region, GLOBAL].some((region) => store.find(type, words(reference.by), named, region).length > 0),
  );
}

/** The names that a value holds: one, a list of them, or a text around them. */
function namesIn(value: Value, { within }: Reference): readonly Value[] {
  if (within && typeof value === "string") return [...value.matchAll(within)].map((match) => match[1] ?? "");
  return Array.isArray(value) ? value : [value];
}

interface Candidate {
  value: Value;
  steps: Step[];
  reference: Reference;
}

function candidates(model: ResourceModel, planned: ObjectValue): Candidate[] {
  return Object.entries(model.facts.references ?? {}).flatMap(([path, reference]) =>
    valuesAt(planned, path, model.block).flatMap(({ value, steps }) =>
      namesIn(value, reference).map((one) => ({ value: one, steps, reference })),
    ),
  );
}

function dangling(found: readonly Candidate[], region: string, store: Store, cloud: Cloud): Diagnostic[] {
  return found.flatMap(({ value, steps, reference }) => {
    if (typeof value !== "string" || value === "" || reference.except?.test(value)) return [];
    const named = targetOf(value, region, cloud.account);
    const target = reference.anyRegion ? { ...named, region: undefined } : named;
    // Other accounts are out of sight, and so is a region that does not answer.
    if (target.account !== cloud.account || cloud.isDown(target.region ?? region)) return [];
    if (exists(reference, value, target, store)) return [];
    const what = words(reference.to).join(" or ");
    const detail = `"${value}" names no ${what} in ${target.region ?? "this account"} (by ${words(reference.by).join(" or ")}).`;
    return [problem("Reference to something that does not exist", detail, steps)];
  });
}

/** Values that name a resource which doesn't exist when this one is made. */
export function referenceProblems(
  model: ResourceModel,
  planned: ObjectValue,
  region: string,
  store: Store,
  cloud: Cloud,
): Diagnostic[] {
  return dangling(candidates(model, planned), region, store, cloud);
}

/** The same while planning, where a name may still be about to be created; an id that AWS makes up may not. */
export function plannedReferenceProblems(
  model: ResourceModel,
  planned: ObjectValue,
  region: string,
  store: Store,
  cloud: Cloud,
): Diagnostic[] {
  const generated = candidates(model, planned).filter((candidate) => candidate.reference.generated);
  return dangling(generated, region, store, cloud);
}
