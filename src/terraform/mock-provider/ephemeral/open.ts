import { createHash } from "node:crypto";
import type { TypeModel } from "../catalog";
import { Refusal } from "../server/diagnostics";
import { textOf, type Cloud, type Session } from "../server/session";
import type { Store, StoredResource } from "../store/store";
import { isObject, type ObjectValue, type Value } from "../values/cty";

const LOWER = "abcdefghijklmnopqrstuvwxyz";
const PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

/** AWS makes passwords of 32 characters unless told otherwise. */
const DEFAULT_PASSWORD_LENGTH = 32;

/** What a password may be made of, by kind of character. */
function alphabets(config: ObjectValue): string[] {
  const excluded = textOf(config["exclude_characters"]) ?? "";
  const kinds = [
    config["exclude_lowercase"] === true ? "" : LOWER,
    config["exclude_uppercase"] === true ? "" : LOWER.toUpperCase(),
    config["exclude_numbers"] === true ? "" : "0123456789",
    (config["exclude_punctuation"] === true ? "" : PUNCTUATION) +
      (config["include_space"] === true ? " " : ""),
  ];
  return kinds
    .map((kind) => [...kind].filter((character) => !excluded.includes(character)).join(""))
    .filter((kind) => kind !== "");
}

/** A password as the configuration asks for it. The same request gives the same password: a mock has no secrets. */
export function mockPassword(config: ObjectValue, count: number): string {
  const kinds = alphabets(config);
  if (kinds.length === 0)
    throw Refusal.because("No password possible", "Every kind of character is excluded.");
  const length =
    typeof config["password_length"] === "number" ? config["password_length"] : DEFAULT_PASSWORD_LENGTH;
  let password = "";
  for (let index = 0; index < length; index++) {
    const digest = createHash("sha256").update(`mock password ${count} ${index}`).digest();
    // The first characters take the kinds in turn, so that each is there.
    const kind = (index < kinds.length ? kinds[index] : kinds.join("")) ?? "";
    password += kind[digest.readUInt32BE(0) % kind.length];
  }
  return password;
}

/** A secret is found by its ARN, id or name; a replica under the ARN of its own region. */
function findSecret(store: Store, region: string, secretId: string): StoredResource | undefined {
  const own = store.find("aws_secretsmanager_secret", ["arn", "id", "name"], secretId, region)[0];
  if (own) return own;
  return store.list("aws_secretsmanager_secret").find((secret) => {
    const replicas = secret.attributes["replica"];
    const replicated =
      Array.isArray(replicas) &&
      replicas.some((replica) => isObject(replica) && replica["region"] === region);
    const arn = textOf(secret.attributes["arn"])?.replace(`:${secret.region}:`, `:${region}:`);
    return replicated && (secret.attributes["name"] === secretId || arn === secretId);
  });
}

function hasStage(version: StoredResource, stage: string): boolean {
  const stages = version.attributes["version_stages"];
  return Array.isArray(stages) && stages.includes(stage);
}

function secretVersion(config: ObjectValue, region: string, store: Store): ObjectValue {
  const secretId = String(config["secret_id"]);
  const secret = findSecret(store, region, secretId);
  const stage = textOf(config["version_stage"]) ?? "AWSCURRENT";
  const versions = secret ? store.list("aws_secretsmanager_secret_version") : [];
  const version = versions
    .filter(({ attributes }) => attributes["arn"] === secret?.attributes["arn"])
    .find((candidate) =>
      typeof config["version_id"] === "string"
        ? candidate.attributes["version_id"] === config["version_id"]
        : hasStage(candidate, stage),
    );
  if (!secret || !version) {
    throw Refusal.because(
      "Secret not found",
      `reading Secrets Manager Secret Version (${secretId}): couldn't find resource in ${region}: ` +
        "Secrets Manager can't find the specified secret value",
      ["secret_id"],
    );
  }
  const { attributes, secrets } = version;
  return {
    arn: textOf(secret.attributes["arn"])?.replace(`:${secret.region}:`, `:${region}:`) ?? null,
    created_date: "2025-01-01T00:00:00Z",
    version_id: attributes["version_id"] ?? null,
    version_stage: stage,
    version_stages: attributes["version_stages"] ?? null,
    secret_string: secrets["secret_string_wo"] ?? attributes["secret_string"] ?? null,
    secret_binary: attributes["secret_binary"] ?? null,
  };
}

/** Opens ephemeral resources: values that live for one run of Terraform. */
export class EphemeralResources {
  private passwords = 0;

  constructor(
    private readonly store: Store,
    private readonly cloud: Cloud,
  ) {}

  open(model: TypeModel, session: Session, config: Value): ObjectValue {
    const configured = isObject(config) ? config : {};
    const region = textOf(configured["region"]) ?? session.region;
    this.cloud.reach(region, "secretsmanager");
    const answered =
      model.type === "aws_secretsmanager_random_password"
        ? { random_password: mockPassword(configured, this.passwords++) }
        : secretVersion(configured, region, this.store);
    return { ...configured, ...answered, region };
  }
}
