import { smallStreamflix } from "./environments";
import { digestsByArea } from "./snapshots";

describe("the streamflix-primary stack of a small environment", () => {
  test.each(digestsByArea(smallStreamflix(), "primary"))("in the area %s", (_area, digest) => {
    expect(digest).toMatchSnapshot();
  });
});
