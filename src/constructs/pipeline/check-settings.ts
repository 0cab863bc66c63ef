import { Annotations } from "cdktf";
import type { Construct } from "constructs";
import { RegionalStack } from "../../stacks/regional-stack";
import type { PipelineSettings } from "./settings";
import { accountOf } from "./stages";

/**
 * Refuses a drill that could meet what serves, and warns of what is not tested.
 *
 * @throws Error with every problem.
 */
export function checkSettings(scope: Construct, { plan, drill }: PipelineSettings): void {
  const stack = RegionalStack.of(scope);
  const { account, name } = stack.environment;
  const problems = [
    ...(stack.site === "primary" ? [] : ["it stands in the primary stack only"]),
    ...(plan && accountOf(plan.roleArn) !== account
      ? [`pipeline.plan.roleArn must be of this environment's account, ${account}`]
      : []),
    ...(drill && accountOf(drill.roleArn) === account
      ? [`pipeline.drill.roleArn must be of another account than ${account}, which serves`]
      : []),
    ...(drill?.environment === name
      ? [`pipeline.drill.environment must be another one than ${name}, which serves`]
      : []),
  ];
  if (problems.length > 0) throw new Error(`${scope.node.path}: ${problems.join("; ")}`);
  const warn = (text: string) => Annotations.of(scope).addWarning(text);
  if (!plan) warn("the pipeline plans nothing: set pipeline.plan.roleArn (docs/pipeline.md)");
  if (!drill)
    warn("the pipeline drills nothing, so no objective is measured: set pipeline.drill (docs/pipeline.md)");
}
