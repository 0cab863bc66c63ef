import type { ResourceModel } from "../catalog";
import type { Format } from "../facts/model";
import { problem } from "../server/diagnostics";
import type { Diagnostic } from "../server/messages";
import type { Value } from "../values/cty";
import { valuesAt, words } from "../values/paths";
import { arnFault } from "./format-arn";
import { cidrFault } from "./format-cidr";
import { containerDefinitionsFault } from "./format-containers";
import { jsonFault } from "./format-json";
import { policyFault } from "./format-policy";
import { stateMachineFault } from "./format-state-machine";

/** By format: its name in messages, and why a text doesn't have it. */
const FORMATS: Record<Format, readonly [string, (text: string) => string | undefined]> = {
  arn: ["ARN", arnFault],
  cidr: ["CIDR block", cidrFault],
  json: ["JSON", jsonFault],
  policy: ["IAM policy", (text) => policyFault(text, "policy")],
  "resource-policy": ["resource policy", (text) => policyFault(text, "resource-policy")],
  "trust-policy": ["trust policy", (text) => policyFault(text, "trust-policy")],
  "container-definitions": ["container definitions", containerDefinitionsFault],
  "state-machine": ["state machine", stateMachineFault],
};

/** Texts that must be ARNs, CIDR blocks, policies and so on, and aren't. */
export function formatProblems(model: ResourceModel, config: Value): Diagnostic[] {
  return Object.entries(model.facts.formats ?? {}).flatMap(([format, paths]) => {
    const [name, faultOf] = FORMATS[format as Format];
    return words(paths).flatMap((path) =>
      valuesAt(config, path, model.block).flatMap(({ value, steps }) =>
        (Array.isArray(value) ? value : [value]).flatMap((text) => {
          const fault = typeof text === "string" && text !== "" ? faultOf(text) : undefined;
          return fault === undefined ? [] : [problem(`Invalid ${name}`, `${path}: ${fault}.`, steps)];
        }),
      ),
    );
  });
}
