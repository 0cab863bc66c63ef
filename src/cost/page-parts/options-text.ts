import type { Option } from "../options";
import { money } from "../table";
import { table } from "./markdown";

/** What would lower the cost further. */
export function optionsText(options: readonly Option[]): string[] {
  return [
    "### What would lower it further",
    "Each one by itself, in normal operation; they don't add up where they meet. `?` marks a discount that nobody could be " +
      "found to confirm.",
    table(
      ["option", "what one gives for it", "saves, USD a month"],
      options.map(({ option, price, savesUsd }) => [option, price, money(savesUsd)]),
    ),
  ];
}
