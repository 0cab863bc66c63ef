import {
  DefaultTokenResolver,
  StringConcat,
  TerraformElement,
  TerraformStack,
  Token,
  Tokenization,
  dependable,
  ref,
  type ITerraformDependable,
  type TerraformProvider,
} from "cdktf";
import type { Construct } from "constructs";

/** What an ephemeral resource is given. */
export interface EphemeralResourceProps {
  /** For example `aws_secretsmanager_random_password`. */
  readonly type: string;
  /** Arguments by their Terraform names. */
  readonly arguments: Readonly<Record<string, string | number | boolean>>;
  /**
   * @default - the stack's own provider
   */
  readonly provider?: TerraformProvider | undefined;
  /**
   * What must exist before it is opened.
   *
   * @default - only those that the arguments refer to
   */
  readonly dependsOn?: readonly ITerraformDependable[];
}

/**
 * A Terraform `ephemeral` block: its values live in memory during a run, and in no state or plan.
 *
 * CDKTF 0.21 has no construct for it.
 */
export class EphemeralResource extends TerraformElement {
  readonly provider: TerraformProvider | undefined;
  readonly terraformResourceType: string;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: EphemeralResourceProps,
  ) {
    super(scope, id, props.type);
    this.provider = props.provider;
    this.terraformResourceType = props.type;
  }

  /** A reference to one of its attributes. It may stand in write-only arguments only. */
  attribute(name: string): string {
    return Token.asString(
      ref(`ephemeral.${this.props.type}.${this.friendlyUniqueId}.${name}`, this.cdktfStack),
    );
  }

  override toTerraform(): unknown {
    return { ephemeral: { [this.props.type]: { [this.friendlyUniqueId]: this.body() } } };
  }

  /** The block in HCL's native syntax. */
  toHclBlock(): string {
    const lines = Object.entries(this.body()).map(
      ([name, value]) => `  ${name} = ${toHclValue(name, value)}`,
    );
    return [`ephemeral "${this.props.type}" "${this.friendlyUniqueId}" {`, ...lines, "}"].join("\n");
  }

  private body(): Record<string, unknown> {
    const { dependsOn, arguments: given } = this.props;
    return {
      ...given,
      ...(this.provider ? { provider: this.provider.fqn } : {}),
      ...(dependsOn ? { depends_on: dependsOn.map((item) => dependable(item)) } : {}),
    };
  }
}

/** The ephemeral blocks of a stack in HCL's native syntax. */
export function renderEphemeralBlocks(stack: TerraformStack): string[] {
  return stack.node
    .findAll()
    .filter((construct): construct is EphemeralResource => construct instanceof EphemeralResource)
    .map((resource) => resolveTokens(stack, resource.toHclBlock()));
}

function toHclValue(name: string, value: unknown): string {
  // In native syntax these two are references, not strings.
  if (name === "provider") return String(value);
  if (name === "depends_on") return `[${(value as string[]).join(", ")}]`;
  return JSON.stringify(value);
}

function resolveTokens(scope: TerraformStack, text: string): string {
  const resolver = new DefaultTokenResolver(new StringConcat());
  return String(Tokenization.resolve(text, { scope, resolver, preparing: false }));
}
