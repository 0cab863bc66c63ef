import type { TerraformStack } from "cdktf";

/** Arguments of one block, by their Terraform names. */
export type Block = Readonly<Record<string, unknown>>;

/** Blocks of one kind by type and name, as in `resource.aws_vpc.network`. */
export type BlocksByType = Readonly<Record<string, Readonly<Record<string, Block>>>>;

/** Comments of a block in Terraform JSON stand under this key; Terraform does not read them. */
export const COMMENT = "//";

/** The parts of a synthesized `cdk.tf.json` that Standby looks at. */
export interface TerraformConfiguration {
  readonly provider?: Readonly<Record<string, readonly Block[]>>;
  readonly resource?: BlocksByType;
  readonly data?: BlocksByType;
  readonly ephemeral?: BlocksByType;
  readonly output?: Readonly<Record<string, Block>>;
  readonly terraform?: {
    readonly backend?: Readonly<Record<string, Block>>;
    readonly required_version?: string;
    readonly required_providers?: Readonly<Record<string, { readonly version?: string }>>;
  };
}

/** A resource, data source or ephemeral resource of a configuration. */
export interface AddressedBlock {
  /** For example `aws_vpc.network`, `data.aws_ssm_parameter.contract`. */
  readonly address: string;
  readonly mode: "resource" | "data" | "ephemeral";
  readonly type: string;
  readonly block: Block;
}

/** The configuration of a stack as it is synthesized. */
export function configurationOf(stack: TerraformStack): TerraformConfiguration {
  return stack.toTerraform() as TerraformConfiguration;
}

/** Every resource, data source and ephemeral resource, in the order of the configuration. */
export function addressedBlocks(configuration: TerraformConfiguration): AddressedBlock[] {
  return (["resource", "data", "ephemeral"] as const).flatMap((mode) =>
    Object.entries(configuration[mode] ?? {}).flatMap(([type, blocks]) =>
      Object.entries(blocks).map(([name, block]) => {
        const local = `${type}.${name}`;
        return { address: mode === "resource" ? local : `${mode}.${local}`, mode, type, block };
      }),
    ),
  );
}
