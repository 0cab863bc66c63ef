import type { Load } from "../load";
import { needsOf } from "../needs";
import { partsOf, usersOf } from "../parts";
import { QUOTAS } from "../quotas";
import type { Sizes } from "../sizes";
import { pieces, users } from "./count";

const WRITER = "Database, writer";

/** What no setting reaches, and what else does. */
export function beyondText(sizes: Sizes, load: Load, target: number): string {
  const largest: Sizes = { ...sizes, units: { ...sizes.units, most: QUOTAS.capacityUnits.value } };
  // What is no transaction any more is read as before.
  const withoutPositions: Load = {
    ...load,
    mix: { ...load.mix, writeHistory: 0, readTitle: load.mix.readTitle + load.mix.writeHistory },
  };
  const parts = partsOf(largest, load);
  const writerUsers = Math.min(
    ...parts.filter(({ name }) => name === WRITER).map((part) => usersOf(part, load)),
  );
  const needed = (given: Load, name: string) =>
    pieces(
      Math.max(
        ...needsOf(parts, target, given).flatMap(({ part, pieces: count }) =>
          part.name === name ? [count] : [],
        ),
      ),
    );
  return [
    "## What can't be had this way",
    [
      `**One database writes.** The largest writer has ${QUOTAS.capacityUnits.value} capacity units; it carries ${users(writerUsers)} users. Most of ` +
        "that are positions: one transaction each. Titles and histories come from readers, which grow and multiply. In order of " +
        "effort:",
      "1. Positions by the stream, not by transactions: players send them as events anyway. A consumer keeps the last one of a viewer, once " +
        `a minute and in batches. Without them the writer needs ${needed(withoutPositions, WRITER)} units for the target; the batches come on top.`,
      "2. Several databases, with viewers divided among them by their id. The id is random and in every route, and no query goes over viewers. " +
        "That is several of this system, each with its own failover.",
    ].join("\n"),
    `**Connections.** A pool of ten in each of ${needed(load, "Service")} tasks is more than PostgreSQL takes: tasks of four vCPUs with the same ` +
      "pool need an eighth of it, and then a pooler is not needed.",
    "**The API.** REST APIs are charged and throttled by the request. Far above the account's quota the load balancer would be public, " +
      "behind the same web firewall, and the keys be checked in the service.",
    "",
  ].join("\n\n");
}
