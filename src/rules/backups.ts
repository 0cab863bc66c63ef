import {
  addressedBlocks,
  type AddressedBlock,
  type TerraformConfiguration,
} from "../terraform/configuration";
import { at, listOf } from "./arguments";
import type { Rule } from "./rule";

const PLAN = "aws_backup_plan";
const SELECTION = "aws_backup_selection";
const FILE_SYSTEM = "aws_efs_file_system";

/** Requirements GS-FIX-01 and GS-BKP-06: a plan that makes nothing, or of nothing, looks like a backup. */
export const backupsRule: Rule = {
  id: "backups",
  title:
    "Every backup plan has rules with a schedule and names what it backs up, and every file system is backed up in its region",
  check({ configuration, other }) {
    const plans = ofType(configuration, PLAN).flatMap((plan) =>
      [...ruleProblems(plan), ...selectionProblems(plan, configuration)].map(
        (problem) => `${plan.address}: ${problem}`,
      ),
    );
    const forgotten = ofType(configuration, FILE_SYSTEM)
      .filter((fileSystem) => !isBackedUp(fileSystem, configuration, other))
      .map(
        ({ address }) =>
          `${address}: no ${SELECTION} names it: add it to the backup plan of the stack in its region`,
      );
    return [...plans, ...forgotten];
  },
};

function ruleProblems({ block }: AddressedBlock): string[] {
  const rules = listOf(block.rule);
  if (rules.length === 0) return ["it has no rule, so it makes no backup: give it one with a schedule"];
  return rules
    .filter((rule) => !at(rule, "schedule"))
    .map((rule) => `rule ${String(at(rule, "rule_name"))} has no schedule, so AWS would choose one`);
}

function selectionProblems({ address }: AddressedBlock, configuration: TerraformConfiguration): string[] {
  const selections = ofType(configuration, SELECTION).filter(
    ({ block }) => block.plan_id === `\${${address}.id}`,
  );
  if (selections.length === 0) return [`no ${SELECTION} says what it backs up`];
  return selections
    .filter((selection) => resourcesOf(selection).length === 0)
    .map((selection) => `${selection.address} must name resources by their ARN`);
}

/** What a selection names; everything of the account (`*`) is nothing by name. */
function resourcesOf({ block }: AddressedBlock): string[] {
  return listOf(block.resources)
    .map(String)
    .filter((arn) => arn !== "*");
}

/**
 * The primary stack makes the file systems of both sites. It backs up its own by reference; the other site's is backed up
 * by its own stack, which knows the id from the contract only.
 */
function isBackedUp(
  { address, block }: AddressedBlock,
  configuration: TerraformConfiguration,
  other: TerraformConfiguration,
): boolean {
  const isOwn = block.provider === undefined;
  const named = ofType(isOwn ? configuration : other, SELECTION).flatMap(resourcesOf);
  return named.some((arn) => (isOwn ? arn === `\${${address}.arn}` : arn.includes(":file-system/")));
}

function ofType(configuration: TerraformConfiguration, wanted: string): AddressedBlock[] {
  return addressedBlocks(configuration).filter(({ mode, type }) => mode === "resource" && type === wanted);
}
