import { ownsSingletonOf } from "../../config/singletons";
import { Compliance } from "../../constructs/audit/compliance";
import { GuardDuty } from "../../constructs/audit/guard-duty";
import type { RegionalStack } from "../../stacks/regional-stack";
import type { Foundation } from "../shared/foundation";
import type { MediadbSettings } from "./settings";

/** Adds what guards the account in the stack's region, where this system owns what an account has once a region. */
export function addGuards(
  stack: RegionalStack,
  { guardDuty, config }: MediadbSettings,
  { topic, operationsKeyArn }: Foundation,
  logBucketName: string,
): void {
  const owns = (setting: "config" | "guardDuty") =>
    ownsSingletonOf(setting, stack.environment, stack.system, stack.region);
  if (guardDuty.enabled && owns("guardDuty")) new GuardDuty(stack, "guard-duty", { topic });
  if (!config.enabled || !owns("config")) return;
  new Compliance(stack, "compliance", { settings: config, keyArn: operationsKeyArn, logBucketName, topic });
}
