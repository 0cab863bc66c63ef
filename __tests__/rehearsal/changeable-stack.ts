import type { TerraformConfiguration } from "../../src/terraform/configuration";
import { blockOf } from "../support/stack";

/** The arguments of a block, free to be changed. */
export type Arguments = Record<string, unknown>;

type Mode = "resource" | "data" | "ephemeral";

/** A copy of a synthesized stack that a mistake is made in. */
export class ChangeableStack {
  readonly json: Record<string, unknown>;

  constructor(configuration: TerraformConfiguration) {
    this.json = structuredClone(configuration) as Record<string, unknown>;
  }

  /** The arguments of the one resource of a type whose name holds `part`. */
  resource(type: string, part = ""): Arguments {
    return blockOf(this.json, type, part).block as Arguments;
  }

  data(type: string, part = ""): Arguments {
    return blockOf(this.json, `data.${type}`, part).block as Arguments;
  }

  /** A reference to an attribute of the one block of a type, such as `ephemeral.aws_x`, whose name holds `part`. */
  refer(type: string, part: string, attribute: string): string {
    return `\${${blockOf(this.json, type, part).address}.${attribute}}`;
  }

  /** Blocks of a type by name, for whole blocks to come, go or change their names. */
  blocks(mode: Mode, type: string): Record<string, Arguments> {
    return (this.section(mode)[type] ??= {}) as Record<string, Arguments>;
  }

  output(name: string): Arguments {
    return this.section("output")[name] as Arguments;
  }

  /** The provider's configurations: the stack's own first, then the aliases. */
  get providers(): Arguments[] {
    return this.section("provider").aws as Arguments[];
  }

  get terraform(): Arguments {
    return this.section("terraform");
  }

  private section(name: string): Arguments {
    return (this.json[name] ??= {}) as Arguments;
  }
}
