import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CAPACITY_PAGE, capacityPage } from "../../src/capacity/page";
import { shippedStacks } from "../../src/policy/shipped-stacks";
import { stackLikeMediadb } from "./stack-like-mediadb";

const root = join(__dirname, "..", "..");

describe("docs/capacity.md", () => {
  it("shows what the stacks carry (run `npm run capacity-page` after a change)", () => {
    expect(readFileSync(join(root, CAPACITY_PAGE), "utf8")).toBe(capacityPage(shippedStacks(root)));
  });

  const page = capacityPage({
    dev: { "mediadb-primary": stackLikeMediadb(), "mediadb-dr": stackLikeMediadb() },
  });

  it("says where it stops first, what the target needs and what can't be had", () => {
    expect(page).toContain(
      "`dev` stops first at **API, requests to the service**, with 30,000 users, then at Service, with 42,000.",
    );
    expect(page).toContain("| Database, writer | capacity units | 534 | 16 | 256 | **not this way** |");
    expect(page).toContain(
      "- API Gateway quotas: requests a second of an account in a region: 10,000 by default, 416,667 needed",
    );
    expect(page).toContain("The largest writer has 256 capacity units; it carries 4,800,000 users");
  });

  it("needs an environment", () => {
    expect(() => capacityPage({})).toThrow("no environment to count");
  });
});
