import type { Step } from "../values/paths";
import type { Diagnostic } from "./messages";

/** An error about one attribute, or about the whole resource when there are no steps. */
export function problem(summary: string, detail: string, steps: readonly Step[] = []): Diagnostic {
  if (steps.length === 0) return { severity: "ERROR", summary, detail };
  const path = steps.map((step) =>
    typeof step === "number" ? { element_key_int: step } : { attribute_name: step },
  );
  return { severity: "ERROR", summary, detail, attribute: { steps: path } };
}

/** An error that ends a call: AWS refused it, or could not be reached. */
export class Refusal extends Error {
  constructor(readonly diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map((diagnostic) => `${diagnostic.summary}: ${diagnostic.detail}`).join("\n"));
  }

  /** A refusal with a single reason. */
  static because(summary: string, detail: string, steps: readonly Step[] = []): Refusal {
    return new Refusal([problem(summary, detail, steps)]);
  }
}
