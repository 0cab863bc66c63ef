import { createHash } from "node:crypto";
import { Refusal } from "../server/diagnostics";
import { GLOBAL } from "../store/store";
import type { ObjectValue } from "../values/cty";
import { sameValue } from "../values/equal";
import type { DataSource } from "./model";

/** Arguments that steer the lookup rather than describe what is looked up. */
const STEERING = new Set(["region", "with_decryption", "tags", "private_zone"]);

/** What every account finds without having made it: parameters that AWS publishes. */
const PUBLIC_PARAMETERS = "/aws/service/";

const ssmParameter: DataSource = (config, context) => {
  const { place, store } = context;
  const name = String(config["name"]);
  if (name.startsWith(PUBLIC_PARAMETERS)) {
    const value = name.includes("ami") ? "ami-0123456789abcdef0" : "mock";
    const arn = `arn:${place.partition}:ssm:${place.region}::parameter${name}`;
    return { id: name, arn, type: "String", value, insecure_value: value, version: 1, with_decryption: true };
  }
  const found = store.find("aws_ssm_parameter", ["name", "arn"], name, place.region)[0];
  if (!found) {
    const detail = `reading SSM Parameter (${name}): couldn't find resource in ${place.region}`;
    throw Refusal.because("Parameter not found", detail, ["name"]);
  }
  const { arn, type, version, value, insecure_value } = found.attributes;
  const text = insecure_value ?? value ?? found.secrets["value_wo"] ?? null;
  const plain = type === "SecureString" ? null : text;
  return {
    id: name,
    arn: arn ?? null,
    type: type ?? null,
    version: version ?? null,
    value: text,
    insecure_value: plain,
    with_decryption: config["with_decryption"] ?? true,
  };
};

/** A hosted zone exists before any stack: nobody's own zone is found under every name. */
const route53Zone: DataSource = (config, { place, store }) => {
  const named = config["zone_id"] ?? config["name"] ?? null;
  const own = store.find("aws_route53_zone", ["zone_id", "name"], named)[0];
  if (own) return own.attributes;
  const zoneId =
    typeof config["zone_id"] === "string"
      ? config["zone_id"]
      : `Z${createHash("sha256").update(String(config["name"])).digest("hex").slice(0, 20).toUpperCase()}`;
  return {
    id: zoneId,
    zone_id: zoneId,
    arn: `arn:${place.partition}:route53:::hostedzone/${zoneId}`,
    name: typeof config["name"] === "string" ? config["name"].replace(/\.$/, "") : "example.com",
    name_servers: [1, 2, 3, 4].map((n) => `ns-${n}.awsdns-0${n}.com`),
    private_zone: config["private_zone"] ?? false,
    resource_record_set_count: 2,
  };
};

/** Finds the resource of the same type that agrees with every argument given. */
export const sameTypeLookup: DataSource = (config, { type, place, store }) => {
  const wanted = Object.entries(config).filter(
    ([name, value]) => value !== null && !STEERING.has(name) && !(Array.isArray(value) && value.length === 0),
  );
  const agrees = (attributes: ObjectValue): boolean =>
    wanted.every(([name, value]) => sameValue(attributes[name], value));
  const found = store
    .list(type)
    .filter(({ region, attributes }) => (region === place.region || region === GLOBAL) && agrees(attributes));
  if (found.length === 0) {
    const arguments_ = wanted.map(([name, value]) => `${name} = ${JSON.stringify(value)}`).join(", ");
    throw Refusal.because(
      "No matching resource",
      `couldn't find resource ${type} with ${arguments_} in ${place.region}`,
    );
  }
  if (found.length > 1) {
    throw Refusal.because(
      "Too many matching resources",
      `${found.length} of ${type} match in ${place.region}.`,
    );
  }
  return found[0]?.attributes ?? {};
};

export const LOOKUP_DATA: Readonly<Record<string, DataSource>> = {
  aws_ssm_parameter: ssmParameter,
  aws_route53_zone: route53Zone,
};
