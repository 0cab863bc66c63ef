import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { TerraformConfiguration } from "./configuration";

/** What CDKTF writes into the folder of a stack. */
export const SYNTHESIZED = "cdk.tf.json";

/** The configuration of a stack as it lies in its folder. */
export function readSynthesized(stackFolder: string): TerraformConfiguration {
  return JSON.parse(readFileSync(join(stackFolder, SYNTHESIZED), "utf8")) as TerraformConfiguration;
}
