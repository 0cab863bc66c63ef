import type { Check } from "./check";
import { auroraCheck } from "./aurora";
import { instanceCheck } from "./instance";
import type { DataCheckContext } from "./data";

/** The site's database must be able to take writes, with everything that may be expected of its copy. */
export function databaseCheck(context: DataCheckContext): Check[] {
  const { deployment, situation, takeover } = context;
  const { database } = deployment.sites[takeover.target];
  const answer = situation[takeover.target].database;
  if (!database || !answer) return [];
  return database.kind === "aurora"
    ? auroraCheck(context, database, answer)
    : instanceCheck(context, database, answer);
}
