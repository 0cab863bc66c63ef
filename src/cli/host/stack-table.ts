import Table from "cli-table3";
import type { StackSummary } from "../actions/stack-summary";
import type { Colours } from "./output";

/** The table's own colours are off: they don't ask whether there is a terminal. */
const STYLE = { head: [], border: [] };

const HEADINGS = ["stack", "region", "resources", "state (bucket and key)", "recovery time / point"] as const;

/**
 * Draws the stacks: one below the other, or, where a terminal is too narrow for that, a table for each.
 *
 * @param columns width of the terminal in characters. Default: no limit.
 */
export function drawStacks(stacks: readonly StackSummary[], colours: Colours, columns = Infinity): string {
  const rows = stacks.map((stack) => cells(stack, colours));
  const wide = new Table({
    head: HEADINGS.map(colours.bold),
    style: STYLE,
    colWidths: [null, null, 36, null, 16],
    wordWrap: true,
  });
  wide.push(...rows);
  if (wide.width <= columns) return wide.toString();
  return rows.map((row) => drawOne(row, colours)).join("\n");
}

function drawOne(row: readonly string[], colours: Colours): string {
  const table = new Table({ style: STYLE, colWidths: [null, 50], wordWrap: true });
  table.push(...HEADINGS.map((heading, index) => ({ [colours.bold(heading)]: row[index] ?? "" })));
  return table.toString();
}

function cells({ name, region, resources, state, objectives }: StackSummary, colours: Colours): string[] {
  const areas = Object.entries(resources.byArea).map(([area, count]) => `${area} ${count}`);
  const { recoveryTimeMinutes, recoveryPointMinutes } = objectives;
  return [
    colours.cyan(name),
    region,
    `${resources.total}: ${areas.join(", ")}`,
    `${state.bucket}\n${state.key}`,
    `${recoveryTimeMinutes} min / ${recoveryPointMinutes} min`,
  ];
}
