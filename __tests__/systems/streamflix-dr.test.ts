import { smallStreamflix } from "./environments";
import { digestsByArea } from "./snapshots";

describe("the streamflix-dr stack of a small environment", () => {
  test.each(digestsByArea(smallStreamflix(), "dr"))("in the area %s", (_area, digest) => {
    expect(digest).toMatchSnapshot();
  });
});
