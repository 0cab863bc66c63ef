import { smallMediadb } from "./environments";
import { digestsByArea } from "./snapshots";

describe("the mediadb-dr stack of a small environment", () => {
  test.each(digestsByArea(smallMediadb(), "dr"))("in the area %s", (_area, digest) => {
    expect(digest).toMatchSnapshot();
  });
});
