import { TerraformResource, type IAspect } from "cdktf";
import type { IConstruct } from "constructs";
import { isStateful } from "../terraform/stateful-types";

/** Makes Terraform refuse every plan that would destroy a stateful resource of a protected environment. */
export class ProtectStatefulResources implements IAspect {
  visit(node: IConstruct): void {
    if (!(node instanceof TerraformResource) || !isStateful(node.terraformResourceType)) return;
    node.lifecycle = { ...node.lifecycle, preventDestroy: true };
  }
}
