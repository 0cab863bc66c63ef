import type { TypeModel } from "../catalog";
import type { Store } from "../store/store";
import { GLOBAL } from "../store/store";
import { isObject, type ObjectValue, type Value } from "../values/cty";
import { serviceOf, textOf, type Cloud, type Session } from "../server/session";
import { ACCOUNT_DATA } from "./account";
import { LOOKUP_DATA, sameTypeLookup } from "./lookup";
import type { DataSource } from "./model";
import { policyDocument } from "./policy-document";

const DATA_SOURCES: Readonly<Record<string, DataSource>> = {
  ...ACCOUNT_DATA,
  ...LOOKUP_DATA,
  aws_iam_policy_document: policyDocument,
};

/** Answered by the provider itself, without a call to AWS. */
const WITHOUT_CALL = new Set(["aws_iam_policy_document", "aws_partition", "aws_region"]);

/** Asked of a regional endpoint although the data source has no `region` argument. */
const REGIONAL = new Set(["aws_caller_identity"]);

function regionOf(model: TypeModel, session: Session, config: ObjectValue): string {
  if ("region" in model.block.attributes) return textOf(config["region"]) ?? session.region;
  return REGIONAL.has(model.type) || WITHOUT_CALL.has(model.type) ? session.region : GLOBAL;
}

/** Reads a data source. */
export function readDataSource(
  model: TypeModel,
  session: Session,
  config: Value,
  store: Store,
  cloud: Cloud,
): ObjectValue {
  const configured = isObject(config) ? config : {};
  const region = regionOf(model, session, configured);
  if (!WITHOUT_CALL.has(model.type)) cloud.reach(region, serviceOf(model.type));
  const answer = DATA_SOURCES[model.type] ?? sameTypeLookup;
  const place = cloud.place(region);
  const answered = answer(configured, { type: model.type, place, store });
  const state: ObjectValue = {};
  for (const name of [...Object.keys(model.block.attributes), ...Object.keys(model.block.blocks)]) {
    state[name] = configured[name] ?? answered[name] ?? null;
  }
  if ("region" in model.block.attributes) state["region"] = region;
  for (const [name, nested] of Object.entries(model.block.blocks)) {
    if (nested.nesting !== "single") state[name] = configured[name] ?? [];
  }
  return state;
}
