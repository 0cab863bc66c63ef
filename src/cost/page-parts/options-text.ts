import type { Option } from "../report";
import { money } from "../table";
import { table } from "./markdown";

/** What would lower the cost further. */
export function optionsText(options: readonly Option[]): string[] {
  return [
    "### What would lower it further",
    "The most first, each one by itself, in normal operation; they don't add up where they meet. Names in `code` are " +
      "settings of the system. `?` marks a discount that nobody could be found to confirm.",
    table(
      ["option", "what one gives for it", "saves, USD a month"],
      options.map(({ option, price, savesUsd }) => [option, price, money(savesUsd)]),
    ),
  ];
}
