import { isRecord, parseJson } from "./format-json";

/** Fields of a container definition by the type that ECS decodes them into. */
const FIELD_TYPES: Record<string, string> = {
  name: "string",
  image: "string",
  cpu: "number",
  memory: "number",
  memoryReservation: "number",
  essential: "boolean",
  readonlyRootFilesystem: "boolean",
  privileged: "boolean",
  user: "string",
  workingDirectory: "string",
  startTimeout: "number",
  stopTimeout: "number",
};

const LISTS =
  "portMappings environment secrets mountPoints volumesFrom dependsOn command entryPoint links ulimits".split(
    " ",
  );

function namedValues(container: Record<string, unknown>, list: string, value: string): string | undefined {
  const entries = container[list];
  if (!Array.isArray(entries)) return undefined;
  const wrong = entries.find(
    (entry) => !isRecord(entry) || typeof entry["name"] !== "string" || typeof entry[value] !== "string",
  );
  return wrong === undefined
    ? undefined
    : `${list} must be a list of {name, ${value}}, both text: ${JSON.stringify(wrong)}`;
}

function containerFault(container: unknown): string | undefined {
  if (!isRecord(container)) return "must be an object";
  for (const field of ["name", "image"]) {
    if (container[field] === undefined || container[field] === "") return `needs ${field}`;
  }
  for (const [field, type] of Object.entries(FIELD_TYPES)) {
    const value = container[field];
    if (value !== undefined && value !== null && typeof value !== type) return `${field} must be a ${type}`;
  }
  if (!/^[\w-]{1,255}$/.test(String(container["name"])))
    return "name may contain letters, digits, hyphens and underscores only";
  const notList = LISTS.find(
    (field) =>
      container[field] !== undefined && container[field] !== null && !Array.isArray(container[field]),
  );
  if (notList !== undefined) return `${notList} must be a list`;
  return namedValues(container, "environment", "value") ?? namedValues(container, "secrets", "valueFrom");
}

/** Why a text is not a list of container definitions, `undefined` when it is one. */
export function containerDefinitionsFault(text: string): string | undefined {
  const parsed = parseJson(text);
  if ("fault" in parsed) return parsed.fault;
  if (!Array.isArray(parsed.json) || parsed.json.length === 0)
    return "must be a list of at least one container";
  for (const [index, container] of parsed.json.entries()) {
    const fault = containerFault(container);
    if (fault !== undefined) return `container ${index + 1} ${fault}`;
  }
  const names = parsed.json.map((container) => (isRecord(container) ? container["name"] : undefined));
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  return twice === undefined ? undefined : `two containers are called "${String(twice)}"`;
}
