import { buildSystem } from "../support/synthesis";
import { areas, digest } from "./digest";
import { smallStreamflix } from "./environments";

const configuration = buildSystem(smallStreamflix()).configuration.dr;

describe("the streamflix-dr stack of a small environment", () => {
  // One snapshot an area: a change shows where it belongs, and each can be read.
  test.each(areas(configuration))("in the area %s", (area) => {
    expect(digest(configuration, area)).toMatchSnapshot();
  });
});
