import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isPriced } from "../../src/cost/estimate";
import { COST_PAGE, costPage } from "../../src/cost/page";
import { shippedStacks } from "../../src/policy/shipped-stacks";
import { addressedBlocks } from "../../src/terraform/configuration";
import { stackOf, USAGE } from "./support";

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
});
