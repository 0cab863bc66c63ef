import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { shippedStacks } from "../policy/shipped-stacks";
import { CAPACITY_PAGE, capacityPage } from "./page";

const root = join(__dirname, "..", "..");
writeFileSync(join(root, CAPACITY_PAGE), capacityPage(shippedStacks(root)));
