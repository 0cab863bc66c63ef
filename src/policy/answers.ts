import type { TerraformResource } from "cdktf";
import {
  addressedBlocks,
  COMMENT,
  type Block,
  type TerraformConfiguration,
} from "../terraform/configuration";

const FINDINGS = "findings";

/** Why a finding of the policy scanner is right to be there. */
export interface Answer {
  readonly stack: string;
  /** The resource, for example `aws_ssm_parameter.contract`. */
  readonly address: string;
  /** The scanner's id of the check, for example `CKV_AWS_338`. */
  readonly check: string;
  readonly reason: string;
}

/**
 * Answers a finding of the policy scanner, next to the resource that it is about. The reason goes into the synthesized
 * JSON as a comment, so that it travels with what is deployed.
 *
 * @throws Error for an empty reason.
 */
export function answerFinding(resource: TerraformResource, check: string, reason: string): void {
  if (!reason.trim()) throw new Error(`${resource.node.path}: ${check} needs a reason`);
  resource.addOverride(`${COMMENT}.${FINDINGS}.${check}`, reason);
}

/** Every answer in a synthesized stack. */
export function answersIn(stack: string, configuration: TerraformConfiguration): Answer[] {
  return addressedBlocks(configuration).flatMap(({ address, block }) => {
    const findings = (block[COMMENT] as Block | undefined)?.[FINDINGS] as Record<string, string> | undefined;
    return Object.entries(findings ?? {}).map(([check, reason]) => ({ stack, address, check, reason }));
  });
}
