import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { shippedStacks } from "../policy/shipped-stacks";
import { COST_PAGE, costPage } from "./page";
import { usageSchema } from "./usage";

const root = join(__dirname, "..", "..");
writeFileSync(join(root, COST_PAGE), costPage(shippedStacks(root), usageSchema.parse({})));
