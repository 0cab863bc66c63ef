import { smallMediadb } from "./environments";
import { digestsByArea } from "./snapshots";

describe("the mediadb-primary stack of a small environment", () => {
  test.each(digestsByArea(smallMediadb(), "primary"))("in the area %s", (_area, digest) => {
    expect(digest).toMatchSnapshot();
  });
});
