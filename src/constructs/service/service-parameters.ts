import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter";
import { Fn, Token } from "cdktf";
import { Construct } from "constructs";
import { answerFinding } from "../../policy/answers";
import { providerOf } from "../../stacks/aliased-scope";
import { parameterArn, serviceParameterName } from "./parameter-names";

/**
 * The longest value of a parameter of the standard tier, in bytes (SSM API model, PutParameter, of SDK 3.1162, read 2026-11).
 */
const LONGEST_VALUE = 4_096;

/** What the parameters of a service are made from. */
export interface ServiceParametersProps {
  /** What the service is told, by the name of its variable. Nothing secret, and nothing that a failover changes. */
  readonly values: Readonly<Record<string, string>>;
}

/**
 * What a service is told, in Parameter Store: one place to look it up, one parameter a variable. A task reads them when it
 * starts, and the hash, a plain variable beside them, makes Terraform replace the tasks when a value changes.
 *
 * A deployment that goes back by itself takes the old definition and the new values: they belong to no revision.
 */
export class ServiceParameters extends Construct {
  readonly resources: readonly SsmParameter[];
  /** What a container definition takes them by: name of the variable, ARN of the parameter. */
  readonly secrets: readonly { readonly name: string; readonly valueFrom: string }[];
  /** Changes with every value; an expression where a value is one. */
  readonly hash: string;

  /** @throws Error with every value that Parameter Store would refuse. */
  constructor(scope: Construct, id: string, { values }: ServiceParametersProps) {
    super(scope, id);
    const names = Object.keys(values).sort();
    this.check(values);
    this.resources = names.map((name) => this.addParameter(name, values[name]!));
    this.secrets = names.map((name) => ({
      name,
      valueFrom: parameterArn(this, serviceParameterName(this, name)),
    }));
    this.hash = Token.asString(
      Fn.sha256(Fn.jsonencode(Object.fromEntries(names.map((name) => [name, values[name]])))),
    );
  }

  private addParameter(name: string, value: string): SsmParameter {
    const parameter = new SsmParameter(this, name, {
      provider: providerOf(this),
      name: serviceParameterName(this, name),
      description: `${name} of the service; its page in the documentation says what it means`,
      type: "String",
      // A plan shows what changes.
      insecureValue: value,
    });
    answerFinding(parameter, "CKV2_AWS_34", "Holds no secret; a plan should show what changes.");
    return parameter;
  }

  private check(values: Readonly<Record<string, string>>): void {
    const problems = Object.entries(values).flatMap(([name, value]) => {
      if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) return [`${name} is no name of a variable`];
      if (Token.isUnresolved(value)) return [];
      if (value === "") return [`${name} is empty: leave it out`];
      if (Buffer.byteLength(value) > LONGEST_VALUE) return [`${name} is longer than ${LONGEST_VALUE} bytes`];
      return [];
    });
    if (problems.length > 0) throw new Error(`${this.node.path}: ${problems.join("; ")}`);
  }
}
