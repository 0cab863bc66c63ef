import { z } from "zod";
import type { SystemDefinition } from "../systems/system";
import { environmentSchema } from "./environment";

/** The JSON schema that an editor reads while an environment file is written, relative to the project's root. */
export const SCHEMA_FILE = "environments/environment.schema.json";

/** The text of the JSON schema. It is made from the same zod schema that checks the file. */
export function schemaText(systems: readonly SystemDefinition[]): string {
  const schema = z.toJSONSchema(environmentSchema(systems), { io: "input" });
  return `${JSON.stringify(schema, null, 2)}\n`;
}
