import type { Configurations } from "../policy/shipped-stacks";
import { addressedBlocks } from "../terraform/configuration";
import { wildcardsIn } from "./listing";

/** The page that lists the wildcards, relative to the project's root. */
export const WILDCARDS_PAGE = "docs/iam-wildcards.md";

const HEAD = `# Wildcards in IAM policies

Every policy in the synthesized stacks is read: of roles, keys, buckets, queues, topics and whatever else has one. This is
everything that a statement allows by a wildcard, and why. A wildcard is

- an action with \`*\` or \`?\`, and \`NotAction\`;
- a resource that is \`*\`, or whose wildcard reaches beyond one named resource, and \`NotResource\`. The objects of a named
  bucket, the streams of a named log group, the versions of a named function and the like
  ([src/iam/wildcards.ts](../src/iam/wildcards.ts)) are inside of one resource, and are not listed;
- a principal \`*\`, and \`NotPrincipal\`.

Denials are not listed. A wildcard without a reason (\`wildcardReason\` of \`policyDocument\`) fails the synthesis, and so do
a reason without a wildcard and a policy that can't be read before Terraform runs.

This page is written by \`npm run iam-page\` from the stacks of \`dev\` and \`prod\`; a test fails when it is out of date.

| wildcards | reason | environments | statements |
|---|---|---|---|
`;

const ATTACHED = `
## Policies of AWS

They are attached by their ARN: what they say is AWS's to decide, and stands in no stack.

| policy | environments | attached by |
|---|---|---|
`;

/** The text of the page, from the stacks of each environment. */
export function wildcardsPage(environments: Readonly<Record<string, Configurations>>): string {
  const wildcards = new Rows();
  const attached = new Rows();
  for (const [environment, stacks] of Object.entries(environments)) {
    for (const [stack, configuration] of Object.entries(stacks)) {
      for (const { address, argument, sid, wildcards: found, reason } of wildcardsIn(configuration).listed) {
        const key = [found.map((one) => `\`${one}\``).join("<br>"), reason ?? "**none**"];
        wildcards.add(key, environment, `${stack} \`${address}\` ${argument}: ${sid}`);
      }
      for (const { address, type, block } of addressedBlocks(configuration)) {
        if (type !== "aws_iam_role_policy_attachment") continue;
        const policy = String(block.policy_arn);
        if (policy.startsWith("arn:aws:iam::aws:")) {
          attached.add([`\`${policy}\``], environment, `${stack} \`${address}\``);
        }
      }
    }
  }
  return `${HEAD}${wildcards.text()}${ATTACHED}${attached.text()}`;
}

/** Lines of a table, one for each key, with where it was found. */
class Rows {
  private readonly rows = new Map<string, { environments: Set<string>; places: Set<string> }>();

  add(key: readonly string[], environment: string, place: string): void {
    const line = key.join(" | ");
    const row = this.rows.get(line) ?? { environments: new Set<string>(), places: new Set<string>() };
    row.environments.add(environment);
    row.places.add(place);
    this.rows.set(line, row);
  }

  text(): string {
    return [...this.rows.entries()]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(
        ([line, { environments, places }]) =>
          `| ${line} | ${[...environments].sort().join(", ")} | ${[...places].sort().join("<br>")} |\n`,
      )
      .join("");
  }
}
