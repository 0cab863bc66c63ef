import type { Answer } from "./answers";

/** The page that lists the reasons, relative to the project's root. */
export const POLICY_PAGE = "docs/policy.md";

const HEAD = `# Answered findings of the policy scanner

\`npm run policy\` lets [checkov](https://www.checkov.io/) read the plans of every stack. A check that fails needs a
change of the resource, or a reason next to it (\`answerFinding\`). The reason travels as a comment in the synthesized
JSON. An unanswered finding fails the scan and the tests, and so does a reason without a finding.

This page is written by \`npm run policy-page\` from the stacks of \`dev\` and \`prod\`; a test fails when it is out of date.

| check | environments | resources | reason |
|---|---|---|---|
`;

/** The text of the page, from the answers of each environment. */
export function policyPage(answers: Readonly<Record<string, readonly Answer[]>>): string {
  const rows = new Map<
    string,
    { check: string; reason: string; environments: Set<string>; resources: Set<string> }
  >();
  for (const [environment, given] of Object.entries(answers)) {
    for (const { stack, address, check, reason } of given) {
      const key = `${check} ${reason}`;
      const row = rows.get(key) ?? { check, reason, environments: new Set(), resources: new Set() };
      row.environments.add(environment);
      row.resources.add(`${stack} \`${address}\``);
      rows.set(key, row);
    }
  }
  const lines = [...rows.entries()]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(
      ([, { check, environments, resources, reason }]) =>
        `| ${check} | ${[...environments].sort().join(", ")} | ${[...resources].sort().join("<br>")} | ${reason} |`,
    );
  return `${HEAD}${lines.join("\n")}\n`;
}
