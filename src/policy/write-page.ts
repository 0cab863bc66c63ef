import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { POLICY_PAGE, policyPage } from "./page";
import { shippedAnswers } from "./shipped-answers";

const root = join(__dirname, "..", "..");
writeFileSync(join(root, POLICY_PAGE), policyPage(shippedAnswers(root)));
