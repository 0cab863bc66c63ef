import { App } from "cdktf";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildStacks } from "../app";
import { loadEnvironment } from "../config/load-environment";
import { systems } from "../systems";
import { configurationOf } from "../terraform/configuration";
import { answersIn, type Answer } from "./answers";

/** Stands in for what the production environment has no default of; no answer depends on it. */
const GIVEN = { STANDBY_ACCOUNT: "123456789012", STANDBY_ALERT_EMAIL: "alerts@example.com" };

/** The answers in the stacks of the environments that ship with the project. */
export function shippedAnswers(root: string): Record<string, Answer[]> {
  return Object.fromEntries(
    ["dev", "prod"].map((name) => {
      const outdir = mkdtempSync(join(tmpdir(), "standby-policy-page-"));
      try {
        const environment = loadEnvironment({ root, variables: { ...GIVEN, STANDBY_ENV: name }, systems });
        const stacks = buildStacks(new App({ outdir }), environment, systems);
        return [name, stacks.flatMap((stack) => answersIn(stack.node.id, configurationOf(stack)))];
      } finally {
        rmSync(outdir, { recursive: true, force: true });
      }
    }),
  );
}
