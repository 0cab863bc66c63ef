import { readConfiguration } from "./read-configuration";
import type { TerraformStep } from "./terraform-step";

/** What `start` does with Terraform, in this order; all of it is skipped without Terraform. */
export const terraformSteps: readonly TerraformStep[] = [readConfiguration];
