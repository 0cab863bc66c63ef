import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import type { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Construct } from "constructs";
import { nameFor, providerOf } from "../../stacks/aliased-scope";
import { inlinePolicy } from "../iam/inline-policy";
import { passedRoleTrust } from "../iam/passed-role-trust";
import type { PolicyStatement } from "../iam/policy-document";
import { artifactStatements, type ArtifactStore } from "./artifact-statements";

/** What the role of a pipeline is made from. */
export interface PipelineRoleProps {
  readonly thing: string;
  /** What the pipeline does, in words, such as `tests the disaster recovery`. */
  readonly does: string;
  readonly artifacts: ArtifactStore;
  /** What its source asks for. */
  readonly sourceStatements: readonly PolicyStatement[];
  /** The builds that it starts. */
  readonly projectArns: readonly string[];
}

/** What a pipeline runs as: it hands artifacts on and starts builds, which have roles of their own. */
export class PipelineRole extends Construct {
  readonly resource: IamRole;
  readonly policy: IamRolePolicy;

  constructor(scope: Construct, id: string, props: PipelineRoleProps) {
    super(scope, id);
    const { thing, does, artifacts, sourceStatements, projectArns } = props;
    this.resource = new IamRole(this, "Default", {
      provider: providerOf(this),
      name: nameFor(this, thing, "iamRole"),
      description: `What the pipeline that ${does} runs as`,
      assumeRolePolicy: passedRoleTrust("codepipeline.amazonaws.com"),
    });
    this.policy = inlinePolicy(this, this.resource, "pipeline", [
      ...artifactStatements(artifacts),
      ...sourceStatements,
      {
        sid: "RunBuilds",
        actions: ["codebuild:BatchGetBuilds", "codebuild:StartBuild"],
        resources: projectArns,
      },
    ]);
  }
}
