import { assumptionsIn } from "../cost/assumptions";
import { table } from "../cost/page-parts/markdown";
import { usageSchema, type Usage } from "../cost/usage";
import type { Configurations } from "../policy/shipped-stacks";
import { loadSchema, type Load } from "./load";
import { beyondText } from "./page-parts/beyond-text";
import { costsText } from "./page-parts/costs-text";
import { needsText } from "./page-parts/needs-text";
import { todayText } from "./page-parts/today-text";
import { sizesOf } from "./sizes";

/** The page that shows what the database platform carries, relative to the project's root. */
export const CAPACITY_PAGE = "docs/capacity.md";

/** The system that a target of users is set for (MD-OBJ-04). */
const SYSTEM = "mediadb";

/** Users who watch at the same time. */
export const TARGET_USERS = 10_000_000;

const HEAD = `# What mediadb carries

${TARGET_USERS.toLocaleString("en-US")} users who watch at the same time are the target (MD-OBJ-04). This page counts what each part
takes of them, what the shipped environments carry, where they stop first, and what the target needs. **The sizes that
ship can't serve it, and were not meant to**: two shards, ten half processors and 16 capacity units are the first
platform's.

Sizes come from the synthesized JSON of \`dev\` and \`prod\`, figures of AWS from \`src/capacity/quotas.ts\`, and what a user does
from the assumptions below. A load test replaces them: [load.md](load.md). This page is written by \`npm run capacity-page\`;
a test fails when it is out of date.
`;

const NOT_COUNTED = `## Not counted

- **Films.** Nothing here streams them; they are a content delivery network's.
- **The authorizer.** API Gateway asks it once a minute for each key, not for each user: a thousand concurrent executions are three
  million keys in use. Keys name applications ([api-keys.md](api-keys.md)). A key for each user would end that.
- **Firehose.** It follows its stream, without a quota of its own (Firehose quotas, read 2026-11).
- **Interface endpoints.** Tasks send them secrets, logs, traces and questions for the role; 10 Gbit/s a zone and more (PrivateLink quotas,
  from memory). There is no NAT gateway in the way.
- **The web firewall.** AWS has a quota of requests a second for each web ACL; ask for its value with the others.
- **How fast it grows.** Tasks come within minutes, and ECS starts at most 500 a minute; capacity units within seconds to minutes; shards by
  hand, or on demand up to twice the peak of the last 30 days; the cache by hand. A premiere needs all of it before it begins.
- **The DR site.** It grows to the same maximum after a failover, by the same scaling, while everybody is already there. What its quotas
  allow must be asked for in both regions.
`;

/** The text of the page. */
export function capacityPage(environments: Readonly<Record<string, Configurations>>): string {
  const load = loadSchema.parse({});
  const usage: Usage = usageSchema.parse({});
  const shipped = Object.entries(environments).map(([environment, stacks]) => ({
    environment,
    stacks: {
      system: SYSTEM,
      configurations: { primary: stacks[`${SYSTEM}-primary`] ?? {}, dr: stacks[`${SYSTEM}-dr`] ?? {} },
    },
    sizes: sizesOf(stacks[`${SYSTEM}-primary`] ?? {}),
  }));
  const largest = shipped[shipped.length - 1];
  if (!largest) throw new Error("no environment to count");
  return [
    HEAD,
    assumptionsText(load),
    todayText(shipped, load),
    needsText(largest.sizes, load, TARGET_USERS),
    beyondText(largest.sizes, load, TARGET_USERS),
    costsText(largest, usage, load, TARGET_USERS),
    NOT_COUNTED,
  ].join("\n");
}

function assumptionsText(load: Load): string {
  return [
    "## Assumptions",
    "Assumed, not measured. A request is one to the service; events go to the stream without it.",
    table(
      ["input", "value", "meaning"],
      assumptionsIn(loadSchema, load).map(({ path, value, meaning }) => [`\`${path}\``, value, meaning]),
    ),
    "",
  ].join("\n\n");
}
