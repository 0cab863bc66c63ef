import { areaOf } from "../../src/cli/actions/resource-areas";
import { effectiveRegion } from "../../src/rules/effective-region";
import { addressedBlocks, type TerraformConfiguration } from "../../src/terraform/configuration";
import { isStateful } from "../../src/terraform/stateful-types";

/** Arguments that say nothing of what a resource is. */
const NOT_DECISIVE = new Set(["provider", "tags", "description"]);

/** The addresses of a stack in the order of the alphabet. */
export function addresses(configuration: TerraformConfiguration): string[] {
  return addressedBlocks(configuration)
    .map(({ address }) => address)
    .sort();
}

/** The areas that a stack has something in, in the order of the alphabet. */
export function areas(configuration: TerraformConfiguration): string[] {
  return [...new Set(addressedBlocks(configuration).map(({ type }) => areaOf(type)))].sort();
}

/** The addresses whose loss is a loss of data. */
export function statefulAddresses(configuration: TerraformConfiguration): string[] {
  return addressedBlocks(configuration)
    .filter(({ mode, type }) => mode === "resource" && isStateful(type))
    .map(({ address }) => address)
    .sort();
}

/**
 * A stack in few lines: one for each block, with its region and the names of its arguments; and below what holds data
 * every argument with its value.
 *
 * @param area only what belongs to it, so that a snapshot stays short enough to be read.
 */
export function digest(configuration: TerraformConfiguration, area?: string): string {
  const own = String(configuration.provider?.aws?.find(({ alias }) => alias === undefined)?.region);
  const wanted = addressedBlocks(configuration).filter(({ type }) => !area || areaOf(type) === area);
  const lines = wanted.flatMap((addressed) => {
    const { address, mode, type, block } = addressed;
    const region = effectiveRegion(addressed, configuration, own) ?? "global";
    const names = Object.keys(block).filter((name) => !NOT_DECISIVE.has(name));
    if (mode !== "resource" || !isStateful(type)) return `${address} in ${region}: ${names.sort().join(" ")}`;
    const values = names.map((name) => `    ${name} = ${JSON.stringify(block[name])}`);
    return [`${address} in ${region}:`, ...values];
  });
  return lines.join("\n");
}

/** What one digest has and the other one has not, as a diff shows it. */
export function difference(before: string, after: string): string {
  const [old, fresh] = [before, after].map((text) => withAddresses(text.split("\n")));
  const gone = [...(old ?? [])].filter((line) => !fresh?.has(line)).map((line) => `- ${line}`);
  const come = [...(fresh ?? [])].filter((line) => !old?.has(line)).map((line) => `+ ${line}`);
  return [...gone, ...come].join("\n");
}

/** Each line of an argument together with the address that it stands under. */
function withAddresses(lines: readonly string[]): Set<string> {
  let address = "";
  return new Set(
    lines.map((line) => {
      if (line.startsWith(" ")) return `${address} ${line.trim()}`;
      address = line.split(" ")[0] ?? "";
      return line;
    }),
  );
}
