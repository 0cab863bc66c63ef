import type { Block } from "../schema/model";
import type { WireBlock, WireSchema } from "./messages";

const NESTING = { single: "SINGLE", list: "LIST", set: "SET" } as const;

function wireBlock(block: Block): WireBlock {
  return {
    version: 0,
    attributes: Object.entries(block.attributes).map(([name, attribute]) => ({
      name,
      type: Buffer.from(JSON.stringify(attribute.type)),
      required: attribute.required ?? false,
      optional: attribute.optional ?? false,
      computed: attribute.computed ?? false,
      sensitive: attribute.sensitive ?? false,
      write_only: attribute.writeOnly ?? false,
    })),
    block_types: Object.entries(block.blocks).map(([type_name, nested]) => ({
      type_name,
      block: wireBlock(nested.block),
      nesting: NESTING[nested.nesting],
      min_items: nested.min,
      max_items: nested.max,
    })),
  };
}

/** A schema in the form of the plugin protocol. */
export function wireSchema(block: Block): WireSchema {
  return { version: 0, block: wireBlock(block) };
}
