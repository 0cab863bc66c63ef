import { addressedBlocks } from "../terraform/configuration";
import type { Rule } from "./rule";

/** Design rule 1: both regions as aliases, the default provider in the stack's own region, no alias from nowhere. */
export const providersRule: Rule = {
  id: "providers",
  title: "Both regions are declared as aliases, and the default provider works in the stack's own region",
  check({ site, regions, configuration }) {
    const declared = configuration.provider?.aws ?? [];
    const regionOf = (alias: string | undefined) => declared.find((block) => block.alias === alias)?.region;
    const expected = [
      [undefined, regions[site]],
      ["primary", regions.primary],
      ["dr", regions.dr],
    ] as const;
    const wrong = expected
      .filter(([alias, region]) => regionOf(alias) !== region)
      .map(([alias, region]) => `provider aws${alias ? `.${alias}` : ""} must be declared for ${region}`);
    const known = new Set([
      "aws",
      ...declared.flatMap(({ alias }) => (alias ? [`aws.${String(alias)}`] : [])),
    ]);
    const undeclared = addressedBlocks(configuration)
      .filter(({ block }) => block.provider !== undefined && !known.has(String(block.provider)))
      .map(
        ({ address, block }) => `${address} uses ${String(block.provider)}, which the stack does not declare`,
      );
    return [...wrong, ...undeclared];
  },
};
