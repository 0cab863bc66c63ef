import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { systems } from "../systems";
import { SCHEMA_FILE, schemaText } from "./json-schema";

writeFileSync(join(__dirname, "..", "..", SCHEMA_FILE), schemaText(systems));
