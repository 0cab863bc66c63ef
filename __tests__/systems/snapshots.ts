import type { Environment } from "../../src/config/environment";
import type { Site } from "../../src/config/site";
import { buildSystem } from "../support/synthesis";
import { areas, digest } from "./digest";

/** A stack by areas, for one snapshot each: a change shows where it belongs, and each can be read. */
export function digestsByArea(environment: Environment, site: Site): [area: string, digest: string][] {
  const configuration = buildSystem(environment).configuration[site];
  return areas(configuration).map((area) => [area, digest(configuration, area)]);
}
