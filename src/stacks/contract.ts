import { DataAwsSsmParameter } from "@cdktf/provider-aws/lib/data-aws-ssm-parameter";
import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter";
import { Construct } from "constructs";
import { answerFinding } from "../policy/answers";
import { providerOf } from "./aliased-scope";
import { RegionalStack } from "./regional-stack";

/** Where the primary stack leaves a value for the DR stack. */
export function contractParameterName(system: string, suffix: string, key: string): string {
  return `/standby/${system}/${suffix}/primary/${key}`;
}

/**
 * The primary stack's half of the contract: ids that can't be computed from the configuration, written as SSM
 * parameters into the DR region. Stands in an aliased scope of that region.
 */
export class PublishedContract extends Construct {
  constructor(scope: Construct, id: string, values: Readonly<Record<string, string>>) {
    super(scope, id);
    const { system, environment } = RegionalStack.of(this);
    for (const [key, value] of Object.entries(values)) {
      const parameter = new SsmParameter(this, key, {
        provider: providerOf(this),
        name: contractParameterName(system, environment.suffix, key),
        description: `What ${system}-primary tells ${system}-dr: ${key}`,
        type: "String",
        // Plain: "value" would mark everything that depends on it as sensitive, and so hide it in plans.
        insecureValue: value,
      });
      answerFinding(
        parameter,
        "CKV2_AWS_34",
        "Holds an id or an ARN, no secret; encrypted, it would hide what a plan shows.",
      );
    }
  }
}

/** The DR stack's half of the contract. Reading touches the DR region only. */
export class ReadContract extends Construct {
  private readonly parameters = new Map<string, DataAwsSsmParameter>();

  /** The value that the primary stack published under this key, as a token. */
  value(key: string): string {
    const { system, environment } = RegionalStack.of(this);
    const known = this.parameters.get(key);
    const parameter =
      known ??
      new DataAwsSsmParameter(this, key, { name: contractParameterName(system, environment.suffix, key) });
    this.parameters.set(key, parameter);
    return parameter.insecureValue;
  }
}
