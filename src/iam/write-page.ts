import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { shippedStacks } from "../policy/shipped-stacks";
import { WILDCARDS_PAGE, wildcardsPage } from "./page";

const root = join(__dirname, "..", "..");
writeFileSync(join(root, WILDCARDS_PAGE), wildcardsPage(shippedStacks(root)));
