import { words } from "../values/paths";

/** How the states of a machine select and shape data. */
export type QueryLanguage = "JSONPath" | "JSONata";

export const QUERY_LANGUAGES: readonly string[] = ["JSONPath", "JSONata"] satisfies readonly QueryLanguage[];

/** A state as it is written. */
export type State = Readonly<Record<string, unknown>>;

/** The fields of a type of states: in either query language, and in one of them alone. */
interface Fields extends Readonly<Record<QueryLanguage, string>> {
  readonly both: string;
}

/**
 * What a state may have beside `Type`, `Comment` and `QueryLanguage`. Step Functions refuses any other field (Amazon States
 * Language, and the pages of the state types in the Step Functions Developer Guide; read 2026-11).
 */
const FIELDS: Readonly<Record<string, Fields>> = {
  Task: {
    both: "Resource TimeoutSeconds HeartbeatSeconds Credentials Retry Catch Assign Next End",
    JSONPath: `
      InputPath OutputPath Parameters ResultSelector ResultPath TimeoutSecondsPath HeartbeatSecondsPath
    `,
    JSONata: "Arguments Output",
  },
  Pass: {
    both: "Assign Next End",
    JSONPath: "InputPath OutputPath Parameters Result ResultPath",
    JSONata: "Output",
  },
  Choice: { both: "Choices Default Assign", JSONPath: "InputPath OutputPath", JSONata: "Output" },
  Wait: {
    both: "Seconds Timestamp Assign Next End",
    JSONPath: "InputPath OutputPath SecondsPath TimestampPath",
    JSONata: "Output",
  },
  Succeed: { both: "", JSONPath: "InputPath OutputPath", JSONata: "Output" },
  Fail: { both: "Error Cause", JSONPath: "ErrorPath CausePath", JSONata: "" },
  Parallel: {
    both: "Branches Retry Catch Assign Next End",
    JSONPath: "InputPath OutputPath Parameters ResultSelector ResultPath",
    JSONata: "Arguments Output",
  },
  Map: {
    both: `
      ItemProcessor Iterator ItemReader ItemSelector ItemBatcher ResultWriter Label MaxConcurrency
      ToleratedFailureCount ToleratedFailurePercentage Retry Catch Assign Next End
    `,
    JSONPath: `
      InputPath OutputPath Parameters ResultSelector ResultPath ItemsPath MaxConcurrencyPath
      ToleratedFailureCountPath ToleratedFailurePercentagePath
    `,
    JSONata: "Items Output",
  },
};

/** The types of states. */
export const STATE_TYPES: readonly string[] = Object.keys(FIELDS);

/** Which field a state can't have, and why; `undefined` when it has none of these. */
export function fieldFault(type: string, language: QueryLanguage, state: State): string | undefined {
  const fields = FIELDS[type];
  if (!fields) return undefined;
  const allowed = words(`Type Comment QueryLanguage ${fields.both} ${fields[language]}`);
  const wrong = Object.keys(state).find((field) => !allowed.includes(field));
  if (wrong === undefined) return undefined;
  const other = language === "JSONata" ? "JSONPath" : "JSONata";
  return words(fields[other]).includes(wrong)
    ? `has ${wrong}, which belongs to ${other}, but its QueryLanguage is ${language}`
    : `has ${wrong}, which a ${type} state can't have`;
}
