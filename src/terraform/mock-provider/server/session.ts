import type { ResourceModel } from "../catalog";
import { GLOBAL } from "../store/store";
import { partitionOf, type Place } from "../values/answers";
import { isObject, isUnknown, type ObjectValue, type Value } from "../values/cty";
import { Refusal } from "./diagnostics";

/** The control planes of IAM, Route 53 and the other global services are in this region. */
const GLOBAL_API_REGION = "us-east-1";

/** The configuration of one provider alias. */
export interface Session {
  region: string;
  defaultTags: Record<string, string>;
}

/** The text of a string value, `undefined` when it is null or not known. */
export function textOf(value: Value | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** What the pretended account is, and which of its regions answer. */
export class Cloud {
  constructor(
    readonly account: string,
    private regionsDown: ReadonlySet<string>,
  ) {}

  setRegionsDown(regions: readonly string[]): void {
    this.regionsDown = new Set(regions);
  }

  isDown(region: string): boolean {
    return this.regionsDown.has(region === GLOBAL ? GLOBAL_API_REGION : region);
  }

  /**
   * Fails like a call to a region that does not answer.
   * @param region the region called, or {@link GLOBAL}
   * @param service the service's name in its endpoint, such as `kms`
   */
  reach(region: string, service: string): void {
    if (!this.isDown(region)) return;
    const called = region === GLOBAL ? GLOBAL_API_REGION : region;
    throw Refusal.because(
      `Region ${called} does not answer`,
      `operation error ${service}: exceeded maximum number of attempts, 3, request send failed, ` +
        `Post "https://${service}.${called}.amazonaws.com/": dial tcp: i/o timeout`,
    );
  }

  place(region: string): Place {
    const real = region === GLOBAL ? GLOBAL_API_REGION : region;
    return { region: real, account: this.account, partition: partitionOf(real) };
  }
}

/** The first word of a type names its service, near enough for an endpoint: `aws_kms_key` is served by `kms`. */
export function serviceOf(type: string): string {
  return type.replace(/^aws_/, "").split("_")[0] ?? type;
}

/** The region that a call is about: the resource's own argument goes before the alias's region. */
export function effectiveRegion(model: ResourceModel, session: Session, value: Value): string {
  if (model.global) return GLOBAL;
  return (isObject(value) ? textOf(value["region"]) : undefined) ?? session.region;
}

function tagsOf(value: Value | undefined): Record<string, string> {
  if (!isObject(value)) return {};
  const known = Object.entries(value).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string",
  );
  return Object.fromEntries(known);
}

/** The configured aliases, by connection. */
export class Sessions {
  private readonly byConnection = new Map<string, Session>();

  constructor(private readonly cloud: Cloud) {}

  of(connection: string): Session {
    const session = this.byConnection.get(connection);
    if (!session) throw new Error("The provider was called before it was configured");
    return session;
  }

  /** Configures the alias behind a connection, as the AWS provider does: it asks STS who it is. */
  configure(connection: string, config: ObjectValue): void {
    const region = textOf(config["region"]);
    if (region === undefined) {
      throw Refusal.because("Invalid provider configuration", "The provider needs a region that is known.", [
        "region",
      ]);
    }
    const asksSts =
      config["skip_credentials_validation"] !== true || config["skip_requesting_account_id"] !== true;
    if (asksSts) this.cloud.reach(textOf(config["sts_region"]) ?? region, "sts");
    this.checkAccount(config);
    const tags = config["default_tags"];
    const first = Array.isArray(tags) ? tags[0] : undefined;
    this.byConnection.set(connection, {
      region,
      defaultTags: tagsOf(isObject(first) ? first["tags"] : undefined),
    });
  }

  private checkAccount(config: ObjectValue): void {
    const { account } = this.cloud;
    const allowed = config["allowed_account_ids"];
    if (
      Array.isArray(allowed) &&
      allowed.length > 0 &&
      !allowed.some(isUnknown) &&
      !allowed.includes(account)
    ) {
      throw Refusal.because(
        "AWS account ID not allowed",
        `The credentials belong to account ${account}; allowed are ${allowed.join(", ")}.`,
        ["allowed_account_ids"],
      );
    }
    const forbidden = config["forbidden_account_ids"];
    if (Array.isArray(forbidden) && forbidden.includes(account)) {
      throw Refusal.because("AWS account ID not allowed", `Account ${account} is forbidden.`, [
        "forbidden_account_ids",
      ]);
    }
  }
}
