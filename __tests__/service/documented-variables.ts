import { readFileSync } from "node:fs";
import { resolve } from "node:path";

const docs = resolve(__dirname, "../../docs");

/** What a service may be told and need not, besides what has a default. */
export const OPTIONAL_VARIABLES = {
  ROLE_FUNCTION: "payments-read-role-dev",
  OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:4318",
};

/** The variables in the tables of the page about every service, and of the page about one; sorted. */
export function documentedVariables(system: string): string[] {
  return ["service.md", `service-${system}.md`]
    .flatMap((page) => [...readFileSync(resolve(docs, page), "utf8").matchAll(/^\| `([A-Z_]+)`/gm)])
    .map(([, name]) => name!)
    .sort();
}
