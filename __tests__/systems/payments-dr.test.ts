import { buildSystem, destroyableEnvironment } from "../support/synthesis";
import { areas, digest } from "./digest";

const configuration = buildSystem(destroyableEnvironment()).configuration.dr;

describe("the payments-dr stack of a small environment", () => {
  // One snapshot an area: a change shows where it belongs, and each can be read.
  test.each(areas(configuration))("in the area %s", (area) => {
    expect(digest(configuration, area)).toMatchSnapshot();
  });
});
