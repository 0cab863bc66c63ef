import { buildSystem } from "../support/synthesis";
import { areas, digest } from "./digest";
import { smallStreamflix } from "./environments";

const configuration = buildSystem(smallStreamflix()).configuration.primary;

describe("the streamflix-primary stack of a small environment", () => {
  // One snapshot an area: a change shows where it belongs, and each can be read.
  test.each(areas(configuration))("in the area %s", (area) => {
    expect(digest(configuration, area)).toMatchSnapshot();
  });
});
