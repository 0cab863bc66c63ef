import type { PolicyReport } from "../actions/policy";

/** What the policy scan found, for people. */
export function policyText({ scan, skipped }: PolicyReport): string {
  if (!scan) return `Nothing was scanned: ${skipped}\n`;
  const { unanswered, stale, answered, passed, plans } = scan;
  const blocks = [
    `checkov read ${plans} plans: ${passed} checks passed, ${answered.length} findings are answered.`,
    list(
      "Unanswered: change the resource, or answer the finding next to it (src/policy/answers.ts)",
      unanswered.map(({ stack, address, check, title }) => `${stack} ${address}: ${check} ${title}`),
    ),
    list(
      "Reasons without a finding: remove them",
      stale.map(({ stack, address, check }) => `${stack} ${address}: ${check}`),
    ),
  ];
  return `${blocks.filter(Boolean).join("\n\n")}\n`;
}

function list(title: string, lines: readonly string[]): string {
  return lines.length > 0 ? [`${title}:`, ...lines.map((line) => `  ${line}`)].join("\n") : "";
}
