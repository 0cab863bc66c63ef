import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isPriced } from "../../src/cost/estimate";
import { COST_PAGE, costPage } from "../../src/cost/page";
import { shippedStacks } from "../../src/policy/shipped-stacks";
import { addressedBlocks } from "../../src/terraform/configuration";
import { ATLANTIC, stackOf, USAGE } from "./support";
import { STACKS } from "./streamflix-like";

const root = join(__dirname, "..", "..");
const shipped = shippedStacks(root);
const blocks = Object.values(shipped).flatMap((stacks) => Object.values(stacks).flatMap(addressedBlocks));
const types = [...new Set(blocks.filter(({ mode }) => mode === "resource").map(({ type }) => type))];

describe("the types that the shipped stacks use", () => {
  it.each(types)("%s has a price, or a reason to be free", (type) => {
    expect(isPriced(type)).toBe(true);
  });
});

describe("docs/costs.md", () => {
  it("shows what the stacks cost (run `npm run cost-page` after a change)", () => {
    const page = costPage(shipped, USAGE);

    expect(readFileSync(join(root, COST_PAGE), "utf8")).toBe(page);
    expect(page).not.toContain("### Not priced");
  });

  it("lists what has no price", () => {
    const dev = {
      "payments-primary": stackOf("us-east-1", { aws_eip: { it: {} } }),
      "payments-dr": stackOf("us-east-2", { aws_time_machine: { it: {} } }),
    };
    const page = costPage({ dev }, USAGE);

    expect(page).toContain(
      "- payments-dr `aws_time_machine.it`: there is no pricing rule for aws_time_machine",
    );
    expect(page).toContain("| network | 3.65 | 0.00 | 3.65 | 0.00 |");
    expect(page).toContain(
      "Both sites: **3.65** a month in normal operation, **3.65** with DR active (0.00 more).",
    );
  });

  it("says where a price holds, once for regions that cost the same", () => {
    const dev = {
      "payments-primary": stackOf("us-east-1", { aws_eip: { it: {} } }),
      "payments-dr": stackOf("us-east-2", { aws_eip: { it: {} } }),
    };
    const other = { "other-primary": stackOf("eu-west-2", { aws_eip: { it: {} } }, ATLANTIC) };
    const rows = costPage({ dev, other }, USAGE).split("\n");

    expect(rows.filter((row) => row.startsWith("| Public IPv4 addresses | hour | 0.005 |"))).toEqual([
      expect.stringContaining("| eu-west-2 | price list |"),
      expect.stringContaining("| us-east-1, us-east-2 | third party |"),
    ]);
  });

  it("shows a system with a first estimate by size, beside it, and what would be cheaper", () => {
    const { primary, dr } = STACKS.configurations;
    const page = costPage({ prod: { "streamflix-primary": primary, "streamflix-dr": dr } }, USAGE);

    expect(page).toContain("## streamflix, sizes and choices\n\nWith the stacks of `prod`.");
    expect(page).toContain(
      "| primary | EFS Infrequent Access | GB-month | 0.0176 ? | 80 | 1.41 | 8,000 | 140.80 |",
    );
    expect(page).toContain("| primary | Database | 120 | 147.52 |");
    expect(page).toContain("| DR | Cache | left out | 24.92 |");
    expect(page).toMatch(/\| both \| \*\*total\*\* \| 376 to 396 \| \*\*[\d,.]+\*\* \|/);
    expect(page).toContain("| Tasks on ARM | an image for ARM | ");
  });

  it("compares a system that came without an estimate with nothing, and shows its choices all the same", () => {
    const dev = {
      "payments-primary": stackOf("us-east-1", {
        aws_nat_gateway: { a: {}, b: {} },
        aws_eip: { a: {}, b: {} },
      }),
      "payments-dr": stackOf("us-east-2"),
    };
    const page = costPage({ dev }, USAGE);

    expect(page).toContain("## payments, sizes and choices\n\nWith the stacks of `dev`.");
    expect(page).toMatch(/\| One NAT gateway a site, `network.natGateways` \| .* \| 36.50 \|/);
    expect(page).not.toContain("Beside the first estimate");
  });

  it("says what dominates, of both sites together", () => {
    const dev = {
      "payments-primary": stackOf("us-east-1", { aws_eip: { a: {}, b: {} }, aws_kms_key: { it: {} } }),
      "payments-dr": stackOf("us-east-2", { aws_eip: { a: {} } }),
    };

    expect(costPage({ dev }, USAGE)).toContain(
      [
        "### What dominates",
        "",
        "| area | item | both sites, USD a month | share |",
        "| --- | --- | --- | --- |",
        "| network | Public IPv4 addresses | 10.95 | 73 % |",
        "| security | Key requests | 3.00 | 20 % |",
        "| security | Customer-managed keys | 1.00 | 7 % |",
        "|  | **together** | **14.95** | **100 %** |",
      ].join("\n"),
    );
  });
});
