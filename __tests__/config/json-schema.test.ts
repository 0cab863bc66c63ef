import { readFileSync } from "node:fs";
import { join } from "node:path";
import { SCHEMA_FILE, schemaText } from "../../src/config/json-schema";
import { systems } from "../../src/systems";

const root = join(__dirname, "..", "..");

describe("the JSON schema of the environments", () => {
  it("is the one that the code checks with (run `npm run schema` after a change)", () => {
    expect(readFileSync(join(root, SCHEMA_FILE), "utf8")).toBe(schemaText(systems));
  });

  it("knows every system and refuses unknown keys", () => {
    const schema = JSON.parse(schemaText(systems)) as {
      additionalProperties: boolean;
      properties: { systems: { properties: object } };
    };

    expect(schema.additionalProperties).toBe(false);
    expect(Object.keys(schema.properties.systems.properties)).toEqual(systems.map(({ name }) => name));
  });

  it.each(["dev", "prod"])("is what an editor picks up in %s.json", (name) => {
    const environment = JSON.parse(
      readFileSync(join(root, "environments", `${name}.json`), "utf8"),
    ) as object;

    expect(environment).toHaveProperty("$schema", "./environment.schema.json");
  });
});
