import type { Environment } from "../../src/config/environment";
import type { Site } from "../../src/config/site";
import { buildSystem } from "../support/synthesis";
import { areas, digest } from "./digest";

/** Declares one test an area of a stack: a changed snapshot shows where the change belongs, and each can be read. */
export function testAreas(environment: Environment, site: Site): void {
  const configuration = buildSystem(environment).configuration[site];
  test.each(areas(configuration))("in the area %s", (area) => {
    expect(digest(configuration, area)).toMatchSnapshot();
  });
}
