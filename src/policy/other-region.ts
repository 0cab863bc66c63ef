import type { TerraformResource } from "cdktf";
import { COMMENT, type Block } from "../terraform/configuration";

const OTHER_REGION = "otherRegion";

/**
 * Says why a resource of the DR stack may name an ARN of the primary region: something reads it at run time, and neither a
 * plan nor the recovery needs an answer from there. The reason goes into the synthesized JSON as a comment.
 *
 * @throws Error for an empty reason.
 */
export function explainOtherRegion(resource: TerraformResource, reason: string): void {
  if (!reason.trim()) throw new Error(`${resource.node.path}: an ARN of the other region needs a reason`);
  resource.addOverride(`${COMMENT}.${OTHER_REGION}`, reason);
}

/** Whether a block says why it names an ARN of the other region. */
export function explainsOtherRegion(block: Block): boolean {
  return (block[COMMENT] as Block | undefined)?.[OTHER_REGION] !== undefined;
}
