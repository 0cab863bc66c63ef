import type { Load } from "../load";
import { needsOf } from "../needs";
import { partsOf, usersOf } from "../parts";
import { QUOTAS } from "../quotas";
import type { Sizes } from "../sizes";
import { pieces, users } from "./count";

const WRITER = "Database, writer";
/** What no reader can answer: what was written a moment ago. */
const FRESH_SHARE = 0.05;

/** What no setting reaches, and what else does. */
export function beyondText(sizes: Sizes, load: Load, target: number): string {
  const largest: Sizes = { ...sizes, units: { ...sizes.units, most: QUOTAS.capacityUnits.value } };
  const readersAsked: Load = { ...load, readsFromReaders: 1 - FRESH_SHARE };
  const noPositions: Load = {
    ...readersAsked,
    mix: { ...load.mix, writeHistory: 0, readTitle: load.mix.readTitle + load.mix.writeHistory },
  };
  const writerUsers = (given: Load) =>
    Math.min(
      ...partsOf(largest, given).flatMap((part) => (part.name === WRITER ? [usersOf(part, given)] : [])),
    );
  const needed = (given: Load, name: string) =>
    pieces(
      needsOf(partsOf(largest, given), target, given).find(({ part }) => part.name === name)?.pieces ?? 0,
    );
  return [
    "## What can't be had this way",
    [
      `**One database writes.** The largest writer has ${QUOTAS.capacityUnits.value} capacity units; with all reads it carries ` +
        `${users(writerUsers(load))} users. In order of effort:`,
      `1. Reads of titles and histories from the readers: the service asks the writer for all of them while its site is active, so ` +
        `readers idle, and adding some changes nothing. With ${(1 - FRESH_SHARE) * 100} % of the reads there the writer carries ` +
        `${users(writerUsers(readersAsked))}, and the target takes ${needed(readersAsked, "Database, readers")} readers of ` +
        "the largest size.",
      `2. Positions by the stream, not by transactions: players send them as events anyway. A consumer keeps the last one of a viewer, ` +
        `once a minute and in batches. The writer then needs ${needed(noPositions, WRITER)} units for the target.`,
      "3. Several databases, with viewers divided among them by their id. The id is random and in every route, and no query goes over viewers. " +
        "That is several of this system, each with its own failover.",
    ].join("\n"),
    `**Connections.** A pool of ten in each of ${needed(load, "Service")} tasks is more than PostgreSQL takes: tasks of four vCPUs with the same ` +
      "pool need an eighth of it, and then a pooler is not needed.",
    "**The API.** REST APIs are charged and throttled by the request. Far above the account's quota the load balancer would be public, " +
      "behind the same web firewall, and the keys be checked in the service.",
    "",
  ].join("\n\n");
}
