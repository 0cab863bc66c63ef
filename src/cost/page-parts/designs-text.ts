import type { Place } from "../price";
import { recompute, type EarlierDesign } from "../recompute";
import { money } from "../table";
import { table } from "./markdown";

/** Earlier designs at today's prices, line by line, and what changes from one to the next. */
export function designsText(designs: readonly EarlierDesign[], place: Place): string[] {
  const priced = designs.map((design) => {
    const lines = recompute(design, place);
    const totalOf = (which: typeof lines) => which.reduce((sum, { today }) => sum + today, 0);
    return {
      design,
      lines,
      // What the estimate itself compared, and all of it.
      named: totalOf(lines.filter(({ usd }) => usd !== undefined)),
      total: totalOf(lines),
    };
  });
  const [before, after] = priced;
  if (!before || !after) return [];
  return [
    "### The designs that the first estimate compares",
    `US dollars a month in ${place.region}, one region, without storage, backups, logs, alarms and security services.`,
    ...priced.flatMap(({ design, lines, total }) => [
      `#### ${design.name}`,
      table(
        ["item", "what", "first estimate", "at today's prices", "why"],
        [
          ...lines.map(({ item, what, usd = "left out", today, why }) => [
            item,
            what,
            usd,
            money(today),
            why,
          ]),
          ["**total**", "", design.total, `**${money(total)}**`, ""],
        ],
      ),
    ]),
    `From one to the other the first estimate is ${changeAsWritten(before.design, after.design)}. At today's prices it is ` +
      `${change(after.named - before.named)} for what it names, ${change(after.total - before.total)} with the items that ` +
      "it left out.",
  ];
}

/** From one total to a total that may be a range. */
function changeAsWritten({ total: before }: EarlierDesign, { total: after }: EarlierDesign): string {
  return after
    .split(" to ")
    .map((total) => change(Number(total) - Number(before)))
    .join(" to ");
}

function change(usd: number): string {
  return usd < 0 ? `${money(-usd)} less` : `${money(usd)} more`;
}
