import { z } from "zod";
import { usageSchema, type Usage } from "./usage";

/** One assumption, as it is shown. */
export interface Assumption {
  /** Its place in a usage file, for example `database.storedGb`. */
  readonly path: string;
  /** Its value, or its two values by role. */
  readonly value: string;
  readonly meaning: string;
}

interface Described {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Described>>;
}

/** Every assumption of a month with its value, in the order of the schema. */
export function assumptionsOf(usage: Usage): Assumption[] {
  return assumptionsIn(usageSchema, usage);
}

/** Every value of an object that a schema describes, in the order of the schema. */
export function assumptionsIn(schema: z.ZodType, values: object): Assumption[] {
  return rows(values, z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as Described, []);
}

function rows(value: unknown, schema: Described | undefined, path: readonly string[]): Assumption[] {
  const meaning = schema?.description ?? "";
  if (typeof value !== "object" || value === null) {
    return [{ path: path.join("."), value: String(value), meaning }];
  }
  const entries = Object.entries(value);
  const isPair = entries.length === 2 && "active" in value && "standby" in value;
  if (isPair) {
    const { active, standby } = value as { active: unknown; standby: unknown };
    return [{ path: path.join("."), value: `active ${String(active)}, standby ${String(standby)}`, meaning }];
  }
  return entries.flatMap(([key, child]) => {
    const described = schema?.properties?.[key];
    // What is told apart by name has one description for all.
    return rows(child, described?.description ? described : { ...described, description: meaning }, [
      ...path,
      key,
    ]);
  });
}
