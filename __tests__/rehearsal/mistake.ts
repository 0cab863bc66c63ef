import type { Site } from "../../src/config/site";
import type { ChangeableStack } from "./changeable-stack";

/** What Terraform does with a configuration, in this order. */
export type Stage = "validate" | "plan" | "apply";

/** One thing changed in a synthesized stack. */
export interface Mistake {
  /** What is wrong, in a few words. */
  readonly what: string;
  /** The stack that it is made in. */
  readonly site: Site;
  readonly make: (stack: ChangeableStack) => void;
  /** The first stage at which it is refused. */
  readonly stage: Stage;
  /** What the refusal says, so that it can't have been refused for another reason. */
  readonly message: string;
}
