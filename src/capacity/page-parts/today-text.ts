import { table } from "../../cost/page-parts/markdown";
import type { Load } from "../load";
import { partsOf, usersOf } from "../parts";
import type { Sizes } from "../sizes";
import { pieces, users } from "./count";

/** What each environment carries as it is, and where it stops. */
export function todayText(
  shipped: readonly { readonly environment: string; readonly sizes: Sizes }[],
  load: Load,
): string {
  const parts = shipped.map(({ environment, sizes }) => ({
    environment,
    parts: partsOf(sizes, load).map((part) => ({ part, users: usersOf(part, load) })),
  }));
  const first = parts[0]?.parts ?? [];
  return [
    "## What it carries as it is",
    "Users at the same time, by part; scaling is counted to its maximum.",
    table(
      ["part", "piece", ...parts.flatMap(({ environment }) => [`\`${environment}\` has`, "carries"])],
      first.map(({ part }, index) => [
        part.name,
        part.piece,
        ...parts.flatMap(({ parts: own }) => {
          const found = own[index];
          return found ? [pieces(found.part.configured), users(found.users)] : ["", ""];
        }),
      ]),
    ),
    ...parts.map(({ environment, parts: own }) => {
      const [least, next] = [...own].sort((one, other) => one.users - other.users);
      return (
        `\`${environment}\` stops first at **${least?.part.name}**, with ${users(least?.users ?? 0)} users, then at ` +
        `${next?.part.name}, with ${users(next?.users ?? 0)}.`
      );
    }),
    "",
  ].join("\n\n");
}
