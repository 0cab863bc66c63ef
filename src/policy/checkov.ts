import { basename } from "node:path";
import { z } from "zod";
import type { Finding } from "./compare";

/** The part of checkov's report that is read. */
const report = z.object({
  results: z.object({
    failed_checks: z.array(
      z.object({ check_id: z.string(), check_name: z.string(), resource: z.string(), file_path: z.string() }),
    ),
  }),
  summary: z.object({ passed: z.number(), failed: z.number(), parsing_errors: z.number() }),
});

/** The arguments that make checkov read the plans in a folder, without asking its vendor for anything. */
export function checkovArguments(planFolder: string): string[] {
  const files = ["--directory", planFolder, "--framework", "terraform_plan"];
  return [...files, "--output", "json", "--quiet", "--compact", "--soft-fail", "--skip-download"];
}

/**
 * Reads checkov's report.
 *
 * @throws Error if it could not parse a plan or checked nothing: an empty scan proves nothing.
 */
export function readFindings(text: string): { readonly findings: Finding[]; readonly passed: number } {
  const { results, summary } = report.parse(JSON.parse(text));
  if (summary.parsing_errors > 0) {
    throw new Error(`checkov could not read ${summary.parsing_errors} of the plans`);
  }
  if (summary.passed === 0) throw new Error("checkov checked nothing");
  const findings = results.failed_checks.map(({ check_id, check_name, resource, file_path }) => ({
    stack: basename(file_path, ".json"),
    address: resource,
    check: check_id,
    title: check_name,
  }));
  return { findings, passed: summary.passed };
}
