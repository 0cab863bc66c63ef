import type { z } from "zod";
import type { CommonSettings } from "../../config/settings";

/** Refuses a network without a way to the other region. */
export function needsNatGateways({ network }: CommonSettings, context: z.RefinementCtx): void {
  if (network.natGateways !== "none") return;
  context.addIssue({
    code: "custom",
    path: ["network", "natGateways"],
    message:
      "must be single or per-zone: the primary site reads the role record in the DR region, and no endpoint leads there",
  });
}
